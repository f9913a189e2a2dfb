using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class WriteTests : FacadeTest
{
    private const long UserId = 5_000_000_123;

    [Test]
    public async Task CreateAsync_sends_exactly_what_is_set()
    {
        var sample = SampleUser(UserId);
        Stub(Json(201, sample));

        var user = await Users.CreateAsync(new NewCompanyUser("O'Hara", "zoe@example.com")
        {
            FirstName = "Zoë \"木\" 😀",
            IsEmployee = false,
            VendorId = 6_000_000_001,
            Notes = null,
        });

        AssertOnlyRequest(
            "POST",
            $"{CompanyPath}/users",
            """{"user":{"email_address":"zoe@example.com","first_name":"Zoë \"木\" 😀","is_employee":false,"last_name":"O'Hara","notes":null,"vendor_id":6000000001}}""");
        AssertSame(user, sample);
    }

    [TestCase(true, "true")]
    [TestCase(false, "false")]
    public async Task CreateAsync_sends_RunConfigurableValidations(bool runs, string sent)
    {
        Stub(Json(201, SampleUser(UserId)));

        await Users.CreateAsync(
            new NewCompanyUser("Hara", "zoe@example.com"),
            new CompanyUserWriteOptions { RunConfigurableValidations = runs });

        AssertOnlyRequest(
            "POST",
            $"{CompanyPath}/users?run_configurable_validations={sent}",
            """{"user":{"email_address":"zoe@example.com","last_name":"Hara"}}""");
    }

    [Test]
    public async Task CreateAsync_sends_every_field()
    {
        var sample = new SchemaSampler(Document).Sample(Document.Schema(nameof(NewCompanyUser)));
        Stub(Json(201, SampleUser(UserId)));

        await Users.CreateAsync(ProcoreJson.Deserialize<NewCompanyUser>(sample.ToString(Formatting.None)));

        AssertOnlyRequest("POST", $"{CompanyPath}/users", Wrapped(sample));
    }

    [Test]
    public async Task CreateAsync_throws_without_last_name_or_address_and_sends_nothing()
    {
        Assert.That(() => Users.CreateAsync(new NewCompanyUser("Hara", "")), Throws.ArgumentException);
        Assert.That(() => Users.CreateAsync(new NewCompanyUser("", "zoe@example.com")), Throws.ArgumentException);
        Assert.That(() => Users.CreateAsync(null!), Throws.ArgumentNullException);

        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task UpdateAsync_sends_exactly_what_is_set_and_null_clears()
    {
        var sample = SampleUser(UserId);
        Stub(Json(200, sample));

        var user = await Users.UpdateAsync(UserId, new CompanyUserChanges
        {
            JobTitle = "Superintendent",
            FaxNumber = null,
            BusinessPhoneExtension = 9_007_199_254_740_993,
            DefaultPermissionTemplateId = null,
        });

        AssertOnlyRequest(
            "PATCH",
            $"{CompanyPath}/users/{UserId}",
            """{"user":{"business_phone_extension":9007199254740993,"default_permission_template_id":null,"fax_number":null,"job_title":"Superintendent"}}""");
        AssertSame(user, sample);
    }

    [Test]
    public async Task UpdateAsync_sends_RunConfigurableValidations()
    {
        Stub(Json(200, SampleUser(UserId)));

        await Users.UpdateAsync(
            UserId, new CompanyUserChanges { City = "Bonn" }, new CompanyUserWriteOptions { RunConfigurableValidations = true });

        AssertOnlyRequest(
            "PATCH", $"{CompanyPath}/users/{UserId}?run_configurable_validations=true", """{"user":{"city":"Bonn"}}""");
    }

    [Test]
    public async Task UpdateAsync_sends_every_field()
    {
        var sample = new SchemaSampler(Document).SampleWithNulls(Document.Schema(nameof(CompanyUserChanges)));
        Stub(Json(200, SampleUser(UserId)));

        await Users.UpdateAsync(UserId, ProcoreJson.Deserialize<CompanyUserChanges>(sample.ToString(Formatting.None)));

        AssertOnlyRequest("PATCH", $"{CompanyPath}/users/{UserId}", Wrapped(sample));
    }

    [Test]
    public async Task UpdateAsync_throws_without_changes_and_sends_nothing()
    {
        Assert.That(() => Users.UpdateAsync(UserId, new CompanyUserChanges()), Throws.ArgumentException);
        Assert.That(() => Users.UpdateAsync(UserId, null!), Throws.ArgumentNullException);

        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task DeactivateAsync_sends_is_active_false()
    {
        var sample = SampleUser(UserId);
        Stub(Json(200, sample));

        var user = await Users.DeactivateAsync(UserId);

        AssertOnlyRequest("PATCH", $"{CompanyPath}/users/{UserId}", """{"user":{"is_active":false}}""");
        AssertSame(user, sample);
    }

    [Test]
    public async Task ReactivateAsync_sends_a_PATCH_to_the_inactive_user()
    {
        var sample = SampleUser(UserId);
        sample["is_active"] = true;
        Stub(Json(200, sample));

        var user = await Users.ReactivateAsync(UserId);

        AssertOnlyRequest("PATCH", $"{CompanyPath}/users/inactive/{UserId}");
        AssertSame(user, sample);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{ "message": "on its way" }""")]
    public async Task InviteAsync_accepts_any_body(string body)
    {
        Stub(Answer(202, body));

        await Users.InviteAsync(UserId);

        AssertOnlyRequest("PATCH", $"{CompanyPath}/users/{UserId}/invite");
    }

    private static string Wrapped(JToken user) => new JObject { ["user"] = user }.ToString(Formatting.None);
}
