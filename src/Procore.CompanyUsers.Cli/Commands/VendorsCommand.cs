using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users vendors</c></summary>
internal sealed class VendorsCommand : Command
{
    public VendorsCommand(CommandHost host)
        : base("vendors", "Lists the vendors in the company's directory.") => Subcommands.Add(new VendorsListCommand(host));
}
