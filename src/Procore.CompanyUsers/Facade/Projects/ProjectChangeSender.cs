namespace Procore.CompanyUsers;

/// <summary>Sends one change of project memberships.</summary>
/// <param name="route">The request for an item.</param>
/// <param name="progress">Receives the progress after each 1,000 items.</param>
/// <param name="needsDetails">Whether an item needs a template or roles.</param>
/// <param name="clears">Whether an item can take a template away.</param>
internal sealed class ProjectChangeSender(Func<ProjectMember, ProjectRequest> route, IProgress<ProjectProgress>? progress, bool needsDetails = false, bool clears = false)
    : ChunkSender<ProjectMember, ProjectOutcome>(ChunkSize)
{
    private const int ChunkSize = 1000;

    private readonly Dictionary<(long, long), long> _claims = [];
    private long _applied;
    private int _requests;

    protected override ProjectOutcome? Check(PositionedItem<ProjectMember> entry)
    {
        var wrong = Wrong(entry.Item, clears) ?? Empty(entry.Item) ?? Claim(entry);
        return wrong is null ? null : new ProjectOutcome(entry.Position, entry.Item, ProjectChangeStatus.NotSent, [wrong]);
    }

    protected override IEnumerable<IReadOnlyList<PositionedItem<ProjectMember>>> Requests(IReadOnlyList<PositionedItem<ProjectMember>> entries)
    {
        foreach (var group in entries.GroupBy(entry => route(entry.Item)))
        {
            var all = group.ToList();
            for (var start = 0; start < all.Count; start += group.Key.Limit)
                yield return all.GetRange(start, Math.Min(group.Key.Limit, all.Count - start));
        }
    }

    protected override async Task<IReadOnlyList<ProjectOutcome>> SendAsync(IReadOnlyList<PositionedItem<ProjectMember>> entries, CancellationToken cancellationToken)
    {
        var request = route(entries[0].Item);
        var reply = await request.SendAsync([.. entries.Select(entry => entry.Item)], cancellationToken).ConfigureAwait(false);
        var outcomes = ProjectResponseReader.Match(entries, reply, request.IsRemoval);
        _applied += outcomes.Count(outcome => outcome.Status is ProjectChangeStatus.Applied or ProjectChangeStatus.Accepted);
        _requests++;
        return outcomes;
    }

    protected override void Report(long items) => progress?.Report(new ProjectProgress(items, _applied, _requests));

    protected override ProcoreException Interrupted(
        IReadOnlyList<PositionedItem<ProjectMember>> inDoubt, IReadOnlyList<PositionedItem<ProjectMember>> notApplied, long resumePosition, Exception cause) =>
        new ProjectsInterruptedException(inDoubt, notApplied, resumePosition, cause, wasAnswered: _requests > 0);

    /// <summary>Checks an item before it is sent. Returns the error; null if there is none.</summary>
    public static ProcoreErrorMessage? Wrong(ProjectMember member, bool clears)
    {
        if (member is not ProjectAssignment assignment)
            return null;
        if (assignment.ProjectRoleIds is null)
            return new ProcoreErrorMessage("project_role_ids", "The project roles are null. Leave ProjectRoleIds empty.");
        if (assignment.PermissionTemplateId <= 0)
            return new ProcoreErrorMessage("permission_template_id", "The permission template's id isn't positive. Use Procore's id, or null.");
        if (assignment is { ClearPermissionTemplate: true, PermissionTemplateId: not null })
            return new ProcoreErrorMessage("permission_template_id", "The item has a permission template and clears it. Leave PermissionTemplateId null, or ClearPermissionTemplate false.");
        if (assignment.ClearPermissionTemplate && !clears)
            return new ProcoreErrorMessage("permission_template_id", "Only an update of template and roles clears a permission template. Call UpdateTemplateAndRolesAsync, or leave ClearPermissionTemplate false.");
        return assignment.ProjectRoleIds.Any(id => id <= 0)
            ? new ProcoreErrorMessage("project_role_ids", "A project role's id isn't positive. Use Procore's id.")
            : null;
    }

    private ProcoreErrorMessage? Empty(ProjectMember member) =>
        needsDetails && member is ProjectAssignment { PermissionTemplateId: null, ClearPermissionTemplate: false, ProjectRoleIds.Count: 0 }
            ? new ProcoreErrorMessage(null, "The item has neither a permission template nor a project role.")
            : null;

    private ProcoreErrorMessage? Claim(PositionedItem<ProjectMember> entry)
    {
        var key = (entry.Item.UserId, entry.Item.ProjectId);
        if (_claims.TryGetValue(key, out var first))
            return new ProcoreErrorMessage(null, FormattableString.Invariant($"Item {entry.Position} has the same user and project as item {first}; only item {first} was sent."));
        _claims.Add(key, entry.Position);
        return null;
    }
}
