namespace Procore.DirectorySync;

/// <summary>Rejects plans that exceed the configured limits, because nightly runs are unattended.</summary>
internal static class PlanGuards
{
    private static readonly string[] IdentityFields = [SyncField.FirstName, SyncField.LastName, SyncField.EmailAddress, SyncField.EmployeeId];

    public static IReadOnlyList<GuardState> StatesOf(DirectoryPlan plan)
    {
        var limits = plan.Header.Limits;
        // A plan that was edited may have lost its limits.
        var memberships = limits.Memberships ?? (plan.Changes.Any(change => change.Membership is not null) ? new MembershipLimits(0, 0, 0) : null);
        if (memberships is null)
            return StatesOfUsers(plan, limits);
        var states = new List<GuardState>
        {
            new(PlanGuard.Additions, null, plan.Changes.Count(change => change.Kind == ChangeKind.AddToProject), memberships.Additions),
            new(PlanGuard.ProjectChanges, null, plan.Changes.Count(change => change.Kind == ChangeKind.ChangeOnProject), memberships.Changes),
            new(PlanGuard.Removals, null, plan.Changes.Count(change => change.Kind == ChangeKind.RemoveFromProject), memberships.Removals),
        };
        return plan.Changes.All(change => change.Membership is not null) ? states : [.. states, .. StatesOfUsers(plan, limits)];
    }

    private static List<GuardState> StatesOfUsers(DirectoryPlan plan, PlanLimits limits)
    {
        var states = new List<GuardState>
        {
            new(PlanGuard.Deactivations, null, plan.Deactivations.Count, limits.Deactivations),
            new(PlanGuard.Creations, null, plan.Creates.Count, limits.Creations),
            new(PlanGuard.Reactivations, null, plan.Reactivations.Count, limits.Reactivations),
            // A link that sets only the origin id has no visible effect.
            new(PlanGuard.Updates, null, plan.Updates.Count + plan.Links.Count(link => link.Fields.Count > 1), limits.Updates),
        };
        var matched = plan.Unchanged.Count + plan.Changes.Count(change => change.Person is { UserId: not null, Position: not null });
        foreach (var field in IdentityFields.Where(_ => limits.IdentityChanges != int.MaxValue))
            states.Add(new GuardState(PlanGuard.Identity, field, plan.Changes.Count(change => IsReplaced(change.Find(field))), limits.IdentityChangesOf(matched)));
        if (limits.Changes is { } max)
            states.Add(new GuardState(PlanGuard.Changes, null, plan.Changes.Count, max));
        return states;
    }

    /// <exception cref="GuardTrippedException">The plan exceeds a limit.</exception>
    public static void Check(DirectoryPlan plan)
    {
        if (plan.Wanted == 0)
            throw new GuardTrippedException(new GuardState(PlanGuard.EmptySource, null, 0, 1), plan, plan.Header.Limits.Memberships is null
                ? "The source has no people, so every user in scope would be deactivated. Nothing was sent. Check the source."
                : "The source has no rows. Nothing was sent. Check the source.");
        var tripped = plan.Guards.Where(guard => guard.IsTripped).ToList();
        if (tripped.Count > 0)
            throw new GuardTrippedException(tripped[0], plan, $"The plan exceeds {(tripped.Count == 1 ? "a limit" : "limits")}, and nothing was sent: {string.Join("; ", tripped.Select(guard => Describe(guard, plan)))}. If the plan is right, plan again with a higher limit.");
    }

    /// <summary>Filling a blank value doesn't suggest a shifted column.</summary>
    private static bool IsReplaced(FieldChange? change) => change is { IsOldKnown: true, Old: string old } && !string.IsNullOrWhiteSpace(old);

    private static string Describe(GuardState guard, DirectoryPlan plan) => guard.Guard switch
    {
        PlanGuard.Deactivations => FormattableString.Invariant($"it deactivates {guard.Count} of {plan.InScope} users in scope, and MaxDeactivations is {guard.Limit}; the source may be incomplete"),
        PlanGuard.Creations => FormattableString.Invariant($"it creates {Users(guard.Count)}, and MaxCreations is {guard.Limit}; this happens on a first run, for another company, or if keys changed"),
        PlanGuard.Reactivations => FormattableString.Invariant($"it reactivates {Users(guard.Count)}, and MaxReactivations is {guard.Limit}; the source may have lost its status column or be an old one"),
        PlanGuard.Updates => FormattableString.Invariant($"it updates {Users(guard.Count)}, and MaxUpdates is {guard.Limit}; a column may be empty, sorted or new"),
        PlanGuard.Identity => FormattableString.Invariant($"it changes {guard.Field} of {Users(guard.Count)}, and MaxIdentityChanges is {guard.Limit}; {SuspicionOf(guard.Field!, plan)}"),
        PlanGuard.Additions => FormattableString.Invariant($"it adds {Memberships(guard.Count)}, and {NameOf(guard, plan)} is {guard.Limit}"),
        PlanGuard.ProjectChanges => FormattableString.Invariant($"it changes the template or roles of {Memberships(guard.Count)}, and {NameOf(guard, plan)} is {guard.Limit}; a column may be shifted or sorted"),
        PlanGuard.Removals => FormattableString.Invariant($"it removes {guard.Count} of {Memberships(plan.InScope)} in scope, and {NameOf(guard, plan)} is {guard.Limit}; the source may be incomplete"),
        _ => FormattableString.Invariant($"it changes {Users(guard.Count)}, and MaxChanges is {guard.Limit}"),
    };

    /// <summary>An undo has one limit for all of them.</summary>
    private static string NameOf(GuardState guard, DirectoryPlan plan) => plan.Header.UndoneRun is null ? $"Max{guard.Guard}" : nameof(UndoOptions.MaxProjectChanges);

    private static string Memberships(int count) => FormattableString.Invariant($"{count} project {(count == 1 ? "membership" : "memberships")}");

    private static string Users(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "user" : "users")}");

    private static string SuspicionOf(string field, DirectoryPlan plan)
    {
        var named = plan.Changes.Where(change => change.Find(SyncField.FirstName) is not null && change.Find(SyncField.LastName) is not null).ToList();
        var swapped = named.Count(change => change.Find(SyncField.FirstName) is var first && change.Find(SyncField.LastName) is var last
            && Equals(first!.Old, last!.New) && Equals(first.New, last.Old));
        if (field is SyncField.FirstName or SyncField.LastName && swapped * 2 > named.Count)
            return "first_name and last_name look swapped";
        return $"the column {field} looks shifted, sorted or mixed up with another one";
    }
}
