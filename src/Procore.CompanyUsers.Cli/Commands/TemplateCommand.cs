using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users template</c></summary>
internal sealed class TemplateCommand : Command
{
    private readonly Argument<string> _path = new("FILE") { Description = "The file to write, a CSV file or an Excel workbook (.xlsx). It must not exist yet." };
    private readonly Terminal _terminal;

    public TemplateCommand(CommandHost host)
        : base("template", "Writes an empty file with every column that 'push' and 'sync' read. Delete the columns that you don't need.")
    {
        _terminal = host.Terminal;
        Arguments.Add(_path);
        SetAction(async (parse, _) => (int)await RunAsync(parse.GetValue(_path)!).ConfigureAwait(false));
    }

    private async Task<ExitCode> RunAsync(string path)
    {
        // Never overwrite a template that is already filled in.
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var writer = TableWriter.Create(stream, path, [.. PersonFields.Writable.Concat(PersonFields.Names).Select(field => field.Name)], isExcelSafe: true);
        await writer.DisposeAsync().ConfigureAwait(false);
        _terminal.Say($"Wrote {path}. Fill it in, then run: procore-users push '{path}'");
        return ExitCode.Done;
    }
}
