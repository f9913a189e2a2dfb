using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Finds what no planner writes: a plan that was kept in a file may have been edited. Names what is wrong by ids only.</summary>
internal static class PlanProblems
{
    /// <returns>Everything that can be seen without the directory.</returns>
    public static IEnumerable<string> Of(DirectoryPlan plan) => Of(plan.Header, plan.Changes, plan.Unchanged);

    /// <param name="header">The header of the plan.</param>
    /// <param name="changes">Its changes; null for one that can't be read.</param>
    /// <param name="unchanged">The ids of the users that stay as they are.</param>
    public static IEnumerable<string> Of(PlanHeader header, IReadOnlyList<DirectoryChange?> changes, IReadOnlyList<long> unchanged)
    {
        foreach (var id in header.ProtectedIds.Concat(header.WitnessIds).Concat(unchanged).Append(header.CompanyId).Where(id => id <= 0))
            yield return FormattableString.Invariant($"The plan has the id {id}. Ids are positive.");
        var protectedIds = new HashSet<long>(header.ProtectedIds);
        var seen = new Dictionary<object, int>();
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i] is not { } change)
                continue;
            var at = FormattableString.Invariant($"changes[{i}]");
            foreach (var (name, id) in IdsOf(change).Where(id => id.Id <= 0))
                yield return FormattableString.Invariant($"{at}: {name} is {id}. Ids are positive.");
            foreach (var problem in Contradictions(change))
                yield return $"{at}: {problem}";
            foreach (var (key, what) in KeysOf(change))
            {
                if (seen.TryGetValue(key, out var first))
                    yield return FormattableString.Invariant($"{at}: the plan {what} twice, here and at changes[{first}].");
                else
                    seen.Add(key, i);
            }
            if (change.Person.UserId is { } user && protectedIds.Contains(user))
                yield return FormattableString.Invariant($"{at}: the plan changes user {user}, who is protected.");
        }
    }

    /// <returns>The users whose names and keys in the plan aren't those that they have. A user that was changed since the plan is left alone anyway.</returns>
    public static IEnumerable<string> OfNames(DirectoryPlan plan, CurrentUsers current, long accountId) => OfNames(
        plan.Changes.Where(change => change.Membership is not null || ChangeDecision.Of(change, current, accountId).Status is null), current.Find);

    /// <returns>The users of the memberships whose names and keys in the plan aren't those that they have.</returns>
    public static IEnumerable<string> OfNames(DirectoryPlan plan, Func<long, CompanyUser?> find) => OfNames(plan.Changes.Where(change => change.Membership is not null), find);

    private static IEnumerable<string> OfNames(IEnumerable<DirectoryChange> changes, Func<long, CompanyUser?> find)
    {
        var told = new HashSet<(long, string)>();
        foreach (var shown in changes.Select(change => change.Person))
        {
            if (shown.UserId is not { } id || find(id) is not { } user)
                continue;
            var actual = PersonReference.Of(user);
            var different = string.Join(" and ", new[] { ("name", shown.Name, actual.Name), ("e-mail address", shown.EmailAddress, actual.EmailAddress), ("origin id", shown.OriginId, actual.OriginId) }
                .Where(key => FieldText.Clean(key.Item2) is not null && !ProjectAccess.IsSameName(key.Item2, key.Item3)).Select(key => key.Item1));
            if (different.Length > 0 && told.Add((id, different)))
                yield return FormattableString.Invariant($"user {id} has another {different} than the plan shows.");
        }
    }

    /// <summary>All of the problems as one message.</summary>
    public static string Message(IReadOnlyCollection<string> problems) =>
        FormattableString.Invariant($"The plan was edited or is out of date: it has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}. Nothing was sent. Plan again.\n{string.Join("\n", problems)}");

    private static IEnumerable<(string Name, long? Id)> IdsOf(DirectoryChange change)
    {
        yield return ("user_id", change.Person.UserId);
        foreach (var field in change.Fields.Where(field => field.New is long && field.Name.EndsWith("_id", StringComparison.Ordinal)))
            yield return (field.Name, (long?)field.New);
        if (change.RestoredAccess is { } restored)
        {
            yield return ("default_permission_template_id", restored.DefaultPermissionTemplateId.Or(null));
            yield return ("company_permission_template_id", restored.CompanyPermissionTemplateId.Or(null));
        }
        if (change.Membership is not { } membership)
            yield break;
        yield return ("project_id", membership.ProjectId);
        foreach (var access in new[] { membership.Before, membership.After }.OfType<ProjectAccess>())
        {
            yield return ("permission_template_id", access.PermissionTemplateId);
            foreach (var role in access.Roles ?? [])
                yield return ("a role's id", role.Id);
        }
    }

    private static IEnumerable<string> Contradictions(DirectoryChange change)
    {
        if (change is { Kind: ChangeKind.Create, Person.UserId: { } id })
            yield return FormattableString.Invariant($"a new user can't have an id, and this one has {id}.");
        if (change.Membership is not { After: { } after } membership)
            yield break;
        var isKept = membership.Before is { } before && ProjectAccess.IsSameName(before.PermissionTemplate, after.PermissionTemplate);
        if (after.PermissionTemplateId is null && after.PermissionTemplate is not null && !isKept)
            yield return "the new permission template has a name and no id.";
        var held = ProjectAccess.NamesOf(membership.Before?.Roles);
        if (after.Roles?.Any(role => role.Id is null && !held.Contains(role.Name)) == true)
            yield return "a new role has a name and no id.";
    }

    /// <summary>What only one change of a plan may be about.</summary>
    private static IEnumerable<(object Key, string What)> KeysOf(DirectoryChange change)
    {
        if (change.Person.UserId is { } id)
            yield return ((id, change.Membership?.ProjectId), FormattableString.Invariant($"changes user {id}{(change.Membership is { } membership ? $" on project {membership.ProjectId}" : "")}"));
        if (change.Kind != ChangeKind.Create)
            yield break;
        if (change.OriginId() is { } originId)
            yield return (("origin id", originId), "creates a user with the same origin id");
        if (change.EmailAddress() is { } address)
            yield return (("e-mail address", address.ToUpperInvariant()), "creates a user with the same e-mail address");
    }
}
