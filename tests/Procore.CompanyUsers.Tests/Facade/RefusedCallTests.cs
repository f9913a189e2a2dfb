using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Input that can't be right is refused before anything is sent.</summary>
internal sealed class RefusedCallTests
{
    private static readonly CompanyUserChanges Changes = new() { Zip = "1" };

    public static IEnumerable<TestCaseData> Calls()
    {
        foreach (var id in new[] { 0L, -1, long.MinValue })
        {
            yield return Case($"Get {id}", users => users.GetAsync(id), "id");
            yield return Case($"Update {id}", users => users.UpdateAsync(id, Changes), "id");
            yield return Case($"Deactivate {id}", users => users.DeactivateAsync(id), "id");
            yield return Case($"Reactivate {id}", users => users.ReactivateAsync(id), "id");
            yield return Case($"Invite {id}", users => users.InviteAsync(id), "id");
        }
        yield return Case("Create nobody", users => users.CreateAsync(null!), "user");
        yield return Case("Create without a last name", users => users.CreateAsync(new NewCompanyUser("", "a@example.com")), "user");
        yield return Case("Create with a blank last name", users => users.CreateAsync(new NewCompanyUser(" ", "a@example.com")), "user");
        yield return Case("Create without an e-mail address", users => users.CreateAsync(new NewCompanyUser("A", "")), "user");
        yield return Case("Create with the e-mail address null", users => users.CreateAsync(new NewCompanyUser("A", "a@example.com") { EmailAddress = null! }), "user");
        yield return Case("Update to nothing", users => users.UpdateAsync(7, null!), "changes");
        yield return Case("Update without a change", users => users.UpdateAsync(7, new CompanyUserChanges()), "changes");
    }

    [TestCaseSource(nameof(Calls))]
    public void Methods_throw_ArgumentException_with_the_name_of_the_argument(Func<ICompanyUsers, Task> call, string argument)
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => call(procore.Users), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(argument));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [TestCase(0)]
    [TestCase(-7)]
    public void Company_refuses_an_id_that_is_not_positive(long companyId)
    {
        using var procore = ScriptedProcore.Answering("{}");

        Assert.That(() => procore.Client.Company(companyId), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("companyId"));
    }

    private static TestCaseData Case(string name, Func<ICompanyUsers, Task> call, string argument) =>
        new TestCaseData(call, argument).SetArgDisplayNames(name);
}
