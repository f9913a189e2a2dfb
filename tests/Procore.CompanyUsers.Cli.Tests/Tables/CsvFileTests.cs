using System.Text;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class CsvFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("a,b\n1,2\n")]
    [TestCase("\uFEFFa,b\r\n1,2\r\n")]
    [TestCase("a;b\n1;2")]
    [TestCase("a\tb\n1\t2\n")]
    [TestCase("sep=;\r\na;b\r\n1;2\r\n")]
    [TestCase(" a ,\"b\"\n\"1\",2\n")]
    public void Open_reads_the_formats_that_spreadsheets_write(string text)
    {
        using var file = Open(_folder.Write("people.csv", text));

        Assert.That(file.Headers, Is.EqualTo(["a", "b"]));
        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["1", "2"]));
        Assert.That(file.Rows().Single().Fault, Is.Null);
    }

    [Test]
    public void Rows_are_split_at_semicolons_when_cells_hold_commas()
    {
        using var file = Open(_folder.Write("people.csv", "name;notes\nAbbott, Ada;a, b, c\nBrandt, Bruno;d, e, f\n"));

        Assert.That(file.Rows().Select(row => row.Cells), Is.EqualTo(new[] { new[] { "Abbott, Ada", "a, b, c" }, ["Brandt, Bruno", "d, e, f"] }));
    }

    [Test]
    public void Rows_have_spreadsheet_numbers_and_editor_lines()
    {
        using var file = Open(_folder.Write("people.csv", "a,b\n1,\"x\ny\r\nz\"\n\n2,\"\"\"\"\n"));

        var rows = file.Rows().ToList();

        Assert.That(rows.Select(row => (row.Number, row.Line)), Is.EqualTo(new[] { (2L, 2L), (3, 5), (4, 6) }));
        Assert.That(rows.Select(row => row.IsBlank), Is.EqualTo([false, true, false]));
        Assert.That((rows[0].Cells[1], rows[2].Cells[1]), Is.EqualTo(("x\ny\r\nz", "\"")));
    }

    [TestCase("1,2,3", "it has 3 cells, but the header has 2")]
    [TestCase("1", "it has 1 cell, but the header has 2")]
    [TestCase("1,5\" pipe", "a cell that isn't in quotes contains a quote")]
    [TestCase("1,\"5\" pipe", "text follows the closing quote")]
    public void Rows_reports_a_malformed_row_and_reads_the_others(string row, string fault)
    {
        using var file = Open(_folder.Write("people.csv", $"a,b\n1,2\n{row}\n3,4\n"));

        var rows = file.Rows().ToList();

        Assert.That(rows, Has.Count.EqualTo(3));
        Assert.That(rows[1].Fault, Does.Contain(fault));
        Assert.That((rows[0].Fault, rows[2].Fault), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Rows_reports_a_row_in_another_encoding()
    {
        using var file = Open(_folder.Write("people.csv", Encoding.Latin1.GetBytes("a,b\nZoë,1\nAda,2\n")));

        Assert.That(file.Rows().Select(row => row.CellFaults.Keys), Is.EqualTo(new[] { new[] { 0 }, [] }));
        Assert.That(file.Rows().First().CellFaults[0], Does.StartWith("isn't UTF-8. Save the file as \"CSV UTF-8\", or pass --encoding windows-1252"));
    }

    [TestCase("a,b\n1,2\n3,\"4\n5,6\n7,8\n")]
    [TestCase("a,b\n1,2\n3,\"4\n5,6\"x\n7,8\n")]
    public void Rows_throws_when_a_quote_is_never_closed(string text)
    {
        using var file = Open(_folder.Write("people.csv", text));

        Assert.That(() => file.Rows().ToList(), Throws.TypeOf<CommandException>().With.Message.StartsWith("row 3"));
    }

    [Test]
    public void Rows_throws_early_when_a_quote_is_never_closed()
    {
        using var file = Open(_folder.Write("people.csv", "a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 1_000_000))));

        Assert.That(() => file.Rows().ToList(), Throws.TypeOf<CommandException>().With.Message.Contain("row 2"));
    }

    [TestCase("")]
    [TestCase("\n1,2\n")]
    public void Open_throws_without_a_header(string text)
    {
        var path = _folder.Write("people.csv", text);

        Assert.That(() => Open(path), Throws.TypeOf<CommandException>().With.Message.Contain("no header"));
    }

    [Test]
    public void Rows_can_be_read_repeatedly()
    {
        using var file = Open(_folder.Write("people.csv", "\uFEFFa\n1\n2\n"));

        Assert.That(file.Rows().Take(1).Concat(file.Rows()).Concat(file.Rows()).Select(row => row.Cells[0]), Is.EqualTo(["1", "1", "2", "1", "2"]));
    }

    private static TableFile Open(string path) => TableFile.Open(path, TableOptions.Default, _ => false, _ => { });
}
