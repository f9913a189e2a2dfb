namespace Procore.DirectorySync;

/// <summary>Nobody watches at night.</summary>
internal static class PlanGuards
{
    /// <exception cref="GuardTrippedException">The plan does more than it may.</exception>
    public static void Check(DirectoryPlan plan)
    {
        if (plan.Wanted == 0)
            throw new GuardTrippedException(PlanGuard.EmptySource, 1, 0, plan, "The source holds nobody, so that everybody would be deactivated. Nothing was sent.");
        if (plan.Deactivations.Count > plan.MaxDeactivations)
        {
            throw Tripped(
                PlanGuard.Deactivations,
                plan.MaxDeactivations,
                plan.Deactivations.Count,
                plan,
                $"The plan deactivates {plan.Deactivations.Count} of {plan.InScope} people in scope, and {plan.MaxDeactivations} are allowed. Nothing was sent. Is the source whole? If the plan is right, set MaxDeactivations.");
        }
        if (plan.MaxChanges is { } limit && plan.Changes.Count > limit)
        {
            throw Tripped(
                PlanGuard.Changes,
                limit,
                plan.Changes.Count,
                plan,
                $"The plan changes {plan.Changes.Count} people, and {limit} are allowed. Nothing was sent. If the plan is right, set MaxChanges.");
        }
    }

    private static GuardTrippedException Tripped(PlanGuard guard, int limit, int count, DirectoryPlan plan, FormattableString message) =>
        new(guard, limit, count, plan, FormattableString.Invariant(message));
}
