using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects</c></summary>
internal sealed class ProjectsCommand : Command
{
    public ProjectsCommand(Terminal terminal, Interruption interruption)
        : base("projects", "Adds people to projects, and removes them.")
    {
        Subcommands.Add(new ProjectsAddCommand(terminal, interruption));
        Subcommands.Add(new ProjectsRemoveCommand(terminal, interruption));
    }
}
