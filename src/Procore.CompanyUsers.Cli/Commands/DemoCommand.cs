using System.CommandLine;
using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users demo</c></summary>
internal sealed class DemoCommand : Command
{
    public DemoCommand(CommandHost host)
        : base("demo", "Shows what the library does, on a directory in memory. Needs no account and no network.") =>
        SetAction((_, _) => new DemoScenario(host.Terminal.Tables).RunAsync(host.Interruption.Stop));
}
