using System.Globalization;
using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class WriteCommandTests() : ServedDirectoryTest("--people", "20")
{
    [Test]
    public async Task Update_changes_exactly_the_given_fields()
    {
        var created = await Served.RunAsync("create", "--first-name", "Zoë", "--last-name", "木", "--email-address", "zoe@example.com", "--fax-number", "1", "--is-employee", "false", "--vendor-id", "6000000001", "--output", "json");
        var before = JsonDocument.Parse(created.Output).RootElement;
        var id = before.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
        var updated = await Served.RunAsync("update", id, "--job-title", "=Foreman", "--clear", "fax_number", "--output", "json");
        var after = JsonDocument.Parse(updated.Output).RootElement;

        Assert.That((created.ExitCode, updated.ExitCode), Is.EqualTo((0, 0)), created.Error + updated.Error);
        Assert.That(before.GetProperty("name").GetString(), Is.EqualTo("Zoë 木"));
        Assert.That(before.GetProperty("is_employee").GetBoolean(), Is.False);
        var changed = after.EnumerateObject().Where(field => field.Name != "updated_at" && before.TryGetProperty(field.Name, out var old) && old.GetRawText() != field.Value.GetRawText());
        Assert.That(changed.Select(field => $"{field.Name}={field.Value.GetRawText()}"), Is.EquivalentTo(["job_title=\"=Foreman\"", "fax_number=null"]));
    }

    [TestCase("create", "--last-name", "Abbott")]
    [TestCase("update", "5000000002")]
    [TestCase("update", "5000000002", "--job-title", " ")]
    [TestCase("update", "5000000002", "--clear", "shoe_size")]
    [TestCase("update", "5000000002", "--job-title", "Foreman", "--clear", "job_title")]
    [TestCase("update", "5000000002", "--avatar", "picture.exe", "--job-title", "Foreman")]
    [TestCase("create", "--last-name", "Abbott", "--dry-run")]
    [TestCase("update", "5000000002", "--dry-run")]
    [TestCase("update", "5000000002", "--avatar", "picture.exe", "--job-title", "Foreman", "--dry-run")]
    [TestCase("update", "5000000002", "--avatar", "missing.png", "--job-title", "Foreman", "--dry-run")]
    [TestCase("invite")]
    [TestCase("deactivate", "-3")]
    [TestCase("deactivate", "3", "--from", "people.csv")]
    [TestCase("projects")]
    public async Task Commands_send_nothing_when_the_arguments_are_invalid(params string[] arguments)
    {
        var before = Writes();

        var result = await Served.RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(Writes(), Is.EqualTo(before));
    }

    [TestCase("update", "42", "--job-title", "Foreman")]
    [TestCase("deactivate", "42", "5000000002")]
    [TestCase("invite", "42")]
    [TestCase("create", "--last-name", "Abbott", "--email-address", "service@bluestone.example")]
    [TestCase("create", "--last-name", "Abbott", "--email-address", "new@example.com", "--vendor-id", "42")]
    [TestCase("update", "5000000002", "--default-permission-template-id", "42")]
    [TestCase("update", "5000000002", "--email-address", "service@bluestone.example")]
    [TestCase("reactivate", "42")]
    [TestCase("reactivate", "5000000001")]
    [TestCase("push", "origin_id,vendor_id\nHR-00001,42\n")]
    [TestCase("push", "origin_id,email_address,last_name\nHR-42,service@bluestone.example,Abbott\n")]
    [TestCase("push", "id,job_title\n42,Foreman\n")]
    [TestCase("projects add", "user_id,project_id\n42,7000000001\n")]
    [TestCase("projects remove", "user_id,project_id\n42,7000000001\n")]
    [TestCase("projects add", "user_id,project_id,project_role_ids\n5000000002,7000000001,42\n")]
    public async Task Commands_end_a_dry_run_with_1_if_Procore_would_refuse(string command, params string[] arguments)
    {
        if (arguments[0].Contains('\n', StringComparison.Ordinal))
            arguments = [Folder.Write("rows.csv", arguments[0])];
        var before = Writes();

        var dry = await Served.RunAsync([.. command.Split(' '), .. arguments, "--dry-run"]);
        var sent = Writes();
        var run = await Served.RunAsync([.. command.Split(' '), .. arguments]);

        Assert.That((dry.ExitCode, run.ExitCode, sent), Is.EqualTo((1, 1, before)), dry.Error + run.Error);
        Assert.That(dry.Error, Does.Match("42|5000000001"));
    }

    [TestCase("reactivate", true, false, 0)]
    [TestCase("reactivate", true, true, 0)]
    [TestCase("reactivate", false, false, 1)]
    [TestCase("reactivate", false, true, 0)]
    [TestCase("deactivate", true, false, 0)]
    [TestCase("deactivate", true, true, 0)]
    [TestCase("invite", true, false, 0)]
    public async Task Commands_end_a_dry_run_as_the_run_for_active_and_inactive_users(string command, bool isInactive, bool isRecorded, int code)
    {
        await Served.RunAsync(isInactive ? "deactivate" : "reactivate", "5000000006");
        string[] arguments = isRecorded ? [command, "5000000006", "--journal", Folder.PathOf("journal")] : [command, "5000000006"];

        var dry = await Served.RunAsync([.. arguments, "--dry-run"]);
        var run = await Served.RunAsync(arguments);

        Assert.That((dry.ExitCode, run.ExitCode), Is.EqualTo((code, code)), dry.Error + run.Error);
    }

    [TestCase("add", "user_id,project_id,permission_template_id\n5000000002,7000000001,42\n", "the company has no permission template 42 for projects")]
    [TestCase("add", "user_id,project_id\n5000000002,42\n", "the account sees no project 42")]
    [TestCase("remove", "user_id,project_id\n5000000002,42\n", "the account sees no project 42")]
    public async Task Projects_leaves_projects_and_templates_that_are_not_seen_to_Procore(string command, string text, string message)
    {
        var dry = await Served.RunAsync("projects", command, Folder.Write("rows.csv", text), "--dry-run");

        Assert.That(dry.ExitCode, Is.Zero, dry.Error);
        Assert.That(dry.Error, Does.Contain($"row 2: {message}"));
    }

    [Test]
    public async Task Create_prints_the_message_of_the_server_when_refused()
    {
        var result = await Served.RunAsync("create", "--last-name", "Abbott", "--email-address", "service@bluestone.example");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.Contain("409").And.Contain("email_address"));
    }

    [Test]
    public async Task Deactivate_writes_failed_users_to_a_file()
    {
        var failed = Folder.PathOf("failed.csv");

        var deactivated = await Served.RunAsync("deactivate", "5000000002", "42", "5000000003", "--failed", failed, "--output", "json");
        var states = await StatesAsync();
        var rest = await File.ReadAllTextAsync(failed);
        var reactivated = await Served.RunAsync("reactivate", "--from", Folder.Write("back.csv", "name;id\nLiam;5000000002\nInes;5000000003\n"));

        Assert.That(deactivated.ExitCode, Is.EqualTo(1), deactivated.Error);
        Assert.That(JsonDocument.Parse(deactivated.Output).RootElement.GetProperty("done").GetInt32(), Is.EqualTo(2));
        Assert.That((states[5000000002], states[5000000003]), Is.EqualTo((false, false)));
        Assert.That(rest, Does.Match("^procore_status,procore_error,id\r\nrefused,There is no user 42 in this company.,42\r\n$"));
        Assert.That(reactivated.ExitCode, Is.Zero, reactivated.Error);
        Assert.That((await StatesAsync())[5000000002], Is.True);
    }

    [Test]
    public async Task Invite_selects_users_without_an_invitation()
    {
        using var served = await ServedDirectory.StartAsync("--people", "20");
        await served.RunAsync("invite", "5000000002");

        var dryRun = await served.RunAsync("invite", "--not-invited", "--dry-run", "--output", "json");
        var first = await served.RunAsync("invite", "--not-invited", "--created-since", "2026-01-01", "--output", "json");
        var second = await served.RunAsync("invite", "--not-invited", "--output", "json");

        Assert.That(JsonDocument.Parse(dryRun.Output).RootElement.GetArrayLength(), Is.EqualTo(18));
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.Error);
        Assert.That(JsonDocument.Parse(first.Output).RootElement.GetProperty("done").GetInt32(), Is.EqualTo(18));
        Assert.That(JsonDocument.Parse(second.Output).RootElement.GetProperty("done").GetInt32(), Is.Zero);
        Assert.That(served.Process.Count(line => line.Contains("/invite", StringComparison.Ordinal)), Is.EqualTo(19));
    }

    [Test]
    public async Task Projects_adds_and_removes_users()
    {
        var path = Folder.Write("staff.csv", "user_id,project_id,permission_template_id,project_role_ids\n5000000002,7000000001,8000000002,\n5000000003,7000000001,,8500000001\n42,7000000001,,\n");

        var added = await Served.RunAsync("projects", "add", path, "--output", "json");
        var failed = Folder.Read("staff.failed.csv");
        var removed = await Served.RunAsync("projects", "remove", Folder.Write("leave.csv", "Project;User\n7000000001;5000000002\n"), "--map", "User=user_id", "--map", "Project=project_id");

        Assert.That(added.ExitCode, Is.EqualTo(1), added.Error);
        Assert.That(JsonDocument.Parse(added.Output).RootElement.GetProperty("done").GetInt32(), Is.EqualTo(2));
        Assert.That(failed, Does.Contain("\r\nrefused,").And.Contain(",42,7000000001,,\r\n"));
        Assert.That(removed.ExitCode, Is.Zero, removed.Error);
    }

    [TestCase("user_id,project_id\n1,7\n1,7\n", "row 2: row 3 has the same user and project")]
    [TestCase("user_id,project_id\n1,\n", "row 2, column project_id: is blank")]
    [TestCase("user_id,project_id\n1E+05,7\n", "row 2, column user_id: '1E+05' isn't an id")]
    [TestCase("user_id,project_id\n1,7,\"8\"\n", "row 2: it has 3 cells")]
    [TestCase("user_id\n1\n", "has no column 'project_id'")]
    public async Task Projects_sends_nothing_when_the_file_is_invalid(string text, string problem)
    {
        var before = Writes();

        var result = await Served.RunAsync("projects", "add", Folder.Write("staff.csv", text));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(problem));
        Assert.That(Writes(), Is.EqualTo(before));
    }

    [TestCase("create", "--last-name", "Abbott", "--email-address", "ada@example.com")]
    [TestCase("update", "5000000002", "--job-title", "Foreman")]
    [TestCase("deactivate", "5000000002")]
    [TestCase("invite", "5000000002")]
    [TestCase("push", "people.csv")]
    [TestCase("projects", "add", "staff.csv")]
    [TestCase("projects", "remove", "staff.csv")]
    public async Task Commands_send_nothing_on_a_dry_run(params string[] arguments)
    {
        Folder.Write("people.csv", "origin_id,last_name,email_address\nHR-1,Xu,a@example.com\n");
        Folder.Write("staff.csv", "user_id,project_id\n5000000002,7000000001\n");
        var before = Writes();

        var result = await Served.RunAsync([.. arguments.Select(argument => argument.EndsWith(".csv", StringComparison.Ordinal) ? Folder.PathOf(argument) : argument), "--dry-run"]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain("Nothing was sent."));
        Assert.That(Writes(), Is.EqualTo(before));
    }

    [TestCase("deactivate", "5000000004")]
    [TestCase("push", "people.csv")]
    [TestCase("projects", "add", "staff.csv")]
    [TestCase("projects", "remove", "staff.csv")]
    [Platform("Linux")]
    public async Task Command_that_writes_asks_on_a_terminal_and_obeys_no(params string[] arguments)
    {
        Folder.Write("people.csv", "origin_id,last_name,email_address\nHR-1,Xu,a@example.com\n");
        Folder.Write("staff.csv", "user_id,project_id\n5000000002,7000000001\n");
        var before = Writes();
        using var tool = ToolProcess.StartOnTerminal(Served.Environment, [.. arguments.Select(argument => argument.EndsWith(".csv", StringComparison.Ordinal) ? Folder.PathOf(argument) : argument)]);

        await tool.WaitForLineAsync(line => line.Contains("Type 'yes'", StringComparison.Ordinal));
        tool.PressEnter();
        var result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.EqualTo(4), result.Output);
        Assert.That(Writes(), Is.EqualTo(before));
    }

    private int Writes() => Served.Process.Count(line => line.StartsWith("PATCH", StringComparison.Ordinal) || line.StartsWith("POST", StringComparison.Ordinal));

    private async Task<Dictionary<long, bool>> StatesAsync() =>
        (await Served.PeopleAsync()).ToDictionary(user => user.GetProperty("id").GetInt64(), user => user.GetProperty("is_active").GetBoolean());
}
