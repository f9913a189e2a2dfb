using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Cli.Serve;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

/// <summary>Accounts that may send ids of lists that they can't read.</summary>
public sealed class UnreadableListTests
{
    private FakeProcore _fake = null!;
    private FakeCompany _company = null!;
    private FakeServer _server = null!;
    private Dictionary<string, string> _environment = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task ServeAsync()
    {
        _folder = new TemporaryFolder();
        _fake = new FakeProcore();
        _company = DemoDirectory.AddTo(_fake, people: 20);
        _server = new FakeServer(_fake, steps: null, TextWriter.Null);
        var address = (await _server.StartAsync(port: 0)).OriginalString;
        _environment = new()
        {
            ["PROCORE_API_ADDRESS"] = address,
            ["PROCORE_LOGIN_ADDRESS"] = address,
            ["PROCORE_COMPANY_ID"] = $"{_company.Id}",
            ["PROCORE_ACCESS_TOKEN"] = _fake.IssueToken(),
        };
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("projects add", "/projects")]
    [TestCase("projects add", "/permission_templates")]
    [TestCase("projects add", "/roles")]
    [TestCase("projects remove", "/projects")]
    [TestCase("push", "/vendors")]
    [TestCase("push", "/permission_templates")]
    public async Task Commands_end_a_dry_run_as_the_run_when_a_list_is_forbidden(string command, string list)
    {
        var file = _folder.Write("rows.csv", command == "push"
            ? $"id,vendor_id,default_permission_template_id\n{Ids.User},{Ids.Vendor},{Ids.Template}\n"
            : $"user_id,project_id,permission_template_id,project_role_ids\n{Ids.User},{Ids.Project},{Ids.Template},{Ids.Role}\n");
        Forbid(list);

        var dry = await RunAsync([.. command.Split(' '), file, "--dry-run"]);
        var run = await RunAsync([.. command.Split(' '), file]);

        Assert.That((dry.ExitCode, run.ExitCode), Is.EqualTo((0, 0)), dry.Error + run.Error);
    }

    [TestCase("create", "--last-name", "Abbott", "--email-address", "abbott@example.com")]
    [TestCase("update", "5000000002")]
    public async Task Commands_say_which_ids_were_not_checked(params string[] arguments)
    {
        Forbid("/vendors");

        var dry = await RunAsync([.. arguments, "--vendor-id", $"{Ids.Vendor}", "--dry-run"]);

        Assert.That(dry.ExitCode, Is.Zero, dry.Error);
        Assert.That(dry.Error, Does.Contain("The account isn't allowed to read the vendors, so their ids weren't checked."));
    }

    [Test]
    public async Task Commands_end_a_dry_run_with_3_when_the_users_are_forbidden([Values("projects add", "push")] string command)
    {
        Forbid("/users");

        var dry = await RunAsync([.. command.Split(' '), _folder.Write("rows.csv", command == "push" ? "id,job_title\n1,Foreman\n" : "user_id,project_id\n1,2\n"), "--dry-run"]);

        Assert.That(dry.ExitCode, Is.EqualTo(3), dry.Error);
    }

    [TestCase("Superintendent", 0)]
    [TestCase("Juggler", 2)]
    public async Task Staffing_apply_takes_roles_of_a_plan_that_cannot_be_read(string second, int code)
    {
        var users = _company.Users.Skip(3).Take(2).Select(user => user.Id).ToList();
        var (plan, journal) = (_folder.PathOf("plan.json"), _folder.PathOf("journal"));
        await RunAsync("staffing", "plan", _folder.Write("staffing.csv", $"user_id,project,roles\n{users[0]},Airport Terminal 3,Superintendent\n{users[1]},Airport Terminal 3,Superintendent\n"), "--scope", "people", "--max-removals", "10", "--out", plan);
        var text = _folder.Read("plan.json");
        var last = text.LastIndexOf("\"Superintendent\"", StringComparison.Ordinal);
        _folder.Write("plan.json", text[..last] + text[last..].Replace("Superintendent", second, StringComparison.Ordinal));
        Forbid("/roles");

        var dry = await RunAsync("staffing", "apply", plan, "--journal", journal, "--dry-run");
        var run = await RunAsync("staffing", "apply", plan, "--journal", journal, "--yes");

        Assert.That((dry.ExitCode, run.ExitCode), Is.EqualTo((code, code)), dry.Error + run.Error);
        Assert.That(dry.Error, Does.Contain("so the roles of the plan weren't compared with them."));
    }

    [Test]
    public async Task Reactivate_finds_inactive_vendors_on_a_dry_run_unless_forbidden([Values] bool isRecorded, [Values] bool isForbidden)
    {
        var user = _company.Users.First(user => user.VendorId is not null);
        await RunAsync("deactivate", $"{user.Id}");
        _company.SetActive(_company.Vendors.Single(vendor => vendor.Id == user.VendorId), isActive: false);
        if (isForbidden)
            Forbid("/vendors/inactive");
        string[] arguments = ["reactivate", $"{user.Id}", .. isRecorded ? new[] { "--journal", _folder.PathOf("journal") } : []];

        var dry = await RunAsync([.. arguments, "--dry-run"]);
        var run = await RunAsync(arguments);

        Assert.That((dry.ExitCode, run.ExitCode), Is.EqualTo((isForbidden ? 0 : 1, 1)), dry.Error + run.Error);
        Assert.That(dry.Error, Does.Contain(isForbidden ? "isn't allowed to read the inactive vendors" : $"vendor {user.VendorId} of user {user.Id} is inactive"));
    }

    private (long User, long Project, long Template, long Role, long Vendor) Ids =>
        (_company.Users[1].Id, _company.Projects[0].Id, _company.PermissionTemplates[0].Id, _company.ProjectRoles[0].Id, _company.Vendors[0].Id);

    private Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(_environment, arguments);

    private void Forbid(string list) => _fake.FailNext(FakeFault.Status(403), times: 100, request => request.Method == HttpMethod.Get && request.Path.EndsWith(list, StringComparison.Ordinal));
}
