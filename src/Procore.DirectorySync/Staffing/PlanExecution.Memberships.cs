using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <content>The changes of project memberships. Additions come first and removals last, so that a run that is stopped never removes access before its replacement exists.</content>
internal sealed partial class PlanExecution
{
    /// <summary>The number of additions with roles in one request; see ICompanyUsers.AddToProjectsStreamingAsync.</summary>
    private const int MaxAdditionsWithRoles = 50;

    private readonly MembershipReader _memberships = new(users, timeProvider, Freshness);

    /// <summary>Memberships whose request failed after Procore may have carried it out.</summary>
    private readonly HashSet<DirectoryChange> _repeated = [];

    private async Task StaffAsync(CancellationToken cancellationToken)
    {
        // The undo of an offboarding has reactivated its users by now.
        if (plan.Reactivations.Count > 0)
            _current = null;
        await StageAsync<MembershipStep>(MembershipsOf(plan, ChangeKind.AddToProject), AddAsync, MembershipBatchAsync, cancellationToken).ConfigureAwait(false);
        await StageAsync<MembershipStep>(MembershipsOf(plan, ChangeKind.ChangeOnProject), ChangeAsync, MembershipBatchAsync, cancellationToken).ConfigureAwait(false);
        await StageAsync<MembershipStep>(MembershipsOf(plan, ChangeKind.RemoveFromProject), RemoveAsync, MembershipBatchAsync, cancellationToken).ConfigureAwait(false);
    }

    private static List<DirectoryChange> MembershipsOf(DirectoryPlan plan, ChangeKind kind) => [.. plan.Changes.Where(change => change.Kind == kind)];

    private static int CountAdditions(IReadOnlyCollection<DirectoryChange> changes)
    {
        var withRoles = changes.Count(change => change.Membership!.After!.Roles is { Count: > 0 });
        return (changes.Count > withRoles ? 1 : 0) + ((withRoles + MaxAdditionsWithRoles - 1) / MaxAdditionsWithRoles);
    }

    private static int CountChanges(IReadOnlyCollection<DirectoryChange> changes)
    {
        var steps = changes.Select(change => new MembershipStep(change, NowOf(change.Membership!.Before!))).ToList();
        return (steps.Exists(step => step.Loses) ? 1 : 0) + (steps.Exists(step => step.Gains) ? 1 : 0);

        static UserProject NowOf(ProjectAccess before) => new() { PermissionTemplateName = before.PermissionTemplate, Roles = [.. (before.Roles ?? []).Select(role => role.Name)] };
    }

    private async Task MembershipBatchAsync(IReadOnlyList<DirectoryChange> changes, Func<IReadOnlyList<MembershipStep>, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        var current = NeedsActiveUsers(changes[0]) ? await ReadCurrentAsync(cancellationToken).ConfigureAwait(false) : null;
        var steps = new List<MembershipStep>();
        foreach (var change in changes)
        {
            var membership = change.Membership!;
            var now = await _memberships.ReadAsync(change.Person.UserId!.Value, membership.ProjectId, cancellationToken).ConfigureAwait(false);
            if (StatusOf(change, now, current, accountId) is { } decided)
                Settle(change, decided.Status, null, decided.Message is { } message ? [new ProcoreErrorMessage(null, message)] : null);
            else
                steps.Add(new MembershipStep(change, now));
        }
        Report();
        await RecordedAsync(steps.Select(step => step.Change), () => make(steps, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static bool NeedsActiveUsers(DirectoryChange change) => change.Kind != ChangeKind.RemoveFromProject;

    /// <param name="change">The change.</param>
    /// <param name="now">The membership as it is.</param>
    /// <param name="current">The users as they are; null for removals, which inactive users may have too.</param>
    /// <param name="accountId">The account that signs in.</param>
    /// <returns>Null if the change is to be made.</returns>
    private static (ChangeStatus Status, string? Message)? StatusOf(DirectoryChange change, UserProject? now, CurrentUsers? current, long accountId)
    {
        var membership = change.Membership!;
        if (change.Person.UserId == accountId)
            return (ChangeStatus.NotSent, "This is the account that signs in, which is never changed.");
        if (membership.IsAfter(now))
            return (ChangeStatus.AlreadyDone, null);
        if (current is not null && current.Find(change.Person.UserId!.Value) is not { IsActive: true })
            return (ChangeStatus.Stale, "The user is inactive, or no longer in the directory.");
        if (membership.IsBefore(now) || (change.Kind == ChangeKind.ChangeOnProject && now is not null && membership.IsBetween(now)))
            return null;
        return (ChangeStatus.Stale, now is null ? "The user is no longer on the project." : "The user's permission template or roles on the project were changed since the plan was made.");
    }

    private Task AddAsync(IReadOnlyList<MembershipStep> steps, CancellationToken cancellationToken) => SendAsync(
        steps,
        step => new ProjectAssignment(step.UserId, step.Membership.ProjectId)
        {
            PermissionTemplateId = step.Membership.After!.PermissionTemplateId,
            ProjectRoleIds = IdsOf(step.Membership.After.Roles),
        },
        (assignments, stop) => users.AddToProjectsAsync(assignments, null, stop),
        step => Settle(step.Change, ChangeStatus.Done),
        cancellationToken);

    private Task RemoveAsync(IReadOnlyList<MembershipStep> steps, CancellationToken cancellationToken) => SendAsync(
        steps,
        step => new ProjectAssignment(step.UserId, step.Membership.ProjectId),
        (assignments, stop) => users.RemoveFromProjectsAsync(assignments, null, stop),
        step => Settle(step.Change, ChangeStatus.Done),
        cancellationToken);

    /// <summary>Whether Procore replaces roles or adds to them isn't documented, so roles that are lost are removed first.</summary>
    private async Task ChangeAsync(IReadOnlyList<MembershipStep> steps, CancellationToken cancellationToken)
    {
        var ready = steps.Where(step => !step.Loses).ToList();
        await SendAsync(
            [.. steps.Where(step => step.Loses)],
            step => new ProjectAssignment(step.UserId, step.Membership.ProjectId) { PermissionTemplateId = step.LostTemplate, ProjectRoleIds = step.LostRoles },
            (assignments, stop) => users.RemoveTemplateAndRolesAsync(assignments, null, stop),
            Lost,
            cancellationToken,
            LookAgainAsync).ConfigureAwait(false);
        await SendAsync(
            ready,
            step => new ProjectAssignment(step.UserId, step.Membership.ProjectId)
            {
                PermissionTemplateId = step.GainsTemplate ? step.Membership.After!.PermissionTemplateId : null,
                ProjectRoleIds = step.GainsRoles ? IdsOf(step.Membership.After!.Roles) : [],
            },
            (assignments, stop) => users.UpdateTemplateAndRolesAsync(assignments, null, stop),
            step => Settle(step.Change, ChangeStatus.Done),
            cancellationToken).ConfigureAwait(false);

        void Lost(MembershipStep step)
        {
            if (!step.Gains)
            {
                Settle(step.Change, ChangeStatus.Done);
                return;
            }
            Settle(step.Change, ChangeStatus.InDoubt, null, [new ProcoreErrorMessage(null, "The change was made in part. The next run completes it.")]);
            ready.Add(step);
        }

        // Procore refuses to remove a role that the user no longer has.
        async Task<IReadOnlyList<MembershipStep>> LookAgainAsync(IReadOnlyList<MembershipStep> inDoubt)
        {
            var left = new List<MembershipStep>();
            foreach (var step in inDoubt)
            {
                _memberships.Forget(step.UserId);
                var now = step with { Now = await _memberships.ReadAsync(step.UserId, step.Membership.ProjectId, cancellationToken).ConfigureAwait(false) };
                if (now.Loses)
                    left.Add(now);
                else
                    Lost(now);
            }
            return left;
        }
    }

    /// <summary>
    /// Sends changes and settles them. If a request fails, its halves are sent, down to the one change that is the cause: adding, updating and removing again
    /// is harmless.
    /// </summary>
    /// <param name="steps">The changes.</param>
    /// <param name="assignmentOf">What is sent for a change.</param>
    /// <param name="send">Sends them.</param>
    /// <param name="made">Takes a change that was made.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <param name="lookAgain">Decides which of the changes in doubt are still to be made, if repeating isn't harmless; otherwise null.</param>
    /// <returns>Whether every request got a response.</returns>
    private async Task<bool> SendAsync(
        IReadOnlyList<MembershipStep> steps,
        Func<MembershipStep, ProjectAssignment> assignmentOf,
        Func<IReadOnlyList<ProjectAssignment>, CancellationToken, Task<IReadOnlyList<ProjectOutcome>>> send,
        Action<MembershipStep> made,
        CancellationToken cancellationToken,
        Func<IReadOnlyList<MembershipStep>, Task<IReadOnlyList<MembershipStep>>>? lookAgain = null)
    {
        if (steps.Count == 0)
            return true;
        ProjectsInterruptedException interrupted;
        Exception cause;
        try
        {
            Take(await send([.. steps.Select(assignmentOf)], cancellationToken).ConfigureAwait(false));
            Succeed();
            Report();
            return true;
        }
        catch (ProjectsInterruptedException exception)
        {
            interrupted = exception;
            Take(exception.Outcomes);
            // If the run ends before they are repeated, this is their outcome.
            foreach (var entry in exception.InDoubt)
            {
                Settle(steps[(int)entry.Position].Change, ChangeStatus.InDoubt);
                _repeated.Add(steps[(int)entry.Position].Change);
            }
            if (exception.InnerException is not { } inner || !MayLieInOne(inner))
                throw;
            cause = inner;
        }
        if (steps.Count == 1)
        {
            Fail(steps[0], cause);
            return false;
        }
        IReadOnlyList<MembershipStep> inDoubt = [.. interrupted.InDoubt.Select(entry => steps[(int)entry.Position])];
        if (lookAgain is not null && inDoubt.Count > 0)
            inDoubt = await lookAgain(inDoubt).ConfigureAwait(false);
        List<MembershipStep> left = [.. inDoubt, .. interrupted.NotApplied.Select(entry => steps[(int)entry.Position])];
        var half = (left.Count + 1) / 2;
        var isFirstHalfAnswered = await SendAsync([.. left.Take(half)], assignmentOf, send, made, cancellationToken, lookAgain).ConfigureAwait(false);
        var isSecondHalfAnswered = await SendAsync([.. left.Skip(half)], assignmentOf, send, made, cancellationToken, lookAgain).ConfigureAwait(false);
        // Nothing was made and neither half failed, so the size was the cause.
        if (isFirstHalfAnswered && isSecondHalfAnswered && left.Count == steps.Count)
            _batchSize = Math.Min(_batchSize, half);
        return isFirstHalfAnswered && isSecondHalfAnswered;

        void Take(IReadOnlyList<ProjectOutcome> outcomes)
        {
            foreach (var outcome in outcomes)
            {
                var step = steps[(int)outcome.Position];
                if (outcome.Status == ProjectChangeStatus.Applied)
                    made(step);
                // Procore may refuse it because the request that failed was carried out.
                else if (outcome.Status == ProjectChangeStatus.Refused && _repeated.Contains(step.Change))
                    Settle(step.Change, ChangeStatus.InDoubt, null, outcome.Errors);
                else
                    Settle(step.Change, StatusOf(outcome.Status), null, outcome.Status == ProjectChangeStatus.Accepted ? [new ProcoreErrorMessage(null, "Procore makes the change later. Plan again to see whether it was made.")] : outcome.Errors);
            }
        }
    }

    /// <summary>Records the outcome of a membership whose request failed.</summary>
    private void Fail(MembershipStep step, Exception cause) => Fail((step.Change, null), cause);

    private static ChangeStatus StatusOf(ProjectChangeStatus status) => status switch
    {
        ProjectChangeStatus.Refused => ChangeStatus.Refused,
        ProjectChangeStatus.NotOnProject => ChangeStatus.AlreadyDone,
        ProjectChangeStatus.NotSent => ChangeStatus.NotSent,
        _ => ChangeStatus.InDoubt,
    };

    private static long[] IdsOf(IEnumerable<ProjectRole>? roles) => [.. (roles ?? []).Select(role => role.Id).OfType<long>()];

    /// <summary>A change of a membership that is to be made, and the membership as it is.</summary>
    private sealed record MembershipStep(DirectoryChange Change, UserProject? Now)
    {
        public long UserId => Change.Person.UserId!.Value;

        public ProjectMembershipChange Membership => Change.Membership!;

        /// <summary>The template to remove, if the user has none afterwards.</summary>
        public long? LostTemplate => Membership.After?.PermissionTemplate is null && Now?.PermissionTemplateName is not null ? Membership.Before?.PermissionTemplateId : null;

        public long[] LostRoles
        {
            get
            {
                var (held, kept) = (ProjectAccess.NamesOf(Now?.Roles), ProjectAccess.NamesOf(Membership.After?.Roles));
                return IdsOf((Membership.Before?.Roles ?? []).Where(role => held.Contains(role.Name) && !kept.Contains(role.Name)));
            }
        }

        public bool Loses => LostTemplate is not null || LostRoles.Length > 0;

        public bool GainsTemplate => Membership.After?.PermissionTemplateId is not null && !ProjectAccess.IsSameName(Membership.After.PermissionTemplate, Now?.PermissionTemplateName);

        public bool GainsRoles => !ProjectAccess.NamesOf(Membership.After?.Roles).IsSubsetOf(ProjectAccess.NamesOf(Now?.Roles));

        public bool Gains => GainsTemplate || GainsRoles;
    }
}
