using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// Plans who is on which project, with which permission template and roles. <see cref="PeopleSync.ApplyAsync" /> makes the changes,
/// and its journal undoes them.
/// </summary>
/// <remarks>Thread-safe. Sign in as a company admin, because other accounts don't see all projects.</remarks>
public sealed class StaffingPlanner
{
    private readonly IProcoreCompany _company;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// Creates a planner for one company.
    /// </summary>
    /// <param name="company">The company.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company" /> is null.</exception>
    public StaffingPlanner(IProcoreCompany company, TimeProvider? timeProvider = null)
    {
        _company = company ?? throw new ArgumentNullException(nameof(company));
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Finds the changes that make memberships of projects equal to the source. Only reads.
    /// </summary>
    /// <remarks>
    /// Reads all users, projects and templates, and then the memberships by project or by person, whichever takes fewer requests.
    /// Users that are removed or changed, or whose roles are given, are also read one by one, because Procore lists roles only there.
    /// Inactive users aren't removed from projects: they have no access, and Procore doesn't list them by project.
    /// </remarks>
    /// <param name="wanted">All memberships that should exist in the scope.</param>
    /// <param name="options">The scope and the limits.</param>
    /// <param name="progress">Receives the number of requests, and how many are done.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan. A user and project that the source has twice, an inactive user and an unknown id are conflicts, and stay as they are.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="wanted" /> or <paramref name="options" /> is null.</exception>
    /// <exception cref="ArgumentException">The options are invalid, an item is null, or a role has no name in <see cref="StaffingOptions.RoleNames" />.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit, or <paramref name="wanted" /> is empty.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public async Task<DirectoryPlan> PlanAsync(
        IEnumerable<StaffingAssignment> wanted, StaffingOptions options, IProgress<StaffingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var all = (wanted ?? throw new ArgumentNullException(nameof(wanted))).ToList();
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        if (all.Select((assignment, position) => ProblemOf(assignment, position, options)).OfType<string>().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(wanted));
        var planning = new StaffingPlanning(_company, _timeProvider, all, options, progress);
        var plan = await planning.PlanAsync(cancellationToken).ConfigureAwait(false);
        PlanGuards.Check(plan);
        return plan;
    }

    /// <summary>
    /// Plans to remove users from all their projects and to deactivate them, so that the run has a journal and can be undone. Only reads.
    /// </summary>
    /// <param name="userIds">Procore's ids of the users.</param>
    /// <param name="options">The names of roles, which an undo needs to restore them, and the protected users. The scope has no meaning here.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan. Its limits allow all of the changes. An unknown id is a conflict.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="userIds" /> or <paramref name="options" /> is null.</exception>
    /// <exception cref="ArgumentException">There is no id, or one isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public async Task<DirectoryPlan> PlanOffboardingAsync(IEnumerable<long> userIds, StaffingOptions options, CancellationToken cancellationToken = default)
    {
        var ids = (userIds ?? throw new ArgumentNullException(nameof(userIds))).Distinct().ToList();
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        if (ids.Count == 0 || ids.Exists(id => id <= 0))
            throw new ArgumentException(ids.Count == 0 ? "There is no id. Pass at least one." : "An id isn't positive. Take the ids from Procore.", nameof(userIds));
        return await new StaffingPlanning(_company, _timeProvider, [], options, progress: null).PlanOffboardingAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Checks a plan that was kept in a file: that its ids are possible, and that its users, projects, permission templates and roles have the names that it
    /// shows. Only reads.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">The names of roles. The rest has no meaning here.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that completes when the plan was checked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan" /> or <paramref name="options" /> is null.</exception>
    /// <exception cref="ArgumentException">The plan was edited, or names were changed since it was made; the message lists every problem, by ids.</exception>
    /// <exception cref="InvalidOperationException">The plan is of another company or another API host.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public async Task CheckAsync(DirectoryPlan plan, StaffingOptions options, CancellationToken cancellationToken = default)
    {
        _ = plan ?? throw new ArgumentNullException(nameof(plan));
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        new DirectoryAddress(plan.CompanyId, plan.ApiHost).Check(_company.Users, "The plan");
        var problems = await new StaffingPlanning(_company, _timeProvider, [], options, progress: null).FindProblemsAsync(plan, cancellationToken).ConfigureAwait(false);
        if (problems.Count > 0)
            throw new ArgumentException(PlanProblems.Message(problems), nameof(plan));
    }

    /// <returns>What is wrong with an assignment; null if nothing is.</returns>
    private static string? ProblemOf(StaffingAssignment? assignment, int position, StaffingOptions options)
    {
        if (assignment is null)
            return FormattableString.Invariant($"Assignment {position} is null.");
        if (assignment.PermissionTemplateId <= 0)
            return FormattableString.Invariant($"The permission template of assignment {position} isn't positive. Use Procore's id, or null.");
        return assignment.ProjectRoleIds?.Where(role => !options.RoleNames.ContainsKey(role)).Select(role => (long?)role).FirstOrDefault() is { } unnamed
            ? FormattableString.Invariant($"Role {unnamed} of assignment {position} has no name in StaffingOptions.RoleNames, so it can't be compared.")
            : null;
    }
}
