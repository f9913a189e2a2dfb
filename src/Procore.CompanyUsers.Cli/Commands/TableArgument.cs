using System.CommandLine;
using Procore.CompanyUsers.Cli.Profiles;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The argument and options for a file with a header row.</summary>
internal sealed class TableArgument
{
    private readonly Argument<string> _path = new("FILE") { Description = "A CSV file or an Excel workbook (.xlsx) with a header row." };
    private readonly Option<string[]> _maps = new("--map") { Description = "Reads a column as a field, such as \"Work Email=email_address\"; may be repeated.", HelpName = "HEADER=FIELD" };
    private readonly Option<string[]> _ignored = new("--ignore-column") { Description = "Ignores a column; may be repeated.", HelpName = "HEADER" };
    private readonly Option<bool> _ignoresOthers = new("--ignore-other-columns") { Description = "Ignores every column that isn't a field or mapped to one." };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "The encoding of a CSV file: utf-8 (the default), utf-16 (detected) or windows-1252.", HelpName = "NAME" };
    private readonly Option<int?> _skippedRows = new("--skip-rows") { Description = "The number of rows above the header. Default: the header is found by its column names.", HelpName = "N" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of a workbook. Default: the only one with a header.", HelpName = "NAME" };
    private readonly Option<bool> _hiddenRows = HiddenRows();
    private readonly Option<bool> _trims = new("--trim") { Description = "Removes white space around cells." };
    private readonly Option<string[]> _blanks = new("--blank") { Description = "Reads cells with this text, such as N/A, as blank; may be repeated.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        command.Options.Add(Profile.Option());
        foreach (var option in new Option[] { _maps, _ignored, _ignoresOthers, _trims, _blanks })
            command.Options.Add(option);
        AddReadingTo(command);
    }

    /// <summary>Adds the file and what is needed to read its cells.</summary>
    public void AddReadingTo(Command command)
    {
        command.Arguments.Add(_path);
        foreach (var option in new Option[] { _encoding, _skippedRows, _sheet, _hiddenRows })
            command.Options.Add(option);
    }

    /// <summary>The option to read hidden rows of a workbook.</summary>
    public static Option<bool> HiddenRows() => new("--include-hidden-rows") { Description = "Reads rows of a workbook that are hidden, by hand or by a filter. Without it, a workbook with such rows is an error." };

    public string Path(ParseResult parse) => parse.GetValue(_path)!;

    /// <param name="parse">The command line.</param>
    /// <param name="furtherMaps">Mappings by other options.</param>
    /// <exception cref="CommandException">A mapping is invalid.</exception>
    public ColumnMap Columns(ParseResult parse, IEnumerable<string>? furtherMaps = null) =>
        new([.. parse.GetValue(_maps) ?? [], .. furtherMaps ?? []], parse.GetValue(_ignored) ?? [], parse.GetValue(_ignoresOthers));

    /// <exception cref="CommandException">An option is invalid.</exception>
    public TableOptions Options(ParseResult parse) => new()
    {
        Encoding = TableOptions.EncodingOf(parse.GetValue(_encoding)),
        SkippedRows = parse.GetValue(_skippedRows) is var rows && rows is null or >= 0 ? rows : throw CommandException.WrongUsage("--skip-rows must be 0 or more."),
        Sheet = parse.GetValue(_sheet),
        IncludesHiddenRows = parse.GetValue(_hiddenRows),
        Trims = parse.GetValue(_trims),
        Blanks = parse.GetValue(_blanks) ?? [],
    };

    /// <summary>Whether a header is mapped by an option.</summary>
    public bool IsMapped(ParseResult parse, string header) =>
        (parse.GetValue(_maps) ?? []).Any(map => map.LastIndexOf('=') is > 0 and var end && HeaderText.Of(map[..end]).Equals(HeaderText.Of(header), StringComparison.OrdinalIgnoreCase));
}
