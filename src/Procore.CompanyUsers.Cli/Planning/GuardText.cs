using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Explains in the CLI's words why a plan is refused.</summary>
internal static class GuardText
{
    public static string Of(GuardTrippedException tripped) => tripped.Guard switch
    {
        PlanGuard.EmptySource => "The file has no people, so every user in scope would be deactivated. Nothing was sent.",
        PlanGuard.Deactivations => FormattableString.Invariant(
            $"The plan deactivates {tripped.Count} of {tripped.Plan.InScope} active users in scope, and the limit is {tripped.Limit}. Nothing was sent. Check that the file is complete. If the plan is right, make it again with --max-deactivations {tripped.Count}."),
        PlanGuard.Changes => FormattableString.Invariant(
            $"The plan changes {tripped.Count} users, and the limit is {tripped.Limit}. Nothing was sent. If the plan is right, make it again with --max-changes {tripped.Count}."),
        _ => tripped.Message,
    };
}
