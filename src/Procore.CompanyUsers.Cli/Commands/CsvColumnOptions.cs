using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Which of a file's columns is which field.</summary>
internal sealed class CsvColumnOptions
{
    private readonly Option<string[]> _maps = new("--map")
    {
        Description = "Takes a column for a field, such as \"Work Email=email_address\"; may be repeated.",
        HelpName = "HEADER=FIELD",
    };

    private readonly Option<string[]> _ignored = new("--ignore-column") { Description = "Leaves a column out; may be repeated.", HelpName = "HEADER" };

    public void AddTo(Command command)
    {
        command.Options.Add(_maps);
        command.Options.Add(_ignored);
    }

    public ColumnMap Read(ParseResult parse) => new(parse.GetValue(_maps) ?? [], parse.GetValue(_ignored) ?? []);
}
