using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class ExcelFileTests
{
    private readonly List<string> _said = [];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _said.Clear();
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("""<c r="B2"><v>123456789012</v></c>""", "123456789012")]
    [TestCase("""<c r="B2"><v>1.23456789012E11</v></c>""", "123456789012")]
    [TestCase("""<c r="B2" s="1"><v>123456789012</v></c>""", "123456789012")]
    [TestCase("""<c r="B2" s="2"><v>123</v></c>""", "000123")]
    [TestCase("""<c r="B2" s="3"><v>123</v></c>""", "123")]
    [TestCase("""<c r="B2" s="4"><v>46021</v></c>""", "2025-12-30")]
    [TestCase("""<c r="B2"><v>1.5</v></c>""", "1.5")]
    [TestCase("""<c r="B2" t="b"><v>1</v></c>""", "TRUE")]
    [TestCase("""<c r="B2" t="str"><f>A1</f><v>00123</v></c>""", "00123")]
    [TestCase("""<c r="B2" t="inlineStr"><is><t>00123</t></is></c>""", "00123")]
    [TestCase("""<c r="B2"/>""", "")]
    public void Rows_have_the_text_that_Excel_shows(string cell, string text)
    {
        using var file = Open(Workbook.Sheet("Users", $"""<row r="1">{Workbook.Text("A1", "id")}{Workbook.Text("B1", "last name")}</row><row r="2"><c r="A2"><v>5</v></c>{cell}</row>"""));

        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["5", text]));
        Assert.That(file.Rows().Single().CellFaults, Is.Empty);
    }

    [TestCase("""<c r="B2" t="e"><f>A1</f><v>#N/A</v></c>""", "#N/A")]
    [TestCase("""<c t="e"><v>#REF!</v></c>""", "#REF!")]
    public void Rows_reports_the_error_of_a_formula(string cell, string error)
    {
        using var file = Open(Workbook.Sheet("Notes", ""), Workbook.Sheet("Users", $"""<row r="1">{Workbook.Text("A1", "id")}{Workbook.Text("B1", "last name")}</row><row><c><v>5</v></c>{cell}</row>"""));

        Assert.That(file.Rows().Single().CellFaults[1], Does.Contain(error));
    }

    [Test]
    public void Rows_reports_a_number_of_more_digits_than_Excel_keeps()
    {
        using var file = Open(Workbook.Sheet("Users", $"""<row r="1">{Workbook.Text("A1", "id")}{Workbook.Text("B1", "last name")}</row><row r="2"><c r="A2"><v>1234567890123456</v></c></row>"""));

        Assert.That(file.Rows().Single().CellFaults[0], Does.Contain("more than 15 digits"));
    }

    [Test]
    public void Rows_are_numbered_like_in_Excel_below_title_rows()
    {
        using var file = Open(Workbook.Sheet("Users", $"""<row r="1">{Workbook.Text("A1", "Employees of 2026")}</row><row r="3">{Workbook.Text("A3", "id")}{Workbook.Text("B3", "last name")}</row><row r="6">{Workbook.Text("B6", "Xu")}</row>"""));

        Assert.That(file.Headers, Is.EqualTo(["id", "last name"]));
        Assert.That(file.Rows().Where(row => !row.IsBlank).Select(row => row.Number), Is.EqualTo([6]));
    }

    [Test]
    public void Open_chooses_the_sheet_with_a_header()
    {
        var path = Write(Workbook.Sheet("Notes", $"""<row r="1">{Workbook.Text("A1", "Ask Ada")}</row>"""), Workbook.Sheet("Staff", $"""<row r="1">{Workbook.Text("A1", "id")}{Workbook.Text("B1", "last name")}</row><row r="2"><c r="A2"><v>7</v></c></row>"""));

        using var file = Open(path, TableOptions.Default);

        Assert.That(file.Rows().Single().Cells[0], Is.EqualTo("7"));
    }

    [Test]
    public void Open_throws_when_several_sheets_have_a_header()
    {
        var rows = $"""<row r="1">{Workbook.Text("A1", "id")}{Workbook.Text("B1", "last name")}</row><row r="2"><c r="A2"><v>7</v></c></row>""";
        var path = Write(Workbook.Sheet("North", rows), Workbook.Sheet("South", rows));

        Assert.That(() => Open(path, TableOptions.Default), Throws.TypeOf<CommandException>().With.Message.Contain("--sheet: 'North', 'South'"));
        Assert.That(() => Open(path, new TableOptions { Sheet = "West" }), Throws.TypeOf<CommandException>().With.Message.Contain("no sheet 'West'"));
        using var south = Open(path, new TableOptions { Sheet = "south" });
        Assert.That(south.Rows().Single().Cells[0], Is.EqualTo("7"));
    }

    [TestCase(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0, 0, 0 }, "is damaged")]
    [TestCase(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0 }, "old format")]
    public void Open_throws_when_the_workbook_is_unreadable(byte[] bytes, string problem)
    {
        Assert.That(() => Open(_folder.Write("people.xlsx", bytes), TableOptions.Default), Throws.TypeOf<CommandException>().With.Message.Contain(problem));
    }

    [Test]
    public async Task Rows_returns_the_values_given_to_the_writer()
    {
        string[] values = ["=1+1", "00123", "123456789012", "1E+05", " spaces ", "line 1\nline 2\r\nline 3", "<clear>", "'=1", "=\"1\"", "_x000D_", "Zoë 木 😀 & <b>", "\"", "", "\t", "a\u0001b"];
        var path = _folder.PathOf("people.xlsx");
        await using (var writer = new ExcelTableWriter(File.Create(path), ["id", "last name"]))
        {
            foreach (var value in values)
                await writer.WriteAsync(["1", value]);
        }

        using var file = Open(path, TableOptions.Default);

        Assert.That(file.Rows().Select(row => row.Cells[1] is { Length: > 0 } cell ? CellText.Read(cell) : ""), Is.EqualTo(values));
    }

    [Test]
    public void Open_throws_when_rows_are_hidden_and_names_them()
    {
        var path = Write(Workbook.Sheet("People", string.Concat(Enumerable.Range(2, 6).Select(number => Workbook.Row(number, isHidden: number is 3 or 5 or 6, $"{number}", "Abbott")).Prepend(Workbook.Row(1, isHidden: false, "ID", "Last Name")))));

        Assert.That(() => Open(path, TableOptions.Default), Throws.TypeOf<CommandException>().With.Message.EndsWith("people.xlsx: rows 3, 5-6 are hidden, by hand or by a filter. Clear the filter, or delete the rows, or pass --include-hidden-rows to read them too."));
    }

    [Test]
    public void Rows_include_hidden_ones_if_they_are_asked_for()
    {
        var path = Write(Workbook.Sheet("People", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, true, "1", "Abbott") + Workbook.Row(3, true) + Workbook.Row(4, false, "2", "Brandt"), """<cols><col min="2" max="2" width="0" hidden="1" customWidth="1"/></cols>"""));

        using var file = Open(path, TableOptions.Default with { IncludesHiddenRows = true });

        Assert.That(file.Rows().Where(row => !row.IsBlank).Select(row => string.Join(' ', row.Cells)), Is.EqualTo(["1 Abbott", "2 Brandt"]));
        Assert.That(_said, Is.EqualTo(["Hidden column that is read like the others: Last Name.", "Hidden row that is read like the others: 2."]));
    }

    [TestCase("hidden=\"1\"")]
    [TestCase("hidden=\"true\"")]
    [TestCase("hidden=\" true \"")]
    [TestCase("hidden=\"false\" ht=\"0\" customHeight=\"true\"")]
    [TestCase("ht=\"0.0\"")]
    public void Open_throws_when_rows_are_hidden_in_any_spelling(string attributes)
    {
        var path = Write(Workbook.Sheet("People", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, false, "1", "Abbott") + Workbook.Row(4, true, "2", "Brandt").Replace("hidden=\"1\"", attributes, StringComparison.Ordinal)));

        Assert.That(() => Open(path, TableOptions.Default), Throws.TypeOf<CommandException>().With.Message.Contains("row 4 is hidden"));
    }

    [TestCase("hidden=\"1\" width=\"12.8\"", true)]
    [TestCase("hidden=\"true\" width=\"12.8\"", true)]
    [TestCase("width=\"0\"", true)]
    [TestCase("hidden=\"false\" width=\"12.8\"", false)]
    public void Open_names_hidden_columns_in_any_spelling(string attributes, bool isHidden)
    {
        using var file = Open(Write(Workbook.Sheet("People", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, false, "1", "Abbott"), $"""<cols><col min="1" max="16384" {attributes}/></cols>""")), TableOptions.Default);

        Assert.That(file.Rows().Single().Cells[1], Is.EqualTo("Abbott"));
        Assert.That(_said, isHidden ? Is.EqualTo(["Hidden columns that are read like the others: ID, Last Name."]) : Is.Empty);
    }

    [TestCase("hidden=\"0\"")]
    [TestCase("hidden=\"false\" ht=\"12.8\"")]
    public void Open_reads_rows_that_are_marked_as_visible(string attributes)
    {
        using var file = Open(Write(Workbook.Sheet("People", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, true, "1", "Abbott").Replace("hidden=\"1\"", attributes, StringComparison.Ordinal))), TableOptions.Default);

        Assert.That(file.Rows().Single().Cells[1], Is.EqualTo("Abbott"));
        Assert.That(_said, Is.Empty);
    }

    [Test]
    public void Open_reads_a_hidden_sheet_only_by_name_and_says_so()
    {
        var path = Workbook.Write(_folder.PathOf("people.xlsx"), "Old", Workbook.Sheet("Old", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, false, "1", "Abbott")), Workbook.Sheet("New", Workbook.Row(1, false, "ID", "Last Name") + Workbook.Row(2, false, "2", "Brandt")));

        using var visible = Open(path, TableOptions.Default);
        using var hidden = Open(path, TableOptions.Default with { Sheet = "Old" });

        Assert.That((visible.Rows().Single().Cells[0], hidden.Rows().Single().Cells[0]), Is.EqualTo(("2", "1")));
        Assert.That(_said, Is.EqualTo(["The sheet 'Old' is hidden."]));
    }

    private TableFile Open(params (string, string)[] sheets) => Open(Write(sheets), TableOptions.Default);

    private TableFile Open(string path, TableOptions options) => TableFile.Open(path, options, header => header.ToUpperInvariant() is "ID" or "LAST NAME", _said.Add);

    private string Write(params (string Name, string Xml)[] sheets) => Workbook.Write(_folder.PathOf("people.xlsx"), hidden: null, sheets);
}
