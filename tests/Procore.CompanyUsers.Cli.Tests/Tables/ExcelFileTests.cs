using System.IO.Compression;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class ExcelFileTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

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
        using var file = Open(Sheet("Users", $"""<row r="1">{Text("A1", "id")}{Text("B1", "last name")}</row><row r="2"><c r="A2"><v>5</v></c>{cell}</row>"""));

        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["5", text]));
        Assert.That(file.Rows().Single().CellFaults, Is.Empty);
    }

    [TestCase("""<c r="B2" t="e"><f>A1</f><v>#N/A</v></c>""", "#N/A")]
    [TestCase("""<c t="e"><v>#REF!</v></c>""", "#REF!")]
    public void Rows_reports_the_error_of_a_formula(string cell, string error)
    {
        using var file = Open(Sheet("Notes", ""), Sheet("Users", $"""<row r="1">{Text("A1", "id")}{Text("B1", "last name")}</row><row><c><v>5</v></c>{cell}</row>"""));

        Assert.That(file.Rows().Single().CellFaults[1], Does.Contain(error));
    }

    [Test]
    public void Rows_reports_a_number_of_more_digits_than_Excel_keeps()
    {
        using var file = Open(Sheet("Users", $"""<row r="1">{Text("A1", "id")}{Text("B1", "last name")}</row><row r="2"><c r="A2"><v>1234567890123456</v></c></row>"""));

        Assert.That(file.Rows().Single().CellFaults[0], Does.Contain("more than 15 digits"));
    }

    [Test]
    public void Rows_are_numbered_like_in_Excel_below_title_rows()
    {
        using var file = Open(Sheet("Users", $"""<row r="1">{Text("A1", "Employees of 2026")}</row><row r="3">{Text("A3", "id")}{Text("B3", "last name")}</row><row r="6">{Text("B6", "Xu")}</row>"""));

        Assert.That(file.Headers, Is.EqualTo(["id", "last name"]));
        Assert.That(file.Rows().Where(row => !row.IsBlank).Select(row => row.Number), Is.EqualTo([6]));
    }

    [Test]
    public void Open_chooses_the_sheet_with_a_header()
    {
        var path = Write(Sheet("Notes", $"""<row r="1">{Text("A1", "Ask Ada")}</row>"""), Sheet("Staff", $"""<row r="1">{Text("A1", "id")}{Text("B1", "last name")}</row><row r="2"><c r="A2"><v>7</v></c></row>"""));

        using var file = Open(path, TableOptions.Default);

        Assert.That(file.Rows().Single().Cells[0], Is.EqualTo("7"));
    }

    [Test]
    public void Open_throws_when_several_sheets_have_a_header()
    {
        var rows = $"""<row r="1">{Text("A1", "id")}{Text("B1", "last name")}</row><row r="2"><c r="A2"><v>7</v></c></row>""";
        var path = Write(Sheet("North", rows), Sheet("South", rows));

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

    private static string Text(string cell, string text) => $"""<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>""";

    private static (string Name, string Xml) Sheet(string name, string rows) => (name, $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");

    private TableFile Open(params (string, string)[] sheets) => Open(Write(sheets), TableOptions.Default);

    private static TableFile Open(string path, TableOptions options) => TableFile.Open(path, options, header => header.ToUpperInvariant() is "ID" or "LAST NAME", _ => { });

    private string Write(params (string Name, string Xml)[] sheets)
    {
        var path = _folder.PathOf("people.xlsx");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
        Add("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
        Add("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="000000"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="11" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        for (var i = 0; i < sheets.Length; i++)
            Add($"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        return path;

        void Add(string name, string xml)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(xml);
        }
    }
}
