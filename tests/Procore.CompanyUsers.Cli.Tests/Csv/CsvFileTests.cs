using System.Text;
using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.Tests.Csv;

public sealed class CsvFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TempFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("a,b\n1,2\n")]
    [TestCase("\uFEFFa,b\r\n1,2\r\n")]
    [TestCase("a;b\n1;2")]
    [TestCase("a\tb\n1\t2\n")]
    [TestCase("sep=;\r\na;b\r\n1;2\r\n")]
    [TestCase(" a ,\"b\"\n\"1\",2\n")]
    public void It_comes_as_spreadsheets_write_it(string text)
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", text));

        Assert.That(file.Headers, Is.EqualTo(["a", "b"]));
        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["1", "2"]));
        Assert.That(file.Rows().Single().Fault, Is.Null);
    }

    [Test]
    public void Semicolons_are_told_from_commas_within_cells()
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", "name;notes\nAbbott, Ada;a, b, c\nBrandt, Bruno;d, e, f\n"));

        Assert.That(file.Rows().Select(row => row.Cells), Is.EqualTo(new[] { new[] { "Abbott, Ada", "a, b, c" }, ["Brandt, Bruno", "d, e, f"] }));
    }

    [Test]
    public void Rows_are_counted_as_a_spreadsheet_does_and_lines_as_an_editor_does()
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", "a,b\n1,\"x\ny\r\nz\"\n\n2,\"\"\"\"\n"));

        var rows = file.Rows().ToList();

        Assert.That(rows.Select(row => (row.Number, row.Line)), Is.EqualTo(new[] { (2L, 2L), (3, 5), (4, 6) }));
        Assert.That(rows.Select(row => row.IsBlank), Is.EqualTo([false, true, false]));
        Assert.That((rows[0].Cells[1], rows[2].Cells[1]), Is.EqualTo(("x\ny\r\nz", "\"")));
    }

    [TestCase("1,2,3", "it has 3 cells, and the header 2")]
    [TestCase("1", "it has 1 cells, and the header 2")]
    [TestCase("1,5\" pipe", "a quote inside a cell")]
    [TestCase("1,\"5\" pipe", "text follows the quote")]
    public void A_row_that_isnt_one_is_told_and_the_others_are_read(string row, string fault)
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", $"a,b\n1,2\n{row}\n3,4\n"));

        var rows = file.Rows().ToList();

        Assert.That(rows, Has.Count.EqualTo(3));
        Assert.That(rows[1].Fault, Does.Contain(fault));
        Assert.That((rows[0].Fault, rows[2].Fault), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void A_row_in_another_encoding_is_told()
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", Encoding.Latin1.GetBytes("a,b\nZoë,1\nAda,2\n")));

        Assert.That(file.Rows().Select(row => row.Fault), Is.EqualTo(["isn't UTF-8. Save the file as \"CSV UTF-8\".", null]));
    }

    [TestCase("a,b\n1,2\n3,\"4\n5,6\n7,8\n")]
    [TestCase("a,b\n1,2\n3,\"4\n5,6\"x\n7,8\n")]
    public void Behind_a_quote_that_isnt_closed_nothing_is_believed(string text)
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", text));

        Assert.That(() => file.Rows().ToList(), Throws.TypeOf<CommandException>().With.Message.StartsWith("row 3"));
    }

    [Test]
    public void A_quote_that_isnt_closed_doesnt_take_a_whole_file_into_memory()
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", "a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 1_000_000))));

        Assert.That(() => file.Rows().ToList(), Throws.TypeOf<CommandException>().With.Message.Contain("row 2"));
    }

    [TestCase("")]
    [TestCase("\n1,2\n")]
    public void A_file_needs_a_header(string text)
    {
        var path = _folder.Write("people.csv", text);

        Assert.That(() => CsvFile.Open(path), Throws.TypeOf<CommandException>().With.Message.Contain("no header"));
    }

    [Test]
    public void It_is_read_as_often_as_it_takes()
    {
        using var file = CsvFile.Open(_folder.Write("people.csv", "\uFEFFa\n1\n2\n"));

        Assert.That(file.Rows().Take(1).Concat(file.Rows()).Concat(file.Rows()).Select(row => row.Cells[0]), Is.EqualTo(["1", "1", "2", "1", "2"]));
    }
}
