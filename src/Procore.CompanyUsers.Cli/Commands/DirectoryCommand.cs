using System.CommandLine;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command on the directory of a company.</summary>
internal abstract class DirectoryCommand : Command
{
    private readonly ConnectionOptions _connection = new();

    private readonly Option<OutputFormat> _output = new("--output")
    {
        Description = "table, for people, which is the default; json or csv, for programs: then nothing else is on the standard output.",
        HelpName = "FORMAT",
    };

    protected DirectoryCommand(string name, string description, Terminal terminal, Interruption interruption)
        : base(name, description)
    {
        _output.AcceptOnlyFromAmong("table", "json", "csv");
        SetAction(async (parse, _) =>
        {
            var connection = _connection.Open(parse);
            await using var disposal = connection.ConfigureAwait(false);
            if (connection.IsDemo)
                terminal.Warn("A demo: this directory is made up, and gone when the command ends.");
            var rows = new Rows(terminal, parse.GetValue(_output));
            return (int)await RunAsync(new Session(connection, parse, terminal, rows, interruption)).ConfigureAwait(false);
        });
    }

    /// <summary>Adds the options that all of them have, after the command's own.</summary>
    protected void AddCommonOptions()
    {
        Options.Add(_output);
        _connection.AddTo(this);
    }

    protected abstract Task<ExitCode> RunAsync(Session session);
}
