using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>What a sheet says of its cells, rows and columns beyond their values, in any of the spellings that XML allows.</summary>
internal sealed class ExcelMarks
{
    private const int MaxColumns = 16384;

    private readonly Dictionary<(long Row, int Column), string> _errors = [];
    private readonly HashSet<long> _hiddenRows = [];
    private readonly HashSet<int> _hiddenColumns = [];

    /// <summary>The errors of formulas that failed, such as <c>#N/A</c>, by row number and column index.</summary>
    public IReadOnlyDictionary<(long Row, int Column), string> Errors => _errors;

    /// <summary>The numbers of rows that are hidden or have no height.</summary>
    public IReadOnlySet<long> HiddenRows => _hiddenRows;

    /// <summary>The indexes of columns that are hidden or have no width.</summary>
    public IReadOnlySet<int> HiddenColumns => _hiddenColumns;

    /// <param name="stream">The workbook; left open.</param>
    /// <param name="sheet">The position of the sheet in the workbook, from 0.</param>
    /// <exception cref="InvalidDataException">The workbook has no such sheet.</exception>
    public static ExcelMarks Read(Stream stream, int sheet)
    {
        stream.Position = 0;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = XmlReader.Create(Part(archive, PathOf(archive, sheet)));
        var marks = new ExcelMarks();
        var (row, column) = (0L, -1);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "row")
            {
                row = reader.GetAttribute("r") is { } number ? XmlConvert.ToInt64(number) : row + 1;
                column = -1;
                if (IsHidden(reader, "ht"))
                    marks._hiddenRows.Add(row);
            }
            else if (reader.LocalName == "c")
            {
                column = reader.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
                if (reader.GetAttribute("t") == "e" && !reader.IsEmptyElement)
                    marks._errors[(row, column)] = string.Intern(ValueOf(reader));
            }
            else if (reader.LocalName == "col" && IsHidden(reader, "width") && reader.GetAttribute("min") is { } first && reader.GetAttribute("max") is { } last)
            {
                for (var number = XmlConvert.ToInt32(first); number <= Math.Min(XmlConvert.ToInt32(last), MaxColumns); number++)
                    marks._hiddenColumns.Add(number - 1);
            }
        }
        return marks;
    }

    /// <summary>Excel writes 1 and LibreOffice writes true.</summary>
    private static bool IsHidden(XmlReader reader, string size) =>
        (reader.GetAttribute("hidden") is { } hidden && XmlConvert.ToBoolean(hidden))
        || (double.TryParse(reader.GetAttribute(size), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 0);

    private static string ValueOf(XmlReader reader)
    {
        using var cell = reader.ReadSubtree();
        return cell.ReadToDescendant("v", reader.NamespaceURI) ? cell.ReadElementContentAsString() : "#N/A";
    }

    /// <summary>Columns are numbered A to Z, AA to ZZ and so on.</summary>
    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => (column * 26) + (letter & 31)) - 1;

    private static string PathOf(ZipArchive archive, int sheet)
    {
        var ids = Attributes(archive, "xl/workbook.xml", "sheet", "id", isQualified: true);
        var relations = Attributes(archive, "xl/_rels/workbook.xml.rels", "Relationship", "Id", isQualified: false)
            .Zip(Attributes(archive, "xl/_rels/workbook.xml.rels", "Relationship", "Target", isQualified: false)).ToList();
        var target = relations.Find(relation => relation.First == ids.ElementAtOrDefault(sheet)).Second ?? throw new InvalidDataException("A sheet is missing.");
        return target.StartsWith('/') ? target[1..] : "xl/" + target;
    }

    private static List<string> Attributes(ZipArchive archive, string part, string element, string attribute, bool isQualified)
    {
        using var reader = XmlReader.Create(Part(archive, part));
        var values = new List<string>();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != element)
                continue;
            for (var i = 0; i < reader.AttributeCount; i++)
            {
                reader.MoveToAttribute(i);
                if (reader.LocalName == attribute && reader.Prefix.Length > 0 == isQualified)
                    values.Add(reader.Value);
            }
        }
        return values;
    }

    private static Stream Part(ZipArchive archive, string path) =>
        (archive.GetEntry(path) ?? throw new InvalidDataException($"The part {path} is missing.")).Open();
}
