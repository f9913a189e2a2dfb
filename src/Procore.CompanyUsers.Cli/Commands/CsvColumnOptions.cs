using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Options that say which column of a file is which field.</summary>
internal sealed class CsvColumnOptions
{
    private readonly Option<string[]> _maps = new("--map")
    {
        Description = "Reads a column as a field, such as \"Work Email=email_address\"; may be repeated.",
        HelpName = "HEADER=FIELD",
    };

    private readonly Option<string[]> _ignored = new("--ignore-column") { Description = "Ignores a column; may be repeated.", HelpName = "HEADER" };

    public void AddTo(Command command)
    {
        command.Options.Add(_maps);
        command.Options.Add(_ignored);
    }

    public ColumnMap Read(ParseResult parse) => new(parse.GetValue(_maps) ?? [], parse.GetValue(_ignored) ?? []);
}
