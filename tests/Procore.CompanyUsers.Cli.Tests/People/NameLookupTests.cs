using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Tests.People;

public sealed class NameLookupTests
{
    [TestCase("Caf\u00e9 Nord")]
    [TestCase("Cafe\u0301 Nord")]
    [TestCase(" CAF\u00c9 NORD ")]
    public void Find_ignores_case_spaces_and_Unicode_form(string name)
    {
        var lookup = new NameLookup("vendor", "vendor_id");
        lookup.Add(7, "Caf\u00e9 Nord");

        Assert.That(lookup.Find(name, out var problem), Is.EqualTo(7), problem);
    }

    [Test]
    public void Find_compares_a_name_that_is_not_valid_Unicode()
    {
        // Procore may cut a long name within an emoji.
        var cut = "Harbor " + '\ud83d';
        var lookup = new NameLookup("vendor", "vendor_id");
        lookup.Add(7, cut);

        Assert.That(lookup.Find(cut, out _), Is.EqualTo(7));
        Assert.That(lookup.Find("Harbor", out var problem), Is.Null);
        Assert.That(problem, Does.StartWith("no vendor has this name."));
    }
}
