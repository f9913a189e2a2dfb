using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Membership = (long UserId, long ProjectId);

namespace Procore.DirectorySync;

/// <summary>Makes one staffing plan: reads, compares, and describes.</summary>
internal sealed class StaffingPlanning(
    IProcoreCompany company, TimeProvider timeProvider, IReadOnlyList<StaffingAssignment> wanted, StaffingOptions options, IProgress<StaffingProgress>? progress)
{
    private readonly Dictionary<long, (PersonReference Person, CompanyUser User)> _users = [];
    private readonly Dictionary<long, Project> _projects = [];
    private readonly Dictionary<long, string?> _templates = [];
    private readonly Dictionary<Membership, ProjectAccess> _memberships = [];
    private readonly List<DirectoryChange> _changes = [];
    private readonly List<PlanConflict> _conflicts = [];
    private readonly List<SkippedPerson> _skipped = [];
    private readonly List<string> _warnings = [];
    private readonly MembershipReader _reader = new(company.Users, timeProvider, TimeSpan.MaxValue);
    private readonly Dictionary<Membership, List<int>> _positions = wanted.Select((row, position) => (row.UserId, row.ProjectId, Position: position))
        .GroupBy(row => (row.UserId, row.ProjectId), row => row.Position).ToDictionary(rows => rows.Key, rows => rows.ToList());

    private readonly HashSet<Membership> _disputed = [];
    private readonly HashSet<long> _disputedUsers = [];
    private readonly HashSet<long> _disputedProjects = [];
    private long _accountId;
    private int _unchanged;
    private (int ByProject, int ByPerson, bool IsByProject, int Requests, int Done) _effort;

    public async Task<DirectoryPlan> PlanAsync(CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return Result(inScope: 0, unchanged: []);
        await ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        var asked = wanted.Select((assignment, position) => (Assignment: assignment, Position: position)).Where(row => !IsDisputed(row.Assignment, row.Position)).ToList();
        var (people, projects) = (new HashSet<long>(wanted.Select(row => row.UserId)), new HashSet<long>(wanted.Select(row => row.ProjectId)));
        var isInScope = options.Scope == StaffingScope.Projects
            ? new Func<Membership, bool>(pair => projects.Contains(pair.ProjectId))
            : pair => people.Contains(pair.UserId);
        await ReadMembershipsAsync(people, projects, cancellationToken).ConfigureAwait(false);
        var current = _memberships.Keys.Where(isInScope).ToList();

        foreach (var (assignment, position) in asked)
            await CompareAsync(assignment, position, cancellationToken).ConfigureAwait(false);
        var kept = new HashSet<Membership>(asked.Select(row => (row.Assignment.UserId, row.Assignment.ProjectId)));
        kept.UnionWith(_disputed);
        // A row in a conflict may be meant for any of the person's projects, or for any user of the project if the user is unknown.
        var removable = current.Where(pair => !kept.Contains(pair) && !_disputedProjects.Contains(pair.ProjectId) && !(options.Scope == StaffingScope.People && _disputedUsers.Contains(pair.UserId)));
        foreach (var pair in removable.Where(pair => _users.TryGetValue(pair.UserId, out var user) && user.User.IsActive == true).OrderBy(pair => pair.ProjectId).ThenBy(pair => pair.UserId).ToList())
            await RemoveAsync(pair, position: null, cancellationToken).ConfigureAwait(false);
        return Result(current.Count, unchanged: []);
    }

    public async Task<DirectoryPlan> PlanOffboardingAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        var (deactivations, unchanged) = (new List<DirectoryChange>(), new List<long>());
        for (var position = 0; position < ids.Count; position++)
        {
            if (!_users.TryGetValue(ids[position], out var known))
            {
                Dispute(ConflictReason.UnknownId, "The directory has no user with this id.", [Unknown(ids[position], position)], projectId: null);
                continue;
            }
            if (IsProtected(ids[position], position))
                continue;
            foreach (var project in (await _reader.ReadAsync(ids[position], cancellationToken).ConfigureAwait(false)).Values.OrderBy(project => project.ProjectId))
                await RemoveAsync((ids[position], project.ProjectId), position, cancellationToken).ConfigureAwait(false);
            if (known.User.IsActive == true)
                deactivations.Add(new DirectoryChange(ChangeKind.Deactivate, At(known.Person, position), known.User.UpdatedAt, []));
            else
                unchanged.Add(ids[position]);
        }
        var removals = _changes.Count;
        _changes.AddRange(deactivations);
        return Result(removals, unchanged, offboarded: ids.Count, new PlanLimits { Deactivations = deactivations.Count, Memberships = new MembershipLimits(0, 0, removals) });
    }

    /// <summary>Compares an edited plan with the company.</summary>
    public async Task<IReadOnlyList<string>> FindProblemsAsync(DirectoryPlan plan, CancellationToken cancellationToken)
    {
        await ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        var problems = PlanProblems.Of(plan).ToList();
        problems.AddRange(PlanProblems.OfNames(plan, id => _users.TryGetValue(id, out var known) ? known.User : null));
        for (var i = 0; i < plan.Changes.Count; i++)
        {
            if (plan.Changes[i].Membership is { } membership)
                problems.AddRange(ProblemsOf(membership).Select(problem => FormattableString.Invariant($"changes[{i}]: {problem}")));
        }
        return problems;
    }

    private IEnumerable<string> ProblemsOf(ProjectMembershipChange membership)
    {
        // Ids of 0 or less are reported as such.
        if (membership.ProjectId > 0 && !_projects.ContainsKey(membership.ProjectId))
            yield return FormattableString.Invariant($"the account sees no project {membership.ProjectId}.");
        else if (membership.ProjectId > 0 && !ProjectAccess.IsSameName(membership.Project, NameOf(membership.ProjectId)))
            yield return FormattableString.Invariant($"project {membership.ProjectId} has another name than the plan shows.");
        foreach (var access in new[] { membership.Before, membership.After }.OfType<ProjectAccess>())
        {
            if (access.PermissionTemplateId is > 0 and { } id)
            {
                // A template of one project isn't one of the company's. It can be kept, and not be given.
                if (!_templates.TryGetValue(id, out var name) && access == membership.After && id != membership.Before?.PermissionTemplateId)
                    yield return FormattableString.Invariant($"the company has no permission template {id} for projects.");
                else if (_templates.ContainsKey(id) && !ProjectAccess.IsSameName(access.PermissionTemplate, name))
                    yield return FormattableString.Invariant($"permission template {id} has another name than the plan shows.");
            }
            foreach (var role in (access.Roles ?? []).Where(role => role.Id is > 0))
            {
                if (!options.RoleNames.TryGetValue(role.Id!.Value, out var name) || !ProjectAccess.IsSameName(role.Name, name))
                    yield return FormattableString.Invariant($"role {role.Id} has another name than the plan shows, or doesn't exist.");
            }
        }
    }

    private async Task ReadCompanyAsync(CancellationToken cancellationToken)
    {
        _accountId = await CallingAccount.IdAsync(company.Users, cancellationToken).ConfigureAwait(false);
        var (users, warning) = await DirectoryReader.ReadAsync(company.Users, () => new List<CompanyUser>(), (list, user) => list.Add(user), cancellationToken).ConfigureAwait(false);
        foreach (var user in users)
            _users[user.Id] = (PersonReference.Of(user), user);
        if (warning is not null)
            _warnings.Add(warning);
        await foreach (var project in company.Projects.ListAsync(new ProjectQuery { IsActive = null }, cancellationToken).ConfigureAwait(false))
            _projects[project.Id] = project;
        await foreach (var template in company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, cancellationToken).ConfigureAwait(false))
            _templates[template.Id] = template.Name;
    }

    /// <summary>Whether the row is in a conflict, or is left alone on purpose.</summary>
    private bool IsDisputed(StaffingAssignment row, int position)
    {
        var pair = (row.UserId, row.ProjectId);
        if (_disputed.Contains(pair))
            return true;
        var same = _positions[pair];
        var problem = (_users.TryGetValue(row.UserId, out var known), known.User?.IsActive) switch
        {
            (false, _) => (ConflictReason.UnknownId, "The directory has no user with this id."),
            (_, null) => (ConflictReason.UnreadableUser, "Procore's response doesn't say whether the user is active, or not in a way that can be read. Look at the user in Procore."),
            (_, false) => (ConflictReason.Unusable, "The user is inactive. Reactivate the user first."),
            _ when !_projects.ContainsKey(row.ProjectId) => (ConflictReason.UnknownId, FormattableString.Invariant($"The account sees no project {row.ProjectId}.")),
            _ when row.PermissionTemplateId is { } template && !_templates.ContainsKey(template) => (ConflictReason.UnknownId, FormattableString.Invariant($"The company has no permission template {template} for projects.")),
            _ => ((ConflictReason, string)?)null,
        };
        if (same.Count > 1)
            problem = (ConflictReason.SameKey, FormattableString.Invariant($"The source has the user on project {row.ProjectId} {same.Count} times. Keep one."));
        if (problem is { } found)
        {
            Dispute(found.Item1, found.Item2, [.. same.Select(at => known.Person is { } person ? At(person, at) : Unknown(row.UserId, at))], row.ProjectId);
            _disputed.Add(pair);
            _disputedUsers.Add(row.UserId);
            if (known.User is null)
                _disputedProjects.Add(row.ProjectId);
            return true;
        }
        if (!IsProtected(row.UserId, position))
            return false;
        _disputed.Add(pair);
        return true;
    }

    private bool IsProtected(long userId, int? position)
    {
        var isAccount = userId == _accountId;
        if (!isAccount && !options.ProtectedIds.Contains(userId))
            return false;
        // A user may have several memberships.
        if (_skipped.TrueForAll(skipped => skipped.Person.UserId != userId))
            _skipped.Add(new SkippedPerson(At(_users[userId].Person, position), isAccount ? SkipReason.CallingAccount : SkipReason.Protected));
        return true;
    }

    private async Task ReadMembershipsAsync(HashSet<long> people, HashSet<long> projects, CancellationToken cancellationToken)
    {
        var active = _users.Where(user => user.Value.User.IsActive == true).Select(user => user.Key).ToList();
        var withRoles = new HashSet<long>(wanted.Where(row => row.ProjectRoleIds is not null).Select(row => row.UserId));
        var byProject = options.Scope == StaffingScope.Projects ? _projects.Keys.Where(projects.Contains).ToList() : [.. _projects.Keys];
        var byPerson = options.Scope == StaffingScope.Projects ? active : [.. active.Where(people.Contains)];
        _effort = (byProject.Count + withRoles.Count, byPerson.Count, false, 0, 0);
        _effort.IsByProject = _effort.ByProject < _effort.ByPerson;
        _effort.Requests = Math.Min(_effort.ByProject, _effort.ByPerson);
        Report(0);
        if (!_effort.IsByProject)
        {
            foreach (var id in byPerson)
            {
                await ReadPersonAsync(id, cancellationToken).ConfigureAwait(false);
                Report(1);
            }
            return;
        }
        foreach (var id in byProject)
        {
            await foreach (var user in company.Projects.ListUsersAsync(id, cancellationToken).ConfigureAwait(false))
                _memberships[(user.Id, id)] = new ProjectAccess(user.PermissionTemplate.Or(null)?.Id, user.PermissionTemplate.Or(null)?.Name.Or(null), roles: null);
            Report(1);
        }
        foreach (var id in withRoles.Where(_users.ContainsKey))
        {
            await ReadPersonAsync(id, cancellationToken).ConfigureAwait(false);
            Report(1);
        }
    }

    private async Task ReadPersonAsync(long id, CancellationToken cancellationToken)
    {
        foreach (var project in await _reader.ReadAsync(id, cancellationToken).ConfigureAwait(false))
            Take((id, project.Key), project.Value);
    }

    /// <summary>Combines what the lists by project and by person have: the id of the template, and the roles.</summary>
    private ProjectAccess Take(Membership pair, UserProject project)
    {
        var known = _memberships.TryGetValue(pair, out var ofProject) && ProjectAccess.IsSameName(ofProject.PermissionTemplate, project.PermissionTemplateName) ? ofProject.PermissionTemplateId : null;
        var name = FieldText.Clean(project.PermissionTemplateName);
        var roles = (project.Roles ?? []).Select(role => new ProjectRole(IdOfRole(role), role)).ToList();
        return _memberships[pair] = new ProjectAccess(name is null ? null : known ?? IdOfTemplate(name), name, roles);
    }

    private long? IdOfTemplate(string name) => Single(_templates.Where(template => ProjectAccess.IsSameName(template.Value, name)).Select(template => template.Key));

    private long? IdOfRole(string name) => Single(options.RoleNames.Where(role => ProjectAccess.IsSameName(role.Value, name)).Select(role => role.Key));

    private static long? Single(IEnumerable<long> ids) => ids.Take(2).ToList() is { Count: 1 } only ? only[0] : null;

    /// <summary>The membership with its roles.</summary>
    private async Task<ProjectAccess?> CompleteAsync(Membership pair, CancellationToken cancellationToken)
    {
        if (_memberships.TryGetValue(pair, out var access) && access.Roles is not null)
            return access;
        var projects = await _reader.ReadAsync(pair.UserId, cancellationToken).ConfigureAwait(false);
        return projects.TryGetValue(pair.ProjectId, out var project) ? Take(pair, project) : null;
    }

    private async Task CompareAsync(StaffingAssignment row, int position, CancellationToken cancellationToken)
    {
        var pair = (row.UserId, row.ProjectId);
        var template = row.PermissionTemplateId is { } id ? (Id: id, Name: _templates[id]) : ((long Id, string? Name)?)null;
        var roles = row.ProjectRoleIds?.Distinct().Select(role => new ProjectRole(role, options.RoleNames[role])).ToList();
        if (!_memberships.TryGetValue(pair, out var before))
        {
            Add(pair, position, null, new ProjectAccess(template?.Id, template?.Name, roles));
            return;
        }
        if (row.ProjectRoleIds is not null)
            before = await CompleteAsync(pair, cancellationToken).ConfigureAwait(false) ?? before;
        var isSameName = template is null || ProjectAccess.IsSameName(template.Value.Name, before.PermissionTemplate);
        var isSameRoles = roles is null || ProjectAccess.NamesOf(roles).SetEquals(ProjectAccess.NamesOf(before.Roles));
        if (isSameName && template is { } wantedTemplate && before.PermissionTemplateId != wantedTemplate.Id)
        {
            Dispute(ConflictReason.SeveralCandidates, FormattableString.Invariant($"Another template has the name of template {wantedTemplate.Id}, so it can't be told which one the user has on project {row.ProjectId}. Change it by hand, or rename one."), [At(_users[row.UserId].Person, position)], row.ProjectId);
            return;
        }
        if (isSameName && isSameRoles)
        {
            _unchanged++;
            return;
        }
        before = await CompleteAsync(pair, cancellationToken).ConfigureAwait(false) ?? before;
        if (roles is not null && before.Roles?.FirstOrDefault(role => role.Id is null && !ProjectAccess.NamesOf(roles).Contains(role.Name)) is { } unknown)
        {
            Dispute(ConflictReason.UnknownId, FormattableString.Invariant($"The role '{unknown.Name}' of the user on project {row.ProjectId} can't be removed, because its id isn't known: no role of the company has this name, or several do. Remove it by hand."), [At(_users[row.UserId].Person, position)], row.ProjectId);
            return;
        }
        Add(pair, position, before, new ProjectAccess(template?.Id ?? before.PermissionTemplateId, template?.Name ?? before.PermissionTemplate, roles ?? before.Roles));
    }

    private async Task RemoveAsync(Membership pair, int? position, CancellationToken cancellationToken)
    {
        if (position is null && IsProtected(pair.UserId, null))
            return;
        if (await CompleteAsync(pair, cancellationToken).ConfigureAwait(false) is { } before)
            Add(pair, position, before, after: null);
    }

    private void Add(Membership pair, int? position, ProjectAccess? before, ProjectAccess? after)
    {
        var template = after?.PermissionTemplate;
        var isUnknown = false;
        // Procore gives the default template then.
        if (before is null && after is not null && template is null)
        {
            var usual = _users[pair.UserId].User.DefaultPermissionTemplateId;
            template = usual.Or(null) is { } id && _templates.TryGetValue(id, out var name) ? name : null;
            isUnknown = template is null && (!usual.TryGetValue(out var given) || given is not null);
            after = new ProjectAccess(null, null, after.Roles) { DefaultPermissionTemplate = template };
        }
        var givesAdministration = isUnknown || options.IsAdmin(template) && !ProjectAccess.IsSameName(before?.PermissionTemplate, template);
        _changes.Add(new DirectoryChange(At(_users[pair.UserId].Person, position), new ProjectMembershipChange(pair.ProjectId, NameOf(pair.ProjectId), before, after, givesAdministration)));
    }

    private DirectoryPlan Result(int inScope, IReadOnlyList<long> unchanged, int? offboarded = null, PlanLimits? limits = null)
    {
        if (_users.Count > 0)
        {
            _warnings.AddRange(Planner.UnknownIds(options.ProtectedIds.Where(id => !_users.ContainsKey(id)), "a protected user", "user with this id"));
            var templates = _templates.Values.Concat(_memberships.Values.Select(access => access.PermissionTemplate)).ToList();
            _warnings.AddRange(options.AdminTemplates.Where(name => !templates.Exists(template => ProjectAccess.IsSameName(template, name)))
                .Select(name => $"No permission template for projects has the name '{name}', which is given as one for administration. Check the name."));
        }
        var admins = _changes.Count(change => change.Membership is { GivesAdministration: true });
        if (admins > 0)
            _warnings.Add(FormattableString.Invariant($"{admins} {(admins == 1 ? "change gives" : "changes give")} a permission template for administration. Check {(admins == 1 ? "it" : "each of them")}."));
        var lost = _changes.Sum(change => change.Membership?.Before?.Roles?.Count(role => role.Id is null) ?? 0);
        if (lost > 0)
            _warnings.Add(FormattableString.Invariant($"An undo couldn't restore {lost} {(lost == 1 ? "role" : "roles")}, because the {(lost == 1 ? "id isn't" : "ids aren't")} known."));
        var unnamed = _changes.Count(change => change.Membership?.Before is { PermissionTemplate: not null, PermissionTemplateId: null });
        if (unnamed > 0)
            _warnings.Add(FormattableString.Invariant($"An undo couldn't restore the permission template of {unnamed} {(unnamed == 1 ? "membership" : "memberships")}, because the id isn't known."));
        var scope = offboarded is not null ? "the users to offboard" : options.Scope == StaffingScope.Projects ? "the projects in the source" : "the people in the source";
        var header = new PlanHeader(
            timeProvider.GetUtcNow(), scope, offboarded ?? wanted.Count, inScope, limits ?? new PlanLimits { Memberships = MembershipLimits.Of(options, inScope) }, [.. options.ProtectedIds], [])
        {
            CompanyId = company.Users.CompanyId,
            ApiHost = DirectoryAddress.Of(company.Users).ApiHost,
            UnchangedMemberships = _unchanged,
        };
        return new DirectoryPlan(header, [.. _changes], unchanged, _skipped, _conflicts, [], _warnings);
    }

    private string? NameOf(long projectId) => _projects.TryGetValue(projectId, out var project) ? FieldText.Clean($"{project.ProjectNumber} {project.Name}") : null;

    private void Dispute(ConflictReason reason, string message, IReadOnlyList<PersonReference> people, long? projectId) => _conflicts.Add(new PlanConflict(reason, message, people, []) { ProjectId = projectId });

    private static PersonReference At(PersonReference person, int? position) => new(person.UserId, position, person.OriginId, person.Name, person.EmailAddress);

    private static PersonReference Unknown(long userId, int position) => new(userId, position, null, null, null);

    private void Report(int done)
    {
        _effort.Done += done;
        progress?.Report(new StaffingProgress(_effort.ByProject, _effort.ByPerson, _effort.IsByProject, _effort.Requests, _effort.Done));
    }
}
