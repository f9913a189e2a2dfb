using System.Globalization;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Tests.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class StaffingTests
{
    // The first made-up user is on both projects, the third on one.
    private const long OnBoth = 5000000002;
    private const long OnNone = 5000000003;
    private const long OnOne = 5000000004;

    private ServedDirectory _served = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task ServeAsync()
    {
        _served = await ServedDirectory.StartAsync("--people", "20");
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void End()
    {
        _served.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Staffing_plans_applies_and_undoes_a_file()
    {
        var file = _folder.Write("staffing.csv", $"email_address,origin_id,project,permission_template,roles\n{await AddressAsync(OnBoth)},,Riverside Tower,Standard,none\n,{await OriginIdAsync(OnNone)},Riverside Tower,,\n");
        var (plan, journal) = (_folder.PathOf("plan.json"), _folder.PathOf("journal"));
        var before = await MembershipsAsync();

        var planned = await _served.RunAsync("staffing", "plan", file, "--scope", "projects", "--max-removals", "20", "--out", plan, "--out", _folder.PathOf("plan.csv"), "--report", _folder.PathOf("plan.html"));
        var dry = await _served.RunAsync("staffing", "apply", plan, "--journal", journal, "--dry-run");
        var unchanged = await MembershipsAsync();
        var applied = await _served.RunAsync("staffing", "apply", plan, "--journal", journal, "--yes");
        var again = await _served.RunAsync("staffing", "apply", file, "--scope", "projects", "--journal", journal, "--yes");
        var after = await MembershipsAsync();
        var undone = await _served.RunAsync("undo", "--last", "--journal", journal, "--yes");

        Assert.That((planned.ExitCode, dry.ExitCode, applied.ExitCode, again.ExitCode, undone.ExitCode), Is.EqualTo((0, 0, 0, 0, 0)), planned.Error + applied.Error + again.Error + undone.Error);
        Assert.That(planned.Output, Does.Contain("1 addition to a project, 1 change on a project").And.Contain($"Add user {OnNone}, row 3").And.Contain("Riverside Tower"));
        Assert.That(planned.Error, Does.Contain("Memberships are read by project: at least"));
        Assert.That(_folder.Read("plan.csv"), Does.StartWith("change,row,id,origin_id,name,email_address,field,old,new,reason,project_id,project"));
        Assert.That(_folder.Read("plan.html"), Does.Contain("Staffing changes for company").And.Contain("Removals from projects"));
        Assert.That(unchanged, Is.EqualTo(before));
        Assert.That(after.Where(membership => membership.Contains("Riverside", StringComparison.Ordinal)), Is.EquivalentTo(new[] { $"{OnBoth} Riverside Tower Standard []", $"{OnNone} Riverside Tower Standard []" }));
        Assert.That(await MembershipsAsync(), Is.EqualTo(before), "templates and roles are back");
    }

    [Test]
    public async Task Staffing_removes_people_from_other_projects_by_scope()
    {
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnBoth},Riverside Tower\n");

        var result = await _served.RunAsync("staffing", "plan", file, "--scope", "people", "--max-removals", "1", "--output", "csv");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
        Assert.That(result.Output, Does.Contain($"RemoveFromProject,{OnBoth}").And.Contain("Airport Terminal 3"));
    }

    [Test]
    public async Task Staffing_needs_a_scope()
    {
        var result = await _served.RunAsync("staffing", "plan", _folder.Write("staffing.csv", "user_id,project\n1,x\n"));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("No scope specified. Pass --scope projects"));
    }

    [TestCase("<clear>")]
    [TestCase(";")]
    public async Task Staffing_refuses_a_cell_without_a_role(string cell)
    {
        var file = _folder.Write("staffing.csv", $"user_id,project,roles\n{OnBoth},Riverside Tower,{cell}\n");

        var result = await _served.RunAsync("staffing", "plan", file, "--scope", "people");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("row 2, column roles: has no role."));
    }

    [TestCase("--max-removals", "0")]
    [TestCase("--protect", "5000000002")]
    [TestCase("--scope", "people")]
    public async Task Staffing_apply_refuses_options_that_a_plan_decides(params string[] options)
    {
        var plan = _folder.PathOf("plan.json");
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnBoth},Riverside Tower\n");
        var planned = await _served.RunAsync("staffing", "plan", file, "--scope", "projects", "--max-removals", "500", "--out", plan);
        Assert.That(planned.ExitCode, Is.LessThan(2), planned.Error);

        var result = await _served.RunAsync(["staffing", "apply", plan, "--journal", _folder.PathOf("journal"), "--yes", .. options]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"{options[0]} is for a file of memberships."));
    }

    [Test]
    public async Task Staffing_lists_every_problem_and_sends_nothing()
    {
        var before = await MembershipsAsync();
        var file = _folder.Write("staffing.csv", $"user_id,email_address,project,permission_template,roles\n{OnBoth},,Riverside,Standard,\n,nobody@example.com,Riverside Tower,Boss,Juggler\n42,,Riverside Tower,,\n,,Riverside Tower,,\nx,,,,\n");

        var result = await _served.RunAsync("staffing", "apply", file, "--scope", "projects", "--journal", _folder.PathOf("journal"), "--yes");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("row 2, column project: 'Riverside': no project that you can see has this name.")
            .And.Contain("row 3, column email_address: 'nobody@example.com': no user has this e-mail address.")
            .And.Contain("row 3, column permission_template: 'Boss'").And.Contain("row 3, column roles: 'Juggler'")
            .And.Contain("row 4, column user_id: '42': no user has this id.")
            .And.Contain("row 5, column user_id: is blank.")
            .And.Contain("row 6, column user_id: 'x' isn't an id.").And.Contain("row 6, column project: is blank.")
            .And.Contain("has 8 problems. Fix them."));
        Assert.That(await MembershipsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Staffing_leaves_a_pair_that_comes_twice_and_ends_with_1()
    {
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnBoth},Riverside Tower\n{OnBoth},Riverside Tower\n{OnOne},Riverside Tower\n");

        var result = await _served.RunAsync("staffing", "plan", file, "--scope", "people");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Output, Does.Contain("Conflict (SameKey)").And.Contain("row 2").And.Contain("row 3"));
    }

    [Test]
    public async Task Staffing_stops_at_its_limits()
    {
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnNone},Riverside Tower\n");

        var result = await _served.RunAsync("staffing", "apply", file, "--scope", "projects", "--journal", _folder.PathOf("journal"), "--yes");

        Assert.That(result.ExitCode, Is.EqualTo(5), result.Error);
        Assert.That(result.Error, Does.Contain("--max-removals is 0"));
    }

    [Test]
    public async Task Staffing_refuses_a_plan_of_another_company_and_a_plan_of_users()
    {
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnNone},Riverside Tower\n");
        await _served.RunAsync("staffing", "plan", file, "--scope", "people", "--out", _folder.PathOf("plan.json"));
        _folder.Write("other.json", _folder.Read("plan.json").Replace($"\"company_id\": {_served.Company}", "\"company_id\": 4711", StringComparison.Ordinal));

        var other = await _served.RunAsync("staffing", "apply", _folder.PathOf("other.json"), "--journal", _folder.PathOf("journal"), "--yes");
        var scoped = await _served.RunAsync("staffing", "apply", _folder.PathOf("plan.json"), "--scope", "people", "--journal", _folder.PathOf("journal"), "--yes");

        Assert.That((other.ExitCode, scoped.ExitCode), Is.EqualTo((2, 2)), other.Error + scoped.Error);
        Assert.That(other.Error, Does.Contain("is of company 4711"));
    }

    [Test]
    public async Task Staffing_applies_and_undoes_a_workbook()
    {
        var (file, journal) = (_folder.PathOf("staffing.xlsx"), _folder.PathOf("journal"));
        string[][] rows = [["Email Address", "Project Number", "Permission Template", "Roles"], [await AddressAsync(OnNone), "26-001", "Read Only", "Superintendent"], [await AddressAsync(OnOne), "26-001", "", "none"]];
        Workbook.Write(file, hidden: null, Workbook.Sheet("Crew", string.Concat(rows.Select((row, index) => Workbook.Row(index + 1, isHidden: false, row)))));
        var before = await MembershipsAsync();

        var planned = await _served.RunAsync("staffing", "plan", file, "--scope", "projects", "--max-removals", "20", "--out", _folder.PathOf("plan.json"), "--out", _folder.PathOf("changes.xlsx"));
        var applied = await _served.RunAsync("staffing", "apply", file, "--scope", "projects", "--max-removals", "20", "--journal", journal, "--yes", "--output", "json");
        var after = await MembershipsAsync();
        var undone = await _served.RunAsync("undo", "--last", "--journal", journal, "--yes");

        Assert.That((planned.ExitCode, applied.ExitCode, undone.ExitCode), Is.EqualTo((0, 0, 0)), planned.Error + applied.Error + undone.Error);
        Assert.That(after.Where(membership => membership.Contains("Riverside", StringComparison.Ordinal)), Is.EquivalentTo(new[] { $"{OnNone} Riverside Tower Read Only [Superintendent]", $"{OnOne} Riverside Tower Standard []" }));
        Assert.That(JsonDocument.Parse(applied.Output).RootElement.GetProperty("outcomes").EnumerateArray().Any(outcome => outcome.GetProperty("row").ValueKind == JsonValueKind.Number), "rows are those of the sheet");
        Assert.That(await MembershipsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Staffing_refuses_a_workbook_with_rows_that_a_filter_hides()
    {
        var file = Workbook.Write(_folder.PathOf("staffing.xlsx"), hidden: null, Workbook.Sheet("Crew", Workbook.Row(1, false, "user_id", "project") + Workbook.Row(2, true, $"{OnNone}", "Riverside Tower") + Workbook.Row(3, false, $"{OnOne}", "Riverside Tower")));

        var refused = await _served.RunAsync("staffing", "plan", file, "--scope", "people");
        var read = await _served.RunAsync("staffing", "plan", file, "--scope", "people", "--include-hidden-rows");

        Assert.That((refused.ExitCode, read.ExitCode), Is.EqualTo((2, 0)), read.Error);
        Assert.That(refused.Error, Does.Contain("row 2 is hidden, by hand or by a filter."));
        Assert.That(read.Error, Does.Contain("Hidden row that is read like the others: 2."));
        Assert.That(read.Output, Does.Contain($"user {OnNone}, row 2"));
    }

    [Test]
    public async Task Staffing_lists_cells_that_contradict_each_other()
    {
        var file = _folder.Write("staffing.csv", $"""
            user_id,email_address,project,project_number,permission_template_id,permission_template,project_role_ids,roles
            {OnBoth},{await AddressAsync(OnBoth)},Riverside Tower,26-001,8000000002,standard,8500000001,Superintendent
            {OnNone},{await AddressAsync(OnOne)},Riverside Tower,26-002,8000000002,Read Only,8500000001,none

            """);

        var result = await _served.RunAsync("staffing", "plan", file, "--scope", "people");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n').Where(line => line.StartsWith("row ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "row 3, column email_address: names another user than the column user_id. Correct one of the two, or leave one blank.",
            "row 3, column project: names another project than the column project_number. Correct one of the two, or leave one blank.",
            "row 3, column permission_template: names another permission template than the column permission_template_id. Correct one of the two, or leave one blank.",
            "row 3, column roles: names other roles than the column project_role_ids. Correct one of the two, or leave one blank.",
        }));
    }

    [Test]
    public async Task Staffing_warns_of_options_that_match_nothing()
    {
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnNone},Riverside Tower\n");
        var expected = _folder.Write("expected.txt", "Stale AddToProject project 1 user 2\n");

        var result = await _served.RunAsync("staffing", "plan", file, "--scope", "people", "--protect", "42", "--admin-template", "Boss", "--expect", expected, "--output", "csv");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain("Warning: 42 is given as a protected user, but the directory has no user with this id.").And.Contain("has the name 'Boss'")
            .And.Contain("--expect names a problem that doesn't occur: Stale AddToProject project 1 user 2."));
    }

    [TestCase("\"company_id\": 4500000001", "\"company_id\": 4711", 2, "is of company 4711")]
    [TestCase("\"max_additions\": 10", "\"max_additions\": 0", 5, "--max-additions is 0")]
    [TestCase("Riverside Tower", "Old Mill", 2, "changes[0]: project 7000000001 has another name than the plan shows.")]
    [TestCase("\"user_id\": 5000000003", "\"user_id\": 5000000005", 2, "user 5000000005 has another name and e-mail address and origin id than the plan shows.")]
    [TestCase("\"user_id\": 5000000003", "\"user_id\": 0", 2, "changes[0]: user_id is 0. Ids are positive.")]
    [TestCase("AddToProject", "Promote", 2, "'kind' is missing or unknown at 'changes[0]'")]
    public async Task Staffing_apply_ends_a_dry_run_of_an_edited_plan_as_the_run(string before, string after, int code, string message)
    {
        var (plan, journal) = (_folder.PathOf("plan.json"), _folder.PathOf("journal"));
        await _served.RunAsync("staffing", "plan", _folder.Write("staffing.csv", $"user_id,project\n{OnNone},Riverside Tower\n"), "--scope", "people", "--out", plan);
        var edited = _folder.Write("edited.json", _folder.Read("plan.json").Replace(before, after, StringComparison.Ordinal));

        var dry = await _served.RunAsync("staffing", "apply", edited, "--journal", journal, "--dry-run");
        var run = await _served.RunAsync("staffing", "apply", edited, "--journal", journal, "--yes");

        Assert.That((dry.ExitCode, run.ExitCode), Is.EqualTo((code, code)), dry.Error + run.Error);
        Assert.That(dry.Error, Does.Contain(message));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public async Task Staffing_and_undo_end_a_dry_run_with_1_if_something_would_be_left()
    {
        var (plan, journal) = (_folder.PathOf("plan.json"), _folder.PathOf("journal"));
        var file = _folder.Write("staffing.csv", $"user_id,project\n{OnNone},Riverside Tower\n");
        await _served.RunAsync("staffing", "plan", file, "--scope", "people", "--out", plan);
        await _served.RunAsync("deactivate", $"{OnNone}", "--yes");
        var dry = await _served.RunAsync("staffing", "apply", plan, "--journal", journal, "--dry-run");
        var run = await _served.RunAsync("staffing", "apply", plan, "--journal", journal, "--yes");
        await _served.RunAsync("reactivate", $"{OnNone}", "--yes");
        await _served.RunAsync("staffing", "apply", plan, "--journal", journal, "--yes");
        await _served.RunAsync("projects", "remove", file, "--yes");
        await _served.RunAsync("projects", "add", _folder.Write("other.csv", $"user_id,project,permission_template\n{OnNone},Riverside Tower,Read Only\n"), "--yes");
        var dryUndo = await _served.RunAsync("undo", "--last", "--journal", journal, "--dry-run");
        var undo = await _served.RunAsync("undo", "--last", "--journal", journal, "--yes");

        Assert.That((dry.ExitCode, run.ExitCode, dryUndo.ExitCode, undo.ExitCode), Is.EqualTo((1, 1, 1, 1)), dry.Error + run.Error + dryUndo.Error + undo.Error);
        Assert.That(dry.Error, Does.Contain($"Stale: Add user {OnNone}").And.Contain("The user is inactive"));
        Assert.That(dryUndo.Error, Does.Contain($"Stale: Add user {OnNone}").And.Contain("It is left as it is."));
        Assert.That(undo.Error, Does.Contain("It is left as it is."));
        Assert.That(await MembershipsAsync(), Does.Contain($"{OnNone} Riverside Tower Read Only []"));
    }

    [Test]
    public async Task Projects_add_names_the_column_in_which_a_value_would_be_right()
    {
        var file = _folder.Write("add.csv", $"""
            origin_id,project,project_number,permission_template
            {await OriginIdAsync(OnNone)},26-001,,
            {await AddressAsync(OnNone)},,Riverside Tower,
            {await OriginIdAsync(OnNone)},Old Mill,,
            {await OriginIdAsync(OnNone)},Riverside Tower,,8000000002

            """);

        var result = await _served.RunAsync("projects", "add", file);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n').Where(line => line.StartsWith("row ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "row 2, column project: '26-001': no project has this name, but one has this project number. Give it in the column project_number.",
            $"row 3, column origin_id: '{await AddressAsync(OnNone)}': no user has this origin id, but one has this e-mail address. Give it in the column email_address.",
            "row 3, column project_number: 'Riverside Tower': no project has this project number, but one has this name. Give it in the column project.",
            "row 4, column project: 'Old Mill': the project is inactive. Activate it in Procore, or leave out the row.",
            "row 5, column permission_template: '8000000002': no permission template has this name, but one has this id. Give it in the column permission_template_id.",
        }));
    }

    [Test]
    public async Task Projects_add_takes_users_and_roles_by_name()
    {
        var file = _folder.Write("add.csv", $"email_address,origin_id,project,permission_template,roles\n{await AddressAsync(OnNone)},,Riverside Tower,Standard,superintendent\n");

        var result = await _served.RunAsync("projects", "add", file);
        var removed = await _served.RunAsync("projects", "remove", file);
        var roles = await _served.RunAsync("roles", "list", "--output", "csv");

        Assert.That((result.ExitCode, removed.ExitCode, roles.ExitCode), Is.EqualTo((0, 0, 0)), result.Error + removed.Error + roles.Error);
        Assert.That(roles.Output, Does.Contain("Superintendent"));
    }

    private async Task<JsonElement> UserAsync(long id) => (await _served.PeopleAsync()).Single(user => user.GetProperty("id").GetInt64() == id);

    private async Task<string> AddressAsync(long id) => (await UserAsync(id)).GetProperty("email_address").GetString()!;

    private async Task<string> OriginIdAsync(long id) => (await UserAsync(id)).GetProperty("origin_id").GetString()!;

    private async Task<IReadOnlyList<string>> MembershipsAsync()
    {
        var memberships = new List<string>();
        foreach (var id in (await _served.PeopleAsync()).Select(user => user.GetProperty("id").GetInt64()).Order())
        {
            var json = await _served.Http.GetStringAsync($"rest/v1.0/companies/{_served.Company}/users/{id}/project_assignments?filters[assignment_status]=assigned");
            memberships.AddRange(JsonDocument.Parse(json).RootElement.EnumerateArray().Select(project =>
                $"{id.ToString(CultureInfo.InvariantCulture)} {project.GetProperty("name").GetString()} {project.GetProperty("permission_template_name").GetString()} [{string.Join(',', project.GetProperty("roles").EnumerateArray())}]"));
        }
        return memberships;
    }
}
