using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Procore.CompanyUsers.Cli.Csv;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Converts rows to people, and reports every problem of a row.</summary>
/// <param name="headers">The file's headers, for messages.</param>
/// <param name="fields">The field of each column; null for an ignored column.</param>
/// <param name="seen">The content of the directory; null before it is read: then names aren't looked up, and lost zeros aren't detected.</param>
/// <param name="allowsLostZeros">Whether to accept ids that seem to have lost their leading zeros.</param>
internal sealed partial class PersonReader(IReadOnlyList<string> headers, IReadOnlyList<PersonField?> fields, DirectoryLookup? seen, bool allowsLostZeros)
{
    private static readonly HashSet<string> Written = [.. PersonFields.Writable.Select(field => field.Name)];

    /// <summary>Text fields that a spreadsheet mistakes for numbers.</summary>
    private static readonly HashSet<string> Numberlike = ["origin_id", "employee_id", "business_phone", "mobile_phone", "fax_number", "zip"];

    /// <summary>Fields that can't be cleared.</summary>
    private static readonly HashSet<string> Kept = ["id", "last_name", "email_address", "is_active"];

    private static readonly string[] NeededToCreate = ["last_name", "email_address"];

    /// <returns>The person; null if the row is invalid.</returns>
    public Person? Read(FileRow row, List<RowProblem> problems)
    {
        if (row.Fault is { } fault)
        {
            problems.Add(new RowProblem(row, null, fault));
            return null;
        }
        var before = problems.Count;
        var person = new JsonObject();
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] is not { } field || string.IsNullOrWhiteSpace(row.Cells[i]))
                continue;
            if (Read(field, row.Cells[i], person, row) is { } problem)
                problems.Add(new RowProblem(row, headers[i], problem));
        }
        CheckKeys(row, person, problems);
        return problems.Count == before ? ProcoreJson.Deserialize<Person>(person.ToJsonString()) : null;
    }

    private string? Read(PersonField field, string cell, JsonObject person, FileRow row)
    {
        if (field.Name == FailedRows.StatusColumn)
            return cell == FailedRows.InDoubt && !HasKey(row) ? "an earlier run may have created this person, and the row has neither an id nor an origin id. Look the person up in Procore, then delete the row or clear this cell." : null;
        var text = CellText.Read(cell);
        if (!Written.Contains(field.Name))
            return NamesOf(field) is { } names ? ReadName(names, text, person) : null;
        if (text is null)
        {
            if (Kept.Contains(field.Name))
                return "this field can't be cleared. Leave the cell blank to keep it.";
            return Set(person, field.Name, null);
        }
        return field.Kind switch
        {
            FieldKind.Text => ReadText(field.Name, text, person),
            FieldKind.Id => ReadId(field.Name, text, person),
            FieldKind.Number => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Set(person, field.Name, number) : "isn't a whole number. Use digits only.",
            _ => ReadFlag(field.Name, text.Trim(), person),
        };
    }

    private string? ReadText(string name, string text, JsonObject person)
    {
        if (Numberlike.Contains(name) && Scientific().IsMatch(text))
            return $"'{text}' is a long number in scientific notation, so digits are lost. Format the column as text and enter the value again.";
        if (name is "origin_id" or "employee_id")
        {
            if (WithFraction().IsMatch(text))
                return $"'{text}' is a number with a fraction. The program that wrote the file treated an id as a number.";
            if (text.Trim().Length != text.Length)
                return "starts or ends with white space, which Procore may remove. Trim it.";
            if (!allowsLostZeros && (name == "origin_id" ? seen?.OriginIds : seen?.EmployeeIds)?.Before(text) is { } whole)
                return LostZeros(text, $"the directory has {whole}");
        }
        return Set(person, name, text);
    }

    public static string LostZeros(string text, string evidence) =>
        $"'{text}' seems to have lost its leading zeros: {evidence}. Format the column as text and enter the value again, or pass --allow-lost-zeros.";

    private static string? ReadId(string name, string text, JsonObject person)
    {
        var digits = text.Trim();
        if (Scientific().IsMatch(digits))
            return $"'{text}' is a long number in scientific notation, so digits are lost. Format the column as text and enter the id again.";
        return LeadingZeroIds.IsDigits(digits) && digits[0] != '0' && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Set(person, name, id)
            : $"'{text}' isn't an id. Ids are digits without a leading zero.";
    }

    private static string? ReadFlag(string name, string text, JsonObject person) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" => Set(person, name, true),
        "FALSE" or "NO" => Set(person, name, false),
        _ => $"'{text}' is neither true nor false.",
    };

    private static string? ReadName(NameLookup names, string? name, JsonObject person)
    {
        if (name is null)
            return Set(person, names.IdColumn, null);
        var id = names.Find(name, out var problem);
        return problem is null ? Set(person, names.IdColumn, id) : $"'{name}': {problem}";
    }

    private NameLookup? NamesOf(PersonField field) => field.Name switch
    {
        "vendor" => seen?.Vendors,
        "permission_template" => seen?.PermissionTemplates,
        "company_permission_template" => seen?.CompanyPermissionTemplates,
        _ => null,
    };

    private static string? Set(JsonObject person, string name, JsonNode? value)
    {
        if (person.TryGetPropertyValue(name, out var other) && !JsonNode.DeepEquals(other, value))
            return $"another column has a different value for {name}. Keep one of the two.";
        person[name] = value;
        return null;
    }

    private void CheckKeys(FileRow row, JsonObject person, List<RowProblem> problems)
    {
        if (person.ContainsKey("id"))
            return;
        if (HasKey(row))
        {
            if (person.TryGetPropertyValue("origin_id", out var origin) && origin is null)
                problems.Add(new RowProblem(row, null, "origin_id is to be cleared, but the row has no id to find the user by."));
            return;
        }
        foreach (var needed in NeededToCreate.Where(needed => !person.ContainsKey(needed)))
            problems.Add(new RowProblem(row, null, $"it has neither an id nor an origin id, so it creates a user, which needs {needed}."));
    }

    private bool HasKey(FileRow row) =>
        Enumerable.Range(0, fields.Count).Any(i => fields[i] is { Name: "id" or "origin_id" } && !string.IsNullOrWhiteSpace(row.Cells[i]));

    [GeneratedRegex(@"^\s*[+-]?[0-9]+([.,][0-9]+)?[eE][+][0-9]+\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\s*[0-9]+[.,]0+\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithFraction();
}
