using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users template</c></summary>
internal sealed class TemplateCommand : Command
{
    private readonly Argument<string> _path = new("FILE") { Description = "The CSV file to write; it must not be there yet." };
    private readonly Terminal _terminal;

    public TemplateCommand(Terminal terminal)
        : base("template", "Writes an empty CSV file with every column that push and sync take, to fill in. Columns that aren't needed may go.")
    {
        _terminal = terminal;
        Arguments.Add(_path);
        SetAction(async (parse, _) => (int)await RunAsync(parse.GetValue(_path)!).ConfigureAwait(false));
    }

    private async Task<ExitCode> RunAsync(string path)
    {
        // One that was filled in already mustn't be lost.
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var writer = new TableWriter(stream, [.. PersonFields.Writable.Concat(PersonFields.Names).Select(field => field.Name)], isExcelSafe: true);
        await writer.DisposeAsync().ConfigureAwait(false);
        _terminal.Say($"{path} is there. Fill it in, then: procore-users push '{path}'");
        return ExitCode.Done;
    }
}
