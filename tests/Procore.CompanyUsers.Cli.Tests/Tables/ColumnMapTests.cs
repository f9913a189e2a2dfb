using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class ColumnMapTests
{
    private static readonly string[] Fields = ["id", "email_address", "job_title"];

    [Test]
    public void Bind_finds_columns_by_header_in_any_order()
    {
        Assert.That(Bind(["Job Title", " ID", "email-address"]), Is.EqualTo(["job_title", "id", "email_address"]));
    }

    [Test]
    public void Bind_follows_mappings_and_ignored_columns()
    {
        var map = new ColumnMap(["work email = email_address", "a=b=id"], ["Cost Center"]);

        Assert.That(Bind(["Work Email", "Cost Center", "a=b"], map), Is.EqualTo(["email_address", null, "id"]));
    }

    [Test]
    public void Bind_reports_every_problem_at_once()
    {
        var map = new ColumnMap(["Boss=manager", "Gone=id"], []);

        var failure = Assert.Throws<CommandException>(() => Bind(["Shoe size", "Boss", "", "job_title", "Job Title"], map))!;

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(failure.Message, Does.Contain("'Shoe size' is not a known field").And.Contain("mapped to 'manager'").And.Contain("Column 3 has no header")
            .And.Contain("'job_title' and 'Job Title' are both").And.Contain("no column 'Gone'").And.Contain("id, email_address, job_title"));
    }

    [TestCase("Work Email")]
    [TestCase("=id")]
    [TestCase("Work Email=")]
    public void Constructor_rejects_a_mapping_without_both_sides(string map)
    {
        Assert.That(() => new ColumnMap([map], []), Throws.TypeOf<CommandException>());
    }

    private static IReadOnlyList<string?> Bind(string[] headers, ColumnMap? map = null) =>
        (map ?? new ColumnMap([], [])).Bind(headers, name => Array.Find(Fields, field => field == name), Fields);
}
