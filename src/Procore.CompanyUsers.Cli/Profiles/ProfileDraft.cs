using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Profiles;

/// <summary>A profile for a file, derived from its headers and cells.</summary>
internal sealed class ProfileDraft
{
    private const int MostStatusValues = 30;

    /// <summary>Names that HR systems use for Procore's fields: letters and digits only.</summary>
    private static readonly Dictionary<string, string> Synonyms = new (string Field, string Names)[]
    {
        ("email_address", "workemail email emailaddress primaryworkemail businessemail emailwork companyemail mail userprincipalname"),
        ("first_name", "firstname givenname legalfirstname forename"),
        ("last_name", "lastname surname familyname legallastname"),
        ("employee_id", "employeeid employeenumber employeeno employeecode personnelnumber workerid staffid staffnumber"),
        ("job_title", "title jobtitle position positiontitle businesstitle"),
        ("business_phone", "phone workphone officephone businessphone telephone"),
        ("mobile_phone", "mobile mobilephone cell cellphone mobilenumber"),
        ("fax_number", "fax"),
        ("address", "street streetaddress addressline1"),
        ("city", "town"),
        ("zip", "zipcode postalcode postcode"),
        ("state_code", "state"),
        ("country_code", "country"),
    }.SelectMany(field => field.Names.Split(' '), (field, name) => (name, field.Field)).ToDictionary(pair => pair.name, pair => pair.Field, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Active = ["active", "employed", "current", "on leave", "leave", "leave of absence", "paid leave", "unpaid leave", "hired"];
    private static readonly string[] Inactive = ["terminated", "inactive", "left", "leaver", "retired", "resigned", "deceased", "ended"];

    private readonly string _path;
    private readonly bool _isWindows1252;
    private readonly Dictionary<string, string> _maps = new(StringComparer.Ordinal);
    private readonly List<string> _ignored = [];
    private readonly List<string> _fields = [];
    private readonly List<string> _statusValues = [];
    private string? _status;

    private ProfileDraft(string path, bool isWindows1252) => (_path, _isWindows1252) = (path, isWindows1252);

    /// <summary>Inspects a file.</summary>
    /// <exception cref="CommandException">The file can't be read.</exception>
    public static ProfileDraft Of(string path, TableOptions options, Action<string> say)
    {
        using var file = Open(path, options, say, out var isWindows1252);
        var draft = new ProfileDraft(path, isWindows1252);
        draft.Look(file);
        return draft;
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Opens a CSV file that isn't UTF-8 in the most likely encoding.</summary>
    private static TableFile Open(string path, TableOptions options, Action<string> say, out bool isWindows1252)
    {
        isWindows1252 = false;
        if (options.Encoding is null)
        {
            try
            {
                var file = TableFile.Open(path, options, IsKnown, say);
                if (file is not CsvFile || file.Rows().All(row => row.CellFaults.Count == 0))
                    return file;
                file.Dispose();
            }
            catch (CommandException problem) when (problem.Message.Contains("isn't UTF-8", StringComparison.Ordinal))
            {
            }
            isWindows1252 = true;
            options = options with { Encoding = TableOptions.EncodingOf("windows-1252") };
        }
        return TableFile.Open(path, options, IsKnown, say);
    }

    private void Look(TableFile file)
    {
        foreach (var header in file.Headers)
        {
            if (PersonFields.Find(ColumnMap.NameOf(header)) is { } field && !PersonFields.ReadOnly.Contains(field))
                Take(header, field.Name, isMapped: false);
            else if (Synonyms.TryGetValue(Letters(header), out var name))
                Take(header, name, isMapped: true);
            else if (_status is null && header.Contains("status", StringComparison.OrdinalIgnoreCase))
                _status = header;
            else
                _ignored.Add(header);
        }
        if (_status is null)
            return;
        var column = file.Headers.ToList().IndexOf(_status);
        foreach (var row in file.Rows().Where(row => row.Fault is null && !row.IsBlank))
        {
            var value = HeaderText.Of(row.Cells[column]);
            if (value.Length > 0 && !_statusValues.Contains(value, StringComparer.OrdinalIgnoreCase))
                _statusValues.Add(value);
            if (_statusValues.Count <= MostStatusValues)
                continue;
            // A column with so many values isn't a status.
            _ignored.Add(_status);
            _status = null;
            _statusValues.Clear();
            return;
        }
    }

    private void Take(string header, string field, bool isMapped)
    {
        if (_fields.Contains(field))
        {
            _ignored.Add(header);
            return;
        }
        _fields.Add(field);
        if (isMapped)
            _maps.Add(header, field);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Comment(writer, $" Written by 'procore-users profile {Path.GetFileName(_path)}'. Check every line, then: procore-users plan FILE --profile THIS.json");
        Comment(writer, " Every property is an option without its dashes; 'procore-users plan --help' lists them.");
        if (_isWindows1252)
        {
            Comment(writer, " The file isn't UTF-8. This encoding is a guess: check names with accents in the plan.");
            writer.WriteString("encoding", "windows-1252");
        }
        if (_maps.Count > 0)
        {
            writer.WriteStartObject("map");
            foreach (var (header, field) in _maps)
                writer.WriteString(header, field);
            writer.WriteEndObject();
        }
        if (_ignored.Count > 0)
        {
            Comment(writer, " Columns that no field was found for.");
            Array(writer, "ignore-column", _ignored);
        }
        if (_status is not null)
            WriteStatus(writer, _status);
        Comment(writer, " The users that may be changed: employees or everybody.");
        writer.WriteString("scope", "employees");
        if (!_fields.Contains("origin_id") && !_fields.Contains("id"))
        {
            Comment(writer, " The file has no column for id or origin_id, so users are found by these.");
            if (_fields.Contains("employee_id"))
                writer.WriteBoolean("match-employee-id", true);
            if (_fields.Contains("email_address"))
                writer.WriteBoolean("match-email", true);
        }
        writer.WriteEndObject();
    }

    private void WriteStatus(Utf8JsonWriter writer, string status)
    {
        var active = _statusValues.FindAll(value => Active.Contains(value, StringComparer.OrdinalIgnoreCase));
        var inactive = _statusValues.FindAll(value => Inactive.Contains(value, StringComparer.OrdinalIgnoreCase));
        var unknown = _statusValues.FindAll(value => !active.Contains(value, StringComparer.Ordinal) && !inactive.Contains(value, StringComparer.Ordinal));
        Comment(writer, " Users with an inactive value lose their access.");
        if (unknown.Count > 0)
            Comment(writer, $" Add these values of the file to one of the two lists: {string.Join(", ", unknown)}.");
        writer.WriteString("status-column", status);
        Array(writer, "active", active.Count > 0 ? active : ["Active"]);
        Array(writer, "inactive", inactive.Count > 0 ? inactive : ["Terminated"]);
    }

    private static void Comment(Utf8JsonWriter writer, string text) => writer.WriteCommentValue(text.Replace("*/", "* /", StringComparison.Ordinal) + " ");

    private static void Array(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static bool IsKnown(string header) => PersonFields.Find(ColumnMap.NameOf(header)) is not null || Synonyms.ContainsKey(Letters(header)) || header.Contains("status", StringComparison.OrdinalIgnoreCase);

    private static string Letters(string header) => string.Concat(header.Where(char.IsLetterOrDigit));
}
