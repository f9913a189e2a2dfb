namespace Procore.DirectorySync.Tests;

/// <summary>A company with two projects, templates and roles, and the people on them.</summary>
internal abstract class StaffingTest : SyncTest
{
    protected StaffingTest()
    {
        Field = Directory.Company.AddPermissionTemplate("Field");
        Office = Directory.Company.AddPermissionTemplate("Office");
        Admin = Directory.Company.AddPermissionTemplate("Project Admin");
        Foreman = Directory.Company.AddProjectRole("Foreman");
        Super = Directory.Company.AddProjectRole("Superintendent");
        Bridge = Directory.Company.AddProject(new FakeProject(0, "Bridge") { Number = "26-014" });
        Tower = Directory.Company.AddProject(new FakeProject(0, "Tower"));
        Ada = Directory.Add("Lovelace");
        Bob = Directory.Add("Builder");
        Eve = Directory.Add("Evans");
    }

    protected FakePermissionTemplate Field { get; }

    protected FakePermissionTemplate Office { get; }

    protected FakePermissionTemplate Admin { get; }

    protected FakeProjectRole Foreman { get; }

    protected FakeProjectRole Super { get; }

    protected FakeProject Bridge { get; }

    protected FakeProject Tower { get; }

    protected FakeUser Ada { get; }

    protected FakeUser Bob { get; }

    protected FakeUser Eve { get; }

    protected StaffingPlanner Planner => new(Directory.Lookups, Directory.Clock);

    protected StaffingOptions Staffing(StaffingScope scope = StaffingScope.Projects) => new(scope)
    {
        MaxAdditions = 100,
        MaxProjectChanges = 100,
        MaxRemovals = 100,
        RoleNames = Directory.Company.ProjectRoles.ToDictionary(role => role.Id, role => role.Name),
    };

    protected static StaffingAssignment On(FakeUser user, FakeProject project, FakePermissionTemplate? template = null, params FakeProjectRole[] roles) =>
        new(user.Id, project.Id) { PermissionTemplateId = template?.Id, ProjectRoleIds = roles.Length == 0 ? null : [.. roles.Select(role => role.Id)] };

    protected Task<DirectoryPlan> StaffAsync(params StaffingAssignment[] wanted) => Planner.PlanAsync(wanted, Staffing());

    /// <summary>Who is on what, in a form to compare.</summary>
    protected IReadOnlyList<string> State() => StateOf(Directory);

    protected static IReadOnlyList<string> StateOf(TestDirectory directory) =>
    [
        .. directory.Company.Memberships.OrderBy(one => (one.UserId, one.ProjectId))
            .Select(one => FormattableString.Invariant($"{one.UserId} {one.ProjectId} {one.PermissionTemplateId} [{string.Join(',', one.ProjectRoleIds.Order())}]")),
    ];
}
