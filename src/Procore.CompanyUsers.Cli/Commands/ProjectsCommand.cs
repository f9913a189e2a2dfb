using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects</c></summary>
internal sealed class ProjectsCommand : Command
{
    public ProjectsCommand(CommandHost host)
        : base("projects", "Adds users to projects, and removes them.")
    {
        Subcommands.Add(new ProjectsAddCommand(host));
        Subcommands.Add(new ProjectsRemoveCommand(host));
    }
}
