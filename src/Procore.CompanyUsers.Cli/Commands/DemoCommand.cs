using System.CommandLine;
using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users demo</c></summary>
internal sealed class DemoCommand : Command
{
    public DemoCommand(Terminal terminal, Interruption interruption)
        : base("demo", "Shows the library at work on a directory in memory: no account, no network.") =>
        SetAction((_, _) => new DemoRun(terminal.Tables).RunAsync(interruption.Stop));
}
