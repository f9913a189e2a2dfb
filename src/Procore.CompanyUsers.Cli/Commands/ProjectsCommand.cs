using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects</c></summary>
internal sealed class ProjectsCommand : Command
{
    public ProjectsCommand(CommandHost host)
        : base("projects", "Lists projects, adds users to them, and removes users.")
    {
        Subcommands.Add(new ProjectsListCommand(host));
        Subcommands.Add(new ProjectsAddCommand(host));
        Subcommands.Add(new ProjectsRemoveCommand(host));
    }
}
