using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Writes an Excel workbook of one sheet in which every cell is text, so that Excel changes no id and runs no formula.</summary>
internal sealed class ExcelTableWriter : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Excel's own limits.
    private const int LongestCell = 32_767;
    private const int MostRows = 1_048_576;

    private readonly ZipArchive _archive;
    private readonly XmlWriter _sheet;
    private int _rows;

    /// <param name="stream">The stream; closed at the end.</param>
    /// <param name="columns">The column names.</param>
    public ExcelTableWriter(Stream stream, IReadOnlyList<string> columns)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: false);
        AddPart("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """);
        AddPart("_rels/.rels", $"""
            <Relationships xmlns="{PackageRelationships}"><Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        AddPart("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relationships}"><sheets><sheet name="Users" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        AddPart("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{PackageRelationships}"><Relationship Id="rId1" Type="{Relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relationships}/styles" Target="styles.xml"/></Relationships>
            """);
        // Style 1 is the number format 49, text.
        AddPart("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>
            """);
        _sheet = XmlWriter.Create(_archive.CreateEntry("xl/worksheets/sheet1.xml").Open(), new XmlWriterSettings { Async = true, CloseOutput = true, CheckCharacters = false });
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteStartElement("sheetViews", Main);
        _sheet.WriteRaw("<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>");
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("cols", Main);
        _sheet.WriteRaw(FormattableString.Invariant($"<col min=\"1\" max=\"{Math.Max(1, columns.Count)}\" width=\"20\" style=\"1\" customWidth=\"1\"/>"));
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData", Main);
        Write(columns);
    }

    public Task WriteAsync(IEnumerable<string> cells)
    {
        Write(cells.Select(cell => CellText.Write(cell, isExcelSafe: false)));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _sheet.WriteEndElementAsync().ConfigureAwait(false);
        await _sheet.WriteEndElementAsync().ConfigureAwait(false);
        await _sheet.DisposeAsync().ConfigureAwait(false);
        await _archive.DisposeAsync().ConfigureAwait(false);
    }

    private void Write(IEnumerable<string> cells)
    {
        if (++_rows > MostRows)
            throw new IOException("An Excel sheet can't hold more than 1,048,576 rows. Write a .csv file instead.");
        _sheet.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            if (cell.Length > LongestCell)
                throw new IOException("An Excel cell can't hold more than 32,767 characters. Write a .csv file instead.");
            _sheet.WriteStartElement("c", Main);
            _sheet.WriteAttributeString("s", "1");
            _sheet.WriteAttributeString("t", "inlineStr");
            _sheet.WriteStartElement("is", Main);
            _sheet.WriteStartElement("t", Main);
            _sheet.WriteAttributeString("xml", "space", null, "preserve");
            _sheet.WriteString(Escaped(cell));
            _sheet.WriteEndElement();
            _sheet.WriteEndElement();
            _sheet.WriteEndElement();
        }
        _sheet.WriteEndElement();
    }

    /// <summary>XML holds no control characters and changes carriage returns, so the format writes them as <c>_x000D_</c>.</summary>
    private static string Escaped(string text)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_';
            if (isEscape || (char.IsControl(text[i]) && text[i] is not ('\t' or '\n')) || text[i] is '\uFFFE' or '\uFFFF')
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else
            {
                escaped?.Append(text[i]);
            }
        }
        return escaped?.ToString() ?? text;
    }

    private void AddPart(string name, string xml)
    {
        using var writer = new StreamWriter(_archive.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml.Trim());
    }
}
