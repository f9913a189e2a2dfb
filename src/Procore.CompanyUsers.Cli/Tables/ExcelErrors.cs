using System.IO.Compression;
using System.Xml;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Finds the cells of a sheet whose formula failed: the reader takes them for blank ones.</summary>
internal static class ExcelErrors
{
    /// <param name="stream">The workbook; left open.</param>
    /// <param name="sheet">The position of the sheet in the workbook, from 0.</param>
    /// <returns>The error, such as <c>#N/A</c>, by row number and column index.</returns>
    /// <exception cref="InvalidDataException">The workbook has no such sheet.</exception>
    public static IReadOnlyDictionary<(long Row, int Column), string> Find(Stream stream, int sheet)
    {
        stream.Position = 0;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = XmlReader.Create(Part(archive, PathOf(archive, sheet)));
        var errors = new Dictionary<(long, int), string>();
        var (row, column) = (0L, -1);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "row")
            {
                row = reader.GetAttribute("r") is { } number ? XmlConvert.ToInt64(number) : row + 1;
                column = -1;
            }
            else if (reader.LocalName == "c")
            {
                column = reader.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
                if (reader.GetAttribute("t") == "e" && !reader.IsEmptyElement)
                    errors[(row, column)] = string.Intern(ValueOf(reader));
            }
        }
        return errors;
    }

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
