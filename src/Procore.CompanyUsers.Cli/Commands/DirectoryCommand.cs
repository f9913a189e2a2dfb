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
        Description = "table (the default), json or csv. With json and csv, the standard output holds nothing else.",
        HelpName = "FORMAT",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Prints only errors." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Prints each request and its duration." };

    protected DirectoryCommand(string name, string description, CommandHost host)
        : base(name, description)
    {
        Host = host;
        _output.AcceptOnlyFromAmong("table", "json", "csv");
        SetAction(async (parse, _) =>
        {
            host.Terminal.Verbosity = parse.GetValue(_quiet) ? Verbosity.Quiet : parse.GetValue(_verbose) ? Verbosity.Verbose : Verbosity.Normal;
            var connection = _connection.Open(parse, host);
            await using var disposal = connection.ConfigureAwait(false);
            if (connection.IsDemo)
                host.Terminal.Warn("Demo: this directory is made up, and is discarded when the command ends.");
            var rows = new Rows(host.Terminal, parse.GetValue(_output));
            return (int)await RunAsync(new Session(connection, parse, host.Terminal, rows, host.Interruption)).ConfigureAwait(false);
        });
    }

    protected CommandHost Host { get; }

    /// <summary>Adds the options that all of these commands have, after the command's own.</summary>
    protected void AddCommonOptions()
    {
        Options.Add(_output);
        Options.Add(_quiet);
        Options.Add(_verbose);
        _connection.AddTo(this);
    }

    protected abstract Task<ExitCode> RunAsync(Session session);
}
