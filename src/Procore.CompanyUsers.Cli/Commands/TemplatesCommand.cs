using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users templates</c></summary>
internal sealed class TemplatesCommand : Command
{
    public TemplatesCommand(CommandHost host)
        : base("templates", "Lists the company's permission templates. For an example file, see 'template'.") => Subcommands.Add(new TemplatesListCommand(host));
}
