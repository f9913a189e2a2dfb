using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class RequiredTests
{
    [Test]
    public void NewCompanyUser_has_what_its_constructor_takes()
    {
        var user = new NewCompanyUser("Abbott", "ada@example.com") { JobTitle = null };

        Assert.That(ProcoreJson.Serialize(user), Is.EqualTo("""{"email_address":"ada@example.com","job_title":null,"last_name":"Abbott"}"""));
    }

    [Test]
    public void NewCompanyUser_refuses_null_for_what_is_required()
    {
        Assert.That(() => new NewCompanyUser(null!, "ada@example.com"), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("lastName"));
        Assert.That(() => new NewCompanyUser("Abbott", null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("emailAddress"));
    }

    [TestCase("{}")]
    [TestCase("""{"job_title":"Foreman"}""")]
    [TestCase("""{"email_address":"ada@example.com","last_name":"Abbott"}""")]
    public void NewCompanyUser_from_json_has_exactly_what_is_given(string json)
    {
        var read = System.Text.Json.JsonSerializer.Deserialize<NewCompanyUser>(json)!;
        var readByNewtonsoft = Newtonsoft.Json.JsonConvert.DeserializeObject<NewCompanyUser>(json)!;

        Assert.That((ProcoreJson.Serialize(read), ProcoreJson.Serialize(readByNewtonsoft)), Is.EqualTo((json, json)));
    }

    [TestCase("{}")]
    [TestCase("""{"id":null}""")]
    [TestCase("""{"id":"none"}""")]
    public void Id_is_zero_and_not_given_when_the_json_has_no_usable_one(string json)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((user.Id, user.IsGiven(nameof(CompanyUser.Id))), Is.EqualTo((0L, false)));
            Assert.That((user.TryGetValue("id", out var value), value), Is.EqualTo((false, (object?)null)));
            Assert.That((user.ToString(), ProcoreJson.Serialize(user)), Is.EqualTo(("CompanyUser", json)));
        }
    }
}
