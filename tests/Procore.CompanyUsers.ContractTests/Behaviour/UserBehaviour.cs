using NUnit.Framework;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>One user: created, read, changed, deactivated, reactivated, invited.</summary>
public sealed class UserBehaviour<TDirectory> : BehaviourTest<TDirectory>
    where TDirectory : DirectoryUnderTest, new()
{
    private string UserPath => $"{UsersPath}/{FirstId}";

    private string InactivePath => $"{UsersPath}/inactive/{FirstId}";

    [Test]
    public async Task CreateAsync_returns_what_was_set_and_an_id()
    {
        Company.AddVendor("Steel Ltd");
        await AnswersAsync("POST", UsersPath, 201, """
            {
              "id": 5000000001, "name": "Zoë O'Hara", "first_name": "Zoë", "last_name": "O'Hara", "email_address": "zoe@example.com", "initials": "ZO",
              "is_active": true, "is_employee": true, "business_phone_extension": 12, "job_title": null, "origin_id": "HR 7",
              "vendor": { "id": 6000000001, "name": "Steel Ltd" }, "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-01T08:00:00Z"
            }
            """);

        var user = await Users.CreateAsync(new NewCompanyUser("O'Hara", "zoe@example.com")
        {
            FirstName = "Zoë",
            IsEmployee = true,
            BusinessPhoneExtension = 12,
            OriginId = "HR 7",
            VendorId = 6_000_000_001,
            JobTitle = null,
        });

        Assert.That((user.Id, user.Name, user.IsActive, user.IsEmployee, user.BusinessPhoneExtension), Is.EqualTo(((long?)FirstId, "Zoë O'Hara", (bool?)true, (bool?)true, (long?)12)));
        Assert.That((user.Vendor?.Id, user.Vendor?.Name, user.OriginId), Is.EqualTo(((long?)6_000_000_001, "Steel Ltd", "HR 7")));
        Assert.That(user.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        Assert.That((user.JobTitle, user.IsGiven(nameof(CompanyUser.JobTitle))), Is.EqualTo(((string?)null, true)));
    }

    [Test]
    public async Task CreateAsync_throws_409_for_an_address_that_is_taken()
    {
        AddAda();
        await AnswersAsync("POST", UsersPath, 409, """{ "errors": { "email_address": ["has already been taken"] } }""");

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.CreateAsync(new NewCompanyUser("Other", "ADA@example.com")));

        Assert.That(refusal.StatusCode, Is.EqualTo(409));
        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("email_address", "has already been taken")]));
    }

    [Test]
    public async Task CreateAsync_names_the_wrong_fields()
    {
        await AnswersAsync("POST", UsersPath, 422, """
            { "errors": { "country_code": ["is not an ISO 3166-1 code in upper case"], "email_address": ["is not a valid e-mail address"], "vendor_id": ["does not exist"] } }
            """);

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.CreateAsync(
            new NewCompanyUser("Hara", "zoe") { CountryCode = "usa", VendorId = 6_000_000_009 }));

        Assert.That(refusal.StatusCode, Is.EqualTo(422));
        Assert.That(refusal.Errors.Select(e => e.Field), Is.EquivalentTo(["country_code", "email_address", "vendor_id"]));
    }

    [Test]
    public async Task GetAsync_returns_the_user()
    {
        AddAda();
        await AnswersAsync("GET", UserPath, 200, """{ "id": 5000000001, "name": "Ada Abbott", "job_title": "Foreman", "fax_number": "1", "vendor": null }""");

        var user = await Users.GetAsync(FirstId);

        Assert.That((user.Id, user.Name, user.JobTitle, user.Vendor), Is.EqualTo(((long?)FirstId, "Ada Abbott", "Foreman", (CompanyUserVendor?)null)));
    }

    [Test]
    public async Task GetCurrentAsync_returns_the_signed_in_user()
    {
        AddAda();
        await AnswersAsync("GET", $"/companies/{Company.Id}/me", 200, """{ "id": 5000000001, "email_address": "ada@example.com" }""");

        Assert.That((await Users.GetCurrentAsync()).EmailAddress, Is.EqualTo("ada@example.com"));
    }

    [Test]
    public async Task GetAsync_throws_404_for_an_unknown_id()
    {
        const string NoSuchUser = """{ "errors": "There is no user 5000000001 in this company." }""";
        await AnswersAsync("GET", UserPath, 404, NoSuchUser);
        await AnswersAsync("PATCH", UserPath, 404, NoSuchUser);
        await AnswersAsync("PATCH", $"{UserPath}/invite", 404, NoSuchUser);

        foreach (var call in new Func<Task>[] { () => Users.GetAsync(FirstId), () => Users.DeactivateAsync(FirstId), () => Users.InviteAsync(FirstId) })
        {
            var refusal = Assert.CatchAsync<ProcoreException>(() => call());
            Assert.That(refusal.StatusCode, Is.EqualTo(404));
            Assert.That(refusal.Errors, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task UpdateAsync_changes_what_is_set_and_null_clears()
    {
        AddAda();
        await AnswersAsync("PATCH", UserPath, 200, """{ "id": 5000000001, "last_name": "Abbott", "job_title": "Superintendent", "fax_number": null, "add_to_new_projects": true }""");
        await AnswersAsync("GET", UserPath, 200, """{ "id": 5000000001, "last_name": "Abbott", "job_title": "Superintendent", "fax_number": null }""");

        var changed = await Users.UpdateAsync(FirstId, new CompanyUserChanges { JobTitle = "Superintendent", FaxNumber = null, AddToNewProjects = true });
        var read = await Users.GetAsync(FirstId);

        Assert.That(changed.AddToNewProjects.Value, Is.True);
        Assert.That(read.AddToNewProjects.IsSet, Is.False);
        foreach (var user in new[] { changed, read })
            Assert.That((user.LastName, user.JobTitle, user.FaxNumber), Is.EqualTo(("Abbott", "Superintendent", (string?)null)));
    }

    [Test]
    public async Task UpdateAsync_refuses_to_clear_the_last_name()
    {
        AddAda();
        await AnswersAsync("PATCH", UserPath, 422, """{ "errors": { "last_name": ["can't be blank"] } }""");

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.UpdateAsync(FirstId, new CompanyUserChanges { LastName = null }));

        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("last_name", "can't be blank")]));
    }

    [Test]
    public async Task DeactivateAsync_and_ReactivateAsync_change_is_active()
    {
        AddAda();
        await AnswersAsync("PATCH", UserPath, 200, """{ "id": 5000000001, "is_active": false }""");
        await AnswersAsync("GET", UsersPath, 200, "[]");
        await AnswersAsync("PATCH", InactivePath, 200, """{ "id": 5000000001, "is_active": true }""");
        await AnswersAsync("GET", UsersPath, 200, """[{ "id": 5000000001 }]""");

        Assert.That((await Users.DeactivateAsync(FirstId)).IsActive, Is.False);
        Assert.That(await Users.ListAsync().CountAsync(), Is.Zero);
        Assert.That((await Users.ReactivateAsync(FirstId)).IsActive, Is.True);
        Assert.That(await Users.ListAsync().CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task ReactivateAsync_throws_404_for_an_active_user()
    {
        AddAda();
        await AnswersAsync("PATCH", InactivePath, 404, """{ "errors": "There is no inactive user 5000000001 in this company." }""");

        Assert.That(Assert.CatchAsync<ProcoreException>(() => Users.ReactivateAsync(FirstId)).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task InviteAsync_is_accepted()
    {
        AddAda();
        await AnswersAsync("PATCH", $"{UserPath}/invite", 202, "{}");
        await AnswersAsync("GET", UsersPath, 200, """[{ "id": 5000000001, "welcome_email_sent_at": "2026-03-01T08:00:00Z" }]""");

        await Users.InviteAsync(FirstId);

        Assert.That((await Users.ListAsync().SingleAsync()).WelcomeEmailSentAt.Value, Is.EqualTo(Clock.GetUtcNow()));
    }

    private void AddAda() => Company.AddUser(new FakeUser
    {
        FirstName = "Ada",
        LastName = "Abbott",
        EmailAddress = "ada@example.com",
        JobTitle = "Foreman",
        FaxNumber = "1",
    });
}
