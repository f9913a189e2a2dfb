using System.Globalization;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Tests.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class OffboardTests
{
    // The first made-up user is on both projects, the third on one.
    private const long OnBoth = 5000000002;
    private const long OnOne = 5000000004;
    private const long OnNone = 5000000003;

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
    public async Task Offboard_removes_users_from_projects_and_deactivates_them()
    {
        var address = await AddressAsync(OnOne);

        var result = await _served.RunAsync("offboard", Text(OnBoth), address, "--yes", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Steps(result).Select(step => (step.Id, step.Step, step.Project, step.Result)), Is.EquivalentTo(new[]
        {
            (OnBoth, "remove from project", (string?)"Riverside Tower", "done"), (OnBoth, "remove from project", "Airport Terminal 3", "done"),
            (OnOne, "remove from project", "Riverside Tower", "done"), (OnBoth, "deactivate", null, "done"), (OnOne, "deactivate", null, "done"),
        }));
        Assert.That(result.Error, Does.Contain("3 project memberships were removed, 2 users were deactivated."));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((false, 0)));
        Assert.That(await StateAsync(OnOne), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Offboard_shows_what_users_have_and_changes_nothing_in_a_dry_run()
    {
        var result = await _served.RunAsync("offboard", Text(OnBoth), "--dry-run", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Steps(result).Select(step => step.Result), Is.EqualTo(["planned", "planned", "planned"]));
        Assert.That(result.Output, Does.Contain("\"permission_template\":\"Standard\"").And.Contain("Superintendent"));
        Assert.That(result.Error, Does.Contain("Nothing was changed."));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Offboard_takes_only_what_is_left_when_it_is_repeated()
    {
        await _served.RunAsync("deactivate", Text(OnBoth), "--yes");

        var second = await _served.RunAsync("offboard", Text(OnBoth), "--yes", "--output", "json");
        var third = await _served.RunAsync("offboard", Text(OnBoth), "--yes");

        Assert.That(Steps(second).Select(step => step.Step), Is.EqualTo(["remove from project", "remove from project"]));
        Assert.That((third.ExitCode, third.Output), Is.EqualTo((0, "")));
        Assert.That(third.Error, Does.Contain("Nothing to do: 1 user is inactive and on no project."));
    }

    [Test]
    public async Task Offboard_is_recorded_and_can_be_undone()
    {
        var journal = _folder.PathOf("journal");
        var before = await ProjectsAsync(OnBoth);

        var result = await _served.RunAsync("offboard", Text(OnBoth), "--journal", journal, "--yes");
        var taken = await StateAsync(OnBoth);
        var undone = await _served.RunAsync("undo", "--last", "--journal", journal, "--yes");

        Assert.That((result.ExitCode, undone.ExitCode), Is.EqualTo((0, 0)), result.Error + undone.Error);
        Assert.That(taken, Is.EqualTo((false, 0)));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((true, 2)));
        Assert.That(await ProjectsAsync(OnBoth), Is.EqualTo(before), "templates and roles are back");
    }

    [Test]
    public async Task Offboard_reads_a_file_by_id_address_or_origin_id()
    {
        var file = _folder.Write("leavers.csv", $"name,id,email_address,origin_id\nA,{OnBoth},,\nB,,{await AddressAsync(OnOne)},\nC,,,HR-00002\n");

        var result = await _served.RunAsync("offboard", "--from", file, "--yes", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Steps(result).Where(step => step.Step == "deactivate").Select(step => step.Id), Is.EqualTo([OnBoth, OnOne, OnNone]));
    }

    [Test]
    public async Task Offboard_lists_every_problem_of_a_file_and_changes_nothing()
    {
        var file = _folder.Write("leavers.csv", $"id,email_address\n{OnBoth},\n42,\n,nobody@example.com\nx,\n,\"\"\n");

        var result = await _served.RunAsync("offboard", "--from", file, "--yes");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("row 3, column id: no user has this id.")
            .And.Contain("row 4, column email_address: no user has this e-mail address.")
            .And.Contain("row 5, column id: 'x' is neither an id nor an e-mail address.")
            .And.Contain("Nothing was changed. There are 3 problems."));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Offboard_lists_cells_that_contradict_each_other()
    {
        var file = _folder.Write("leavers.csv", $"id,email_address,Email Address,origin_id\n{OnBoth},{await AddressAsync(OnOne)},,\n,{await AddressAsync(OnBoth)},{await AddressAsync(OnOne)},\n{OnOne},{await AddressAsync(OnOne)},{await AddressAsync(OnOne)},HR-00002\n");

        var result = await _served.RunAsync("offboard", "--from", file, "--yes");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("row 2, column email_address: names another user than the column id.")
            .And.Contain("row 3, column Email Address: names another user than the column email_address.")
            .And.Contain("row 4, column origin_id: names another user than the column id.")
            .And.Contain("There are 3 problems."));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Offboard_and_deactivate_refuse_rows_that_a_filter_hides()
    {
        var file = Workbook.Write(_folder.PathOf("leavers.xlsx"), hidden: null, Workbook.Sheet("People", Workbook.Row(1, false, "id", "name") + Workbook.Row(2, false, Text(OnBoth), "A") + Workbook.Row(3, true, Text(OnOne), "B")));

        var offboard = await _served.RunAsync("offboard", "--from", file, "--yes");
        var deactivate = await _served.RunAsync("deactivate", "--from", file, "--yes");
        var included = await _served.RunAsync("deactivate", "--from", file, "--include-hidden-rows", "--dry-run", "--output", "csv");

        Assert.That((offboard.ExitCode, deactivate.ExitCode, included.ExitCode), Is.EqualTo((2, 2, 0)), included.Error);
        Assert.That(offboard.Error, Does.Contain("row 3 is hidden"));
        Assert.That(deactivate.Error, Does.Contain("row 3 is hidden"));
        Assert.That(included.Output, Does.Contain(Text(OnOne)));
        Assert.That(await StateAsync(OnBoth), Is.EqualTo((true, 2)));
    }

    [TestCase("5000000001", "this is the account that signs in")]
    [TestCase("service@bluestone.example", "this is the account that signs in")]
    [TestCase("Ada", "'Ada' is neither an id nor an e-mail address.")]
    public async Task Offboard_refuses_users_that_it_cannot_offboard(string user, string problem)
    {
        var result = await _served.RunAsync("offboard", user, "--yes");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(problem));
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private async Task<string> AddressAsync(long id) =>
        (await _served.PeopleAsync()).Single(user => user.GetProperty("id").GetInt64() == id).GetProperty("email_address").GetString()!;

    private async Task<(bool IsActive, int Projects)> StateAsync(long id)
    {
        var user = (await _served.PeopleAsync()).Single(user => user.GetProperty("id").GetInt64() == id);
        return (user.GetProperty("is_active").GetBoolean(), JsonDocument.Parse(await ProjectsAsync(id)).RootElement.GetArrayLength());
    }

    private Task<string> ProjectsAsync(long id) => _served.Http.GetStringAsync($"rest/v1.0/companies/{_served.Company}/users/{id}/project_assignments?filters[assignment_status]=assigned");

    private static List<(long Id, string Step, string? Project, string Result)> Steps(ToolResult result) =>
    [
        .. JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(step => (
            step.GetProperty("id").GetInt64(), step.GetProperty("step").GetString()!, step.GetProperty("project").GetString(), step.GetProperty("result").GetString()!)),
    ];
}
