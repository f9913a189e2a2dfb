namespace Procore.DirectorySync.Tests;

/// <summary>What an edited plan is refused for, and what a plan may have.</summary>
internal sealed class PlanProblemsTests
{
    private const string Name = "Ada Abbott";
    private const string Address = "ada@bluestone.example";

    [Test]
    public void Of_finds_nothing_in_a_plan_that_a_planner_writes() =>
        Assert.That(Problems(
            Create(new FieldChange("origin_id", null, "HR-1"), new FieldChange("email_address", null, Address), new FieldChange("vendor_id", null, 1L)),
            Create(new FieldChange("origin_id", null, "HR-2"), new FieldChange("email_address", null, "other@bluestone.example"), new FieldChange("vendor_id", null, null)),
            Update(1, new FieldChange("email_address", null, Address), new FieldChange("business_phone_extension", 1L, 0L)),
            Update(2, new FieldChange("email_address", null, Address)),
            new DirectoryChange(ChangeKind.Reactivate, User(3), null, [], new RestoredAccess(1, null, null, null)),
            On(1, 17, null, Access(7, "Field", new ProjectRole(1, "Foreman"))),
            On(1, 18, Access(7, "Field"), null),
            On(2, 17, Access(null, "Old", new ProjectRole(null, "Retired")), Access(null, "old", new ProjectRole(null, "retired"), new ProjectRole(2, "Foreman"))),
            On(3, 17, Access(7, "Field"), Access(null, null))), Is.Empty);

    [Test]
    public void Of_names_ids_of_the_plan_that_are_not_positive() =>
        Assert.That(PlanProblems.Of(new PlanHeader(default, "", 1, 1, new PlanLimits(), [1, 0], [-1, 1]) { CompanyId = -4 }, [], [-3, 1]), Is.EqualTo(new[]
        {
            "The plan has the id 0. Ids are positive.", "The plan has the id -1. Ids are positive.", "The plan has the id -3. Ids are positive.", "The plan has the id -4. Ids are positive.",
        }));

    [Test]
    public void Of_names_ids_of_changes_that_are_not_positive() =>
        Assert.That(
            Problems(
                Update(0, new FieldChange("vendor_id", 1L, 0L)),
                new DirectoryChange(ChangeKind.Reactivate, User(2), null, [], new RestoredAccess(0, null, -1, null)),
                null,
                On(3, 0, Access(0, "Field"), Access(-7, "Office", new ProjectRole(0, "Foreman")))),
            Is.EqualTo(new[]
            {
                "changes[0]: user_id is 0. Ids are positive.",
                "changes[0]: vendor_id is 0. Ids are positive.",
                "changes[1]: default_permission_template_id is 0. Ids are positive.",
                "changes[1]: company_permission_template_id is -1. Ids are positive.",
                "changes[3]: project_id is 0. Ids are positive.",
                "changes[3]: permission_template_id is 0. Ids are positive.",
                "changes[3]: permission_template_id is -7. Ids are positive.",
                "changes[3]: a role's id is 0. Ids are positive.",
            }));

    [Test]
    public void Of_finds_changes_that_contradict_themselves() =>
        Assert.That(
            Problems(
                new DirectoryChange(ChangeKind.Create, User(5), null, []),
                On(1, 17, null, Access(null, "Field")),
                On(2, 17, Access(7, "Field"), Access(null, "Office")),
                On(3, 17, Access(7, "Field", new ProjectRole(1, "Foreman")), Access(7, "Field", new ProjectRole(null, "Foreman"), new ProjectRole(null, "Superintendent"))),
                On(4, 17, null, Access(7, "Field", new ProjectRole(null, "Foreman")))),
            Is.EqualTo(new[]
            {
                "changes[0]: a new user can't have an id, and this one has 5.",
                "changes[1]: the new permission template has a name and no id.",
                "changes[2]: the new permission template has a name and no id.",
                "changes[3]: a new role has a name and no id.",
                "changes[4]: a new role has a name and no id.",
            }));

    [Test]
    public void Of_finds_what_a_plan_does_twice() =>
        Assert.That(
            Problems(
                Update(1),
                On(1, 17, Access(7, "Field"), null),
                Create(new FieldChange("origin_id", null, "HR-1"), new FieldChange("email_address", null, Address)),
                Update(1),
                On(1, 17, null, Access(7, "Field")),
                Create(new FieldChange("origin_id", null, "HR-1")),
                Create(new FieldChange("email_address", null, Address.ToUpperInvariant())),
                Create(new FieldChange("origin_id", null, "HR-1"))),
            Is.EqualTo(new[]
            {
                "changes[3]: the plan changes user 1 twice, here and at changes[0].",
                "changes[4]: the plan changes user 1 on project 17 twice, here and at changes[1].",
                "changes[5]: the plan creates a user with the same origin id twice, here and at changes[2].",
                "changes[6]: the plan creates a user with the same e-mail address twice, here and at changes[2].",
                "changes[7]: the plan creates a user with the same origin id twice, here and at changes[2].",
            }));

    [Test]
    public void Of_finds_changes_of_protected_users() =>
        Assert.That(PlanProblems.Of(Header([2]), [Update(1), Update(2), On(2, 17, Access(7, "Field"), null)], []), Is.EqualTo(new[]
        {
            "changes[1]: the plan changes user 2, who is protected.", "changes[2]: the plan changes user 2, who is protected.",
        }));

    [TestCase(Name, Address, "HR-1", null)]
    [TestCase("ada abbott ", "ADA@bluestone.example", "hr-1", null)]
    [TestCase(null, "", " ", null)]
    [TestCase("Eve Evans", Address, "HR-1", "name")]
    [TestCase(Name, "eve@bluestone.example", null, "e-mail address")]
    [TestCase(null, Address, "HR-2", "origin id")]
    [TestCase("Eve Evans", "eve@bluestone.example", "HR-2", "name and e-mail address and origin id")]
    public void OfNames_compares_the_users_of_memberships_with_the_directory(string? name, string? address, string? originId, string? different)
    {
        var actual = WriteModels.Of<CompanyUser>([("id", 5L), ("first_name", "Ada"), ("last_name", "Abbott"), ("email_address", Address), ("origin_id", "HR-1")]);
        var shown = new PersonReference(5, 0, originId, name, address);
        DirectoryChange[] changes =
        [
            new(shown, new ProjectMembershipChange(17, "Bridge", null, Access(7, "Field"))),
            new(shown, new ProjectMembershipChange(18, "Tower", null, Access(7, "Field"))),
            new(new PersonReference(6, 1, null, "Not There", null), new ProjectMembershipChange(17, "Bridge", null, Access(7, "Field"))),
            new(ChangeKind.Deactivate, new PersonReference(5, null, "HR-9", "Bob Builder", null), null, []),
        ];

        var problems = PlanProblems.OfNames(new DirectoryPlan(Header([]), changes, [], [], [], [], []), id => id == 5 ? actual : null);

        Assert.That(problems, different is null ? Is.Empty : Is.EqualTo(new[] { $"user 5 has another {different} than the plan shows." }));
    }

    [Test]
    public void Message_lists_the_problems_under_their_number()
    {
        Assert.That(PlanProblems.Message(["A."]), Is.EqualTo("The plan was edited or is out of date: it has 1 problem. Nothing was sent. Plan again.\nA."));
        Assert.That(PlanProblems.Message(["A.", "B."]), Is.EqualTo("The plan was edited or is out of date: it has 2 problems. Nothing was sent. Plan again.\nA.\nB."));
    }

    private static IEnumerable<string> Problems(params DirectoryChange?[] changes) => PlanProblems.Of(Header([9]), changes, [4]);

    private static PlanHeader Header(IReadOnlyList<long> protectedIds) => new(default, "everybody", 1, 1, new PlanLimits(), protectedIds, []) { CompanyId = 1 };

    private static PersonReference User(long id) => new(id, null, null, null, null);

    private static DirectoryChange Create(params FieldChange[] fields) => new(ChangeKind.Create, new PersonReference(null, 0, null, null, null), null, fields);

    private static DirectoryChange Update(long id, params FieldChange[] fields) => new(ChangeKind.Update, User(id), null, fields);

    private static DirectoryChange On(long id, long project, ProjectAccess? before, ProjectAccess? after) => new(User(id), new ProjectMembershipChange(project, "Bridge", before, after));

    private static ProjectAccess Access(long? id, string? template, params ProjectRole[] roles) => new(id, template, roles);
}
