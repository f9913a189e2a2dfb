using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Plans the changes that restore project memberships to their state before a run.</summary>
internal sealed class MembershipUndo
{
    private readonly List<DirectoryChange> _changes = [];
    private readonly List<ChangeOutcome> _settled = [];
    private readonly CurrentUsers _current;
    private int _lostRoles;

    private MembershipUndo(CurrentUsers current) => _current = current;

    public IReadOnlyList<DirectoryChange> Changes => _changes;

    public IReadOnlyList<ChangeOutcome> Settled => _settled;

    public IEnumerable<string> Warnings
    {
        get
        {
            if (_lostRoles > 0)
                yield return FormattableString.Invariant($"{_lostRoles} {(_lostRoles == 1 ? "role isn't" : "roles aren't")} restored, because the journal has no {(_lostRoles == 1 ? "id" : "ids")}. The run's record has the names.");
            if (_settled.Count(outcome => outcome.Status == ChangeStatus.NotSent) is > 0 and var count)
                yield return FormattableString.Invariant($"{count} project {(count == 1 ? "membership isn't" : "memberships aren't")} restored, because the permission template isn't known.");
        }
    }

    /// <param name="users">The company's users.</param>
    /// <param name="made">The changes of the run, as its journal has them.</param>
    /// <param name="current">The users as they are.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<MembershipUndo> MakeAsync(ICompanyUsers users, IReadOnlyList<JournalEntry> made, CurrentUsers current, CancellationToken cancellationToken)
    {
        var undo = new MembershipUndo(current);
        var reader = new MembershipReader(users, TimeProvider.System, TimeSpan.MaxValue);
        foreach (var entry in made)
        {
            var change = entry.Change;
            if (entry.Status is ChangeStatus.Refused or ChangeStatus.NotSent or ChangeStatus.Stale)
                undo.Settle(change, ChangeStatus.AlreadyDone, null);
            else
                undo.Take(change, await reader.ReadAsync(change.Person.UserId!.Value, change.Membership!.ProjectId, cancellationToken).ConfigureAwait(false));
        }
        return undo;
    }

    private void Take(DirectoryChange change, UserProject? now)
    {
        var membership = change.Membership!;
        if (membership.IsBefore(now))
        {
            Settle(change, ChangeStatus.AlreadyDone, null);
            return;
        }
        var isMade = membership.IsAsLeft(now) || (change.Kind == ChangeKind.ChangeOnProject && now is not null && membership.IsBetween(now));
        if (!isMade)
        {
            Settle(change, ChangeStatus.Stale, membership is { Before: null, After.PermissionTemplate: null }
                ? "The membership was changed after the run, or Procore gave another permission template than the user's default one. It is left as it is."
                : "The membership was changed after the run. It is left as it is.");
            return;
        }
        if (WhyLost(membership) is { } reason)
        {
            Settle(change, ChangeStatus.NotSent, reason);
            return;
        }
        var (before, after) = (now is null ? null : Now(membership, now), Restorable(membership.Before));
        var givesAdministration = StaffingOptions.IsNamedAdmin(after?.PermissionTemplate) && !ProjectAccess.IsSameName(before?.PermissionTemplate, after?.PermissionTemplate);
        var person = _current.Find(change.Person.UserId!.Value) is { } user ? PersonReference.Of(user) : change.Person;
        _changes.Add(new DirectoryChange(person, new ProjectMembershipChange(membership.ProjectId, membership.Project, before, after, givesAdministration)));
    }

    /// <summary>A user that is added without a template gets the default one, which may give more than the user had.</summary>
    private static string? WhyLost(ProjectMembershipChange membership) => membership switch
    {
        { Before: { PermissionTemplate: not null, PermissionTemplateId: null } before } when !ProjectAccess.IsSameName(before.PermissionTemplate, membership.After?.PermissionTemplate) =>
            "The journal has the permission template's name only. Add the user by hand.",
        { Before.PermissionTemplate: null, After: null, Before: not null } => "The user had no permission template on the project, and would get the default one. Add the user by hand.",
        _ => null,
    };

    private ProjectAccess? Restorable(ProjectAccess? access)
    {
        if (access is null)
            return null;
        _lostRoles += access.Roles?.Count(role => role.Id is null) ?? 0;
        return new ProjectAccess(access.PermissionTemplateId, access.PermissionTemplate, access.Roles is null ? null : [.. access.Roles.Where(role => role.Id is not null)]);
    }

    /// <summary>The membership as it is, with the ids that the journal has.</summary>
    private static ProjectAccess Now(ProjectMembershipChange membership, UserProject now)
    {
        var known = new[] { membership.After, membership.Before }.OfType<ProjectAccess>().ToList();
        var roles = known.SelectMany(access => access.Roles ?? []).ToList();
        return new ProjectAccess(
            known.Find(access => ProjectAccess.IsSameName(access.PermissionTemplate, now.PermissionTemplateName))?.PermissionTemplateId,
            FieldText.Clean(now.PermissionTemplateName),
            [.. (now.Roles ?? []).Select(name => new ProjectRole(roles.Find(role => ProjectAccess.IsSameName(role.Name, name))?.Id, name))]);
    }

    private void Settle(DirectoryChange change, ChangeStatus status, string? message) =>
        _settled.Add(new ChangeOutcome(change, status, change.Person.UserId, message is null ? null : [new ProcoreErrorMessage(null, message)]));
}
