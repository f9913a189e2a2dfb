using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users staffing</c></summary>
internal sealed class StaffingCommand : Command
{
    public StaffingCommand(CommandHost host)
        : base("staffing", "Makes memberships of projects match a file: who is on which project, with which permission template and roles.")
    {
        Subcommands.Add(new StaffingPlanCommand(host));
        Subcommands.Add(new StaffingApplyCommand(host));
    }
}
