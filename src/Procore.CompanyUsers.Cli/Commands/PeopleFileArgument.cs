using System.CommandLine;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The argument and options for a file of people.</summary>
internal sealed class PeopleFileArgument
{
    private readonly TableArgument _table = new();
    private readonly Option<string[]> _constants = new("--set") { Description = "Sets a field of every row, such as is_employee=true; may be repeated.", HelpName = "FIELD=VALUE" };

    private readonly Option<string[]> _replacements = new("--replace")
    {
        Description = "Reads a cell of a column as another text, such as \"Worker Type=Employee=>true\"; may be repeated.",
        HelpName = "HEADER=TEXT=>NEW",
    };

    private readonly Option<string?> _status = new("--status-column") { Description = "The column with the status of people, whose values --active and --inactive list.", HelpName = "HEADER" };
    private readonly Option<string[]> _active = new("--active") { Description = "The values of --status-column that mean active, separated by commas; may be repeated.", HelpName = "VALUES" };
    private readonly Option<string[]> _inactive = new("--inactive") { Description = "The values of --status-column that mean inactive, separated by commas; may be repeated.", HelpName = "VALUES" };
    private readonly Option<string?> _key = new("--key") { Description = "The column that identifies people and that no row may leave blank. It is read as origin_id unless it is mapped.", HelpName = "HEADER" };
    private readonly Option<bool> _skipBadRows = new("--skip-bad-rows") { Description = "Continues without the invalid rows, instead of sending nothing." };
    private readonly Option<bool> _allowLostZeros = new("--allow-lost-zeros") { Description = "Accepts ids that seem to have lost their leading zeros." };
    private readonly Option<bool> _allowBrokenCells = new("--allow-broken-cells") { Description = "Accepts text that looks broken, such as #N/A or a wrong encoding, except in ids and e-mail addresses." };

    public void AddTo(Command command)
    {
        _table.AddTo(command);
        foreach (var option in new Option[] { _constants, _replacements, _status, _active, _inactive, _key, _skipBadRows, _allowLostZeros, _allowBrokenCells })
            command.Options.Add(option);
    }

    public string Path(ParseResult parse) => _table.Path(parse);

    /// <summary>Whether ids without their leading zeros are accepted.</summary>
    public bool AllowsLostZeros(ParseResult parse) => parse.GetValue(_allowLostZeros);

    /// <summary>Opens the file, checks all of it, and reports every problem.</summary>
    /// <param name="session">The session of the command.</param>
    /// <param name="isForPlan">Whether the rows are planned with.</param>
    /// <exception cref="CommandException">The file is invalid.</exception>
    public Task<PeopleFile> OpenAsync(Session session, bool isForPlan = false) =>
        PeopleFile.OpenAsync(_table.Path(session.Parse), Options(session.Parse, isForPlan), hasNames => LookAsync(session, hasNames), session.Terminal.Warn);

    private PeopleFileOptions Options(ParseResult parse, bool isForPlan)
    {
        var key = parse.GetValue(_key);
        var isField = key is null || _table.IsMapped(parse, key) || PersonFields.Writable.Any(field => field.Name == ColumnMap.NameOf(key));
        return new PeopleFileOptions(_table.Columns(parse, isField ? [] : [$"{key}=origin_id"]), parse.GetValue(_skipBadRows), parse.GetValue(_allowLostZeros))
        {
            Table = _table.Options(parse),
            Status = StatusOf(parse),
            Constants = ConstantsOf(parse),
            Replacements = new CellReplacements(parse.GetValue(_replacements) ?? []),
            Key = key,
            AllowsBrokenCells = parse.GetValue(_allowBrokenCells),
            IsForPlan = isForPlan,
        };
    }

    private StatusColumn? StatusOf(ParseResult parse)
    {
        var (active, inactive) = (parse.GetValue(_active) ?? [], parse.GetValue(_inactive) ?? []);
        if (parse.GetValue(_status) is { } header)
            return new StatusColumn(header, active, inactive);
        return active.Length + inactive.Length == 0 ? null : throw CommandException.WrongUsage("--active and --inactive need --status-column.");
    }

    private Dictionary<string, string> ConstantsOf(ParseResult parse)
    {
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var constant in parse.GetValue(_constants) ?? [])
        {
            var parts = constant.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[1].Length == 0)
                throw CommandException.WrongUsage($"--set expects \"FIELD=VALUE\", such as is_employee=true, not '{constant}'.");
            if (!constants.TryAdd(parts[0], parts[1]))
                throw CommandException.WrongUsage($"--set sets {parts[0]} twice.");
        }
        return constants;
    }

    private static Task<DirectoryLookup> LookAsync(Session session, bool hasNames) =>
        session.Terminal.ShowProgressAsync("Reading the directory", report => DirectoryLookup.ReadAsync(session.Company, hasNames, report, session.Stop));
}
