using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan of a file exceeds a limit.</summary>
internal sealed class GuardedPlanException(PlannedFile planned, GuardTrippedException guard) : Exception(guard.Message, guard)
{
    public PlannedFile Planned { get; } = planned;

    public GuardTrippedException Guard { get; } = guard;
}
