using System.Globalization;

namespace Procore.CompanyUsers.Tests;

internal sealed class FindByNameTests
{
    [TestCase("Harbor Tower", 1)]
    [TestCase(" HARBOR TOWER ", 1)]
    [TestCase("Cafe\u0301 Nord", 2)]
    [TestCase("CAF\u00c9 NORD", 2)]
    [TestCase("Harbor", null)]
    public async Task FindByNameAsync_ignores_case_spaces_and_Unicode_form(string name, long? id)
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"name":"Harbor Tower"},{"id":2,"name":"Café Nord"},{"id":3,"name":null}]""");

        Assert.That((await procore.Company.Projects.FindByNameAsync(name))?.Id, Is.EqualTo(id));
    }

    [Test]
    [SetCulture("tr-TR")]
    public async Task FindByNameAsync_is_the_same_in_every_culture()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"name":"IRIS"}]""");

        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("tr-TR"));
        Assert.That((await procore.Company.Projects.FindByNameAsync("iris"))?.Id, Is.EqualTo(1));
    }

    [Test]
    public void FindByNameAsync_lists_the_candidates_of_an_ambiguous_name()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"name":"Bridge","project_number":"26-1"},{"id":2,"name":"Bridge","project_number":""},{"id":3,"name":"Tunnel"}]""");

        var failure = Assert.ThrowsAsync<AmbiguousNameException>(() => procore.Company.Projects.FindByNameAsync("Bridge"))!;

        Assert.That(failure.Candidates.Select(candidate => (candidate.Id, candidate.Detail)), Is.EqualTo(new[] { (1L, "number 26-1"), (2L, (string?)null) }));
        Assert.That(failure.Message, Is.EqualTo("Several projects are called 'Bridge': 1 (Bridge, number 26-1); 2 (Bridge). Use the id."));
    }

    [Test]
    public async Task FindByNameAsync_prefers_the_name_in_the_same_case()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"name":"BRIDGE"},{"id":2,"name":"Bridge"}]""");

        Assert.That((await procore.Company.Projects.FindByNameAsync("Bridge"))?.Id, Is.EqualTo(2));
        Assert.That(() => procore.Company.Projects.FindByNameAsync("bridge"), Throws.InstanceOf<AmbiguousNameException>());
    }

    [Test]
    public async Task FindByNameAsync_finds_each_kind()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"name":"A"}]""");
        var company = procore.Company;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await company.Vendors.FindByNameAsync("a"))?.Id, Is.EqualTo(1));
            Assert.That((await company.PermissionTemplates.FindByNameAsync("a"))?.Id, Is.EqualTo(1));
            Assert.That((await company.Trades.FindByNameAsync("a"))?.Id, Is.EqualTo(1));
            Assert.That((await company.WorkClassifications.FindByNameAsync("a"))?.Id, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task FindByNumberAsync_finds_the_project_with_the_number()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"project_number":"26-10"},{"id":2,"project_number":"26-1"}]""");

        Assert.That((await procore.Company.Projects.FindByNumberAsync("26-1"))?.Id, Is.EqualTo(2));
    }

    [Test]
    public async Task FindByOriginIdAsync_minds_the_case()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"origin_id":"p-7"},{"id":2,"origin_id":"P-7"}]""");

        Assert.That((await procore.Company.Projects.FindByOriginIdAsync("P-7"))?.Id, Is.EqualTo(2));
        Assert.That((await procore.Company.Vendors.FindByOriginIdAsync("p-7"))?.Id, Is.EqualTo(1));
    }

    [TestCase(null)]
    [TestCase(" ")]
    public void Find_refuses_a_blank_name(string? name)
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(() => procore.Company.Projects.FindByNameAsync(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => procore.Company.Vendors.FindByOriginIdAsync(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(procore.Requests, Is.Empty);
    }
}
