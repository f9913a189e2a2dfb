using System.Text;
using System.Text.Json;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class PlanTests
{
    private const string Header = "origin_id,first_name,last_name,email_address,job_title,is_employee\n";

    private ServedDirectory _served = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task ServeAsync()
    {
        _folder = new TemporaryFolder();
        _served = await ServedDirectory.StartAsync("--people", "0");
        foreach (var name in new[] { "link", "same", "gone" })
        {
            var user = new { user = new { last_name = name, email_address = $"{name}@example.com", is_employee = true, origin_id = name == "same" ? "HR-2" : null } };
            using var body = new StringContent(JsonSerializer.Serialize(user), Encoding.UTF8, "application/json");
            using var response = await _served.Http.PostAsync(FacadeRoute.Path($"POST /companies/{_served.Company}/users"), body);
            response.EnsureSuccessStatusCode();
        }
    }

    [TearDown]
    public void End()
    {
        _served.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Apply_makes_the_changes_of_a_plan_and_undo_restores_them()
    {
        var before = await PeopleAsync();
        var (file, kept) = (Hr(), _folder.PathOf("plan.json"));

        var plan = await PlanAsync(file, "--max-deactivations", "1", "--out", kept);

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(plan.Output, Does.StartWith("1 create, 1 link, 0 updates, 0 reactivations, 1 deactivation; 1 unchanged").And.Contain("origin_id: nothing → \"HR-1\""));
        Assert.That(await PeopleAsync(), Is.EqualTo(before));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(kept), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        var apply = await _served.RunAsync("apply", kept, "--journal", Journal, "--output", "json");

        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        var summary = JsonDocument.Parse(apply.Output).RootElement;
        Assert.That(summary.GetProperty("done").GetInt64(), Is.EqualTo(3));
        Assert.That(await PeopleAsync(), Is.EqualTo(new[] { "Account  True", "gone  False", "link HR-1 True", "new HR-3 True", "same HR-2 True" }));
        Assert.That((await PlanAsync(file)).Output, Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 0 deactivations; 3 unchanged"));

        var undo = await _served.RunAsync("undo", summary.GetProperty("run").GetString()!, "--journal", Journal);

        Assert.That(undo.ExitCode, Is.Zero, undo.Error);
        Assert.That(await PeopleAsync(), Is.EqualTo(before.Append("new HR-3 False").Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task Plan_ends_with_5_and_shows_the_plan_when_a_guard_trips()
    {
        var writes = Writes();
        var kept = _folder.PathOf("plan.json");

        var plan = await PlanAsync(Hr(), "--out", kept);
        var apply = await _served.RunAsync("apply", kept, "--journal", Journal);
        var few = await PlanAsync(Hr(), "--max-deactivations", "1", "--max-changes", "2");
        var empty = await PlanAsync(_folder.Write("empty.csv", Header));

        Assert.That(new[] { plan.ExitCode, apply.ExitCode, few.ExitCode, empty.ExitCode }, Is.All.EqualTo(5));
        Assert.That(plan.Output, Does.Contain("Deactivate user"));
        Assert.That(plan.Error, Does.Contain("it deactivates 1 of 4 users in scope, and --max-deactivations is 0; the file may be incomplete"));
        Assert.That(Writes(), Is.EqualTo(writes));
    }

    [Test]
    public async Task Plan_reads_the_directory_once_where_ids_are_digits()
    {
        var lists = Lists();

        var plan = await PlanAsync(_folder.Write("digits.csv", Header + "1001,Ada,Xu,xu@example.com,,true\n1002,Bo,Yi,yi@example.com,,true\n"), "--keep-missing");

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(Lists() - lists, Is.EqualTo(1));

        int Lists() => _served.Process.Count(line => line.StartsWith("GET ", StringComparison.Ordinal) && line.Contains("users", StringComparison.Ordinal) && !line.Contains("/me ", StringComparison.Ordinal));
    }

    [Test]
    public async Task Plan_reports_ids_that_lost_their_zeros_as_conflicts()
    {
        using var body = new StringContent("""{"user":{"last_name":"Zero","email_address":"zero@example.com","is_employee":true,"origin_id":"00017"}}""", Encoding.UTF8, "application/json");
        using var response = await _served.Http.PostAsync(FacadeRoute.Path($"POST /companies/{_served.Company}/users"), body);
        response.EnsureSuccessStatusCode();
        var file = _folder.Write("zeros.csv", Header + "17,,Zero,,,true\nHR-5,Bo,Yi,yi@example.com,,true\n");

        var plan = await PlanAsync(file, "--keep-missing");

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.Error);
        Assert.That(plan.Output, Does.StartWith("1 create").And.Contain("Conflict (LostZeros)").And.Contain("pass --allow-lost-zeros").And.Contain("row 2"));
    }

    [Test]
    public async Task Sync_sends_nothing_the_second_time()
    {
        string[] sync = ["sync", Hr(), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--journal", Journal, "--output", "json"];

        var first = await _served.RunAsync(sync);
        var writes = Writes();
        var second = await _served.RunAsync(sync);
        var half = await _served.RunAsync(["sync", _folder.Write("half.csv", Header + "HR-1,,link,link@example.com,,true\n"), .. sync[2..]]);

        Assert.That((first.ExitCode, second.ExitCode, half.ExitCode), Is.EqualTo((0, 0, 5)), first.Error + second.Error);
        Assert.That(await PeopleAsync(), Is.EqualTo(new[] { "Account  True", "gone  False", "link HR-1 True", "new HR-3 True", "same HR-2 True" }));
        Assert.That(first.Error, Does.StartWith("1 create, 1 link, 0 updates, 0 reactivations, 1 deactivation; 1 unchanged"));
        Assert.That(JsonDocument.Parse(second.Output).RootElement.GetProperty("run").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Writes(), Is.EqualTo(writes));
    }

    [Test]
    public async Task Sync_lists_conflicts_and_syncs_the_other_people()
    {
        var file = _folder.Write("hr.csv", Header + "HR-9,,same,same@example.com,,true\nHR-1,,link,link@example.com,,true\n");

        var sync = await _served.RunAsync("sync", file, "--scope", "employees", "--match-email", "--keep-missing", "--journal", Journal);

        Assert.That(sync.ExitCode, Is.EqualTo(1));
        Assert.That(sync.Error, Does.Contain("Conflict (OtherOriginId): row 2, origin id HR-9 same <same@example.com>"));
        Assert.That(await PeopleAsync(), Is.EqualTo(new[] { "Account  True", "gone  True", "link HR-1 True", "same HR-2 True" }));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task Sync_stops_between_requests_on_Ctrl_C_and_resumes()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0", "--step");
        var file = _folder.Write("new.csv", "first_name,last_name,email_address\nAda,one,one@example.com\nAda,two,two@example.com\nAda,three,three@example.com\n");
        string[] sync = ["sync", file, "--scope", "everybody", "--match-email", "--journal", Journal];
        using var tool = served.Start(sync);
        await RequestAsync(1);

        tool.Interrupt();
        await tool.WaitForLineAsync(line => line.StartsWith("Stopping after", StringComparison.Ordinal));
        served.Process.PressEnter();
        var stopped = await tool.EndAsync();

        Assert.That(stopped.ExitCode, Is.EqualTo(4), stopped.Error);
        Assert.That(stopped.Output, Does.Match(@"Done\s+1\s").And.Match(@"Not sent\s+2\s"));
        using var rest = served.Start(sync);
        for (var number = 2; number <= 3; number++)
        {
            await RequestAsync(number);
            served.Process.PressEnter();
        }
        Assert.That((await rest.EndAsync()).ExitCode, Is.Zero);
        Assert.That(await served.PeopleAsync(), Has.Count.EqualTo(4));

        async Task RequestAsync(int number)
        {
            var count = 0;
            await served.Process.WaitForLineAsync(line => line.EndsWith("press Enter to send the response", StringComparison.Ordinal) && ++count == number);
        }
    }

    [Test]
    public async Task Plan_writes_only_the_plan_as_JSON_or_CSV()
    {
        var json = await PlanAsync(Hr(), "--max-deactivations", "1", "--output", "json");
        var csv = await PlanAsync(Hr(), "--max-deactivations", "1", "--output", "csv");

        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("changes").GetArrayLength(), Is.EqualTo(3));
        Assert.That(csv.Output.Split('\n')[..2], Is.EqualTo(new[]
        {
            "change,id,origin_id,name,email_address,fields",
            "Create,,HR-3,Ada new,new@example.com,\"origin_id: \"\"HR-3\"\"; first_name: \"\"Ada\"\"; last_name: \"\"new\"\"; email_address: \"\"new@example.com\"\"; job_title: \"\"Foreman\"\"; is_employee: yes\"",
        }));
    }

    [Test]
    public async Task Plan_ends_with_2_when_options_or_files_are_invalid()
    {
        var bad = _folder.Write("bad.csv", Header + "HR-1,Ada,link,link@example.com,,perhaps\nHR-2,,same,same@example.com,,true\n");
        var (writes, plan) = (Writes(), _folder.Write("plan.json", "{}"));

        ToolResult[] results =
        [
            await _served.RunAsync("plan", Hr()),
            await _served.RunAsync("plan", Hr(), "--scope", "nobody"),
            await PlanAsync(Hr(), "--never", "password"),
            await PlanAsync(Hr(), "--max-changes", "-1"),
            await PlanAsync(bad),
            await _served.RunAsync("apply", plan, "--journal", Journal),
            await _served.RunAsync("apply", plan),
            await _served.RunAsync("undo", "none", "--journal", Journal),
        ];

        Assert.That(results.Select(result => result.ExitCode), Is.All.EqualTo(2), string.Join("\n", results.Select(result => result.Error)));
        Assert.That(results[0].Error, Does.Contain("--scope employees"));
        Assert.That(results.Select(result => result.Output), Is.All.Empty);
        Assert.That(Writes(), Is.EqualTo(writes));
    }

    [Test]
    public async Task Apply_does_not_change_users_that_changed_after_the_plan()
    {
        var kept = _folder.PathOf("plan.json");
        await PlanAsync(Hr(), "--max-deactivations", "1", "--out", kept);
        var gone = (await _served.PeopleAsync()).Single(user => user.GetProperty("last_name").GetString() == "gone").GetProperty("id").GetInt64();
        var edited = JsonSerializer.Serialize(JsonDocument.Parse(await File.ReadAllTextAsync(kept)).RootElement).Replace("\"updated_at\":\"2", "\"updated_at\":\"1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(kept, edited);

        var apply = await _served.RunAsync("apply", kept, "--journal", Journal);

        Assert.That(apply.ExitCode, Is.EqualTo(1));
        Assert.That(apply.Error, Does.Contain($"Stale: Deactivate user {gone}"));
        Assert.That(await PeopleAsync(), Is.EqualTo(new[] { "Account  True", "gone  True", "link  True", "new HR-3 True", "same HR-2 True" }));
    }

    [Test]
    public async Task Plan_keeps_only_the_users_that_a_bad_row_may_describe()
    {
        var rows = "HR-1,,link,link@example.com,,perhaps\nHR-2,,same,same@example.com,,true\n";
        var file = _folder.Write("bad.csv", Header + rows);

        var refused = await PlanAsync(file);
        var plan = await PlanAsync(file, "--skip-bad-rows", "--max-deactivations", "1");
        var byName = await PlanAsync(_folder.Write("name.csv", Header + "1E+05,,link,,,true\nHR-2,,same,same@example.com,,true\n"), "--skip-bad-rows", "--max-deactivations", "1");
        var anyone = await PlanAsync(_folder.Write("anyone.csv", Header + "1E+05,,other,,,true\nHR-2,,same,same@example.com,,true\n"), "--skip-bad-rows");

        Assert.That((refused.ExitCode, plan.ExitCode, byName.ExitCode, anyone.ExitCode), Is.EqualTo((2, 1, 1, 1)), plan.Error + byName.Error + anyone.Error);
        Assert.That(plan.Error, Does.Contain("row 2: the row is skipped and may be about user 5000000002 (link), so this user isn't deactivated."));
        Assert.That(plan.Output, Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 1 deactivation; 1 unchanged"));
        Assert.That(byName.Output, Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 1 deactivation; 1 unchanged"));
        Assert.That(anyone.Output, Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 0 deactivations; 1 unchanged"));
        Assert.That(anyone.Error, Does.Contain("may be about any user"));
    }

    [Test]
    public async Task Plan_decides_two_rows_of_one_person_by_their_status()
    {
        var file = _folder.Write("hr.csv", """
            origin_id,last_name,email_address,Worker Status
            HR-1,link,link@example.com,Terminated
            HR-1,link,link@example.com, on  leave
            HR-2,same,same@example.com,Active
            HR-2,same,same@example.com,Active
            HR-3,gone,gone@example.com,terminated
            HR-3,gone,gone@example.com,Terminated
            """);
        string[] status = ["--status-column", "worker status", "--active", "Active,On Leave", "--inactive", "Terminated", "--max-deactivations", "1"];

        var plan = await PlanAsync(file, status);
        var unknown = await PlanAsync(_folder.Write("unknown.csv", "origin_id,last_name,email_address,Worker Status\nHR-1,link,link@example.com,Gone\n"), status);
        var ignored = await PlanAsync(file);

        Assert.That((plan.ExitCode, unknown.ExitCode, ignored.ExitCode), Is.EqualTo((0, 2, 2)), plan.Error);
        Assert.That(plan.Output, Does.StartWith("0 creates, 1 link, 0 updates, 0 reactivations, 1 deactivation; 1 unchanged"));
        Assert.That(plan.Error.Split('\n'), Does.Contain("row 2: is about the same person as row 3, which is active and is used instead.").And.Contain("row 5: is about the same person as row 4, which has the same content and is used instead."));
        Assert.That(unknown.Error, Does.Contain("row 2, column Worker Status: 'Gone' is neither in --active nor in --inactive."));
        Assert.That(ignored.Error, Does.Contain("pass --status-column"));
    }

    [Test]
    public async Task Plan_keeps_the_state_when_the_status_is_blank()
    {
        var plan = await PlanAsync(_folder.Write("hr.csv", "origin_id,last_name,email_address,Status\n,gone,gone@example.com,\nHR-2,same,same@example.com,In\n,link,link@example.com,\n"), "--status-column", "Status", "--active", "In", "--inactive", "Out");

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(plan.Output, Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 0 deactivations; 3 unchanged"));
    }

    [Test]
    public async Task Undo_undoes_no_earlier_run_if_the_last_journal_is_damaged()
    {
        await _served.RunAsync("sync", Hr(), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--journal", Journal);
        // A copy of a journal's file has its permissions; other files are refused for theirs.
        var damaged = Path.Combine(Journal, "29990101T000000Z-abcdef.jsonl");
        File.Copy(Directory.GetFiles(Journal, "*.jsonl").Single(), damaged);
        await File.WriteAllTextAsync(damaged, "{\"directory_journal\":2,\"ru");
        var before = await PeopleAsync();

        var undo = await _served.RunAsync("undo", "--last", "--journal", Journal);

        Assert.That(undo.ExitCode, Is.EqualTo(2));
        Assert.That(undo.Error, Does.Contain("29990101T000000Z-abcdef").And.Contain("Pass the id"));
        Assert.That(await PeopleAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Undo_previews_and_undoes_the_last_run_and_runs_lists_them()
    {
        var before = await PeopleAsync();
        var sync = await _served.RunAsync("sync", Hr(), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--journal", Journal, "--output", "json");
        var run = JsonDocument.Parse(sync.Output).RootElement.GetProperty("run").GetString()!;
        var after = await PeopleAsync();

        var preview = await _served.RunAsync("undo", "--last", "--dry-run", "--journal", Journal);
        var untouched = await PeopleAsync();
        var undo = await _served.RunAsync("undo", "--last", "--journal", Journal, "--output", "json");
        var none = await _served.RunAsync("undo", "--last", "--journal", Journal);
        var runs = await Tool.RunAsync(new Dictionary<string, string> { ["PROCORE_JOURNAL"] = Journal }, "runs", "--output", "json");

        Assert.That(preview.Output, Does.Not.Contain("2147483647"));
        Assert.That((sync.ExitCode, preview.ExitCode, undo.ExitCode, none.ExitCode, runs.ExitCode), Is.EqualTo((0, 0, 0, 2, 0)), sync.Error + preview.Error + undo.Error);
        Assert.That(sync.Error, Does.Contain($"Run {run}\n"));
        Assert.That(untouched, Is.EqualTo(after));
        Assert.That(preview.Output, Does.Contain("Deactivate user"));
        Assert.That(await PeopleAsync(), Is.EqualTo(before.Append("new HR-3 False").Order(StringComparer.Ordinal)));
        Assert.That(none.Error, Does.Contain("no run that could be undone"));
        var listed = JsonDocument.Parse(runs.Output).RootElement.EnumerateArray().ToList();
        Assert.That(listed.Select(entry => entry.GetProperty("outcome").GetString()), Is.EqualTo(["complete", "complete"]));
        Assert.That(listed[1].GetProperty("undoes").GetString(), Is.EqualTo(run));
    }

    [Test]
    public async Task Undo_of_the_last_run_continues_one_that_was_killed()
    {
        var gone = (await _served.PeopleAsync()).Single(user => user.GetProperty("last_name").GetString() == "gone").GetProperty("id").GetRawText();
        await _served.RunAsync("deactivate", gone, "--journal", Journal);
        await _served.RunAsync("reactivate", gone, "--journal", Journal);
        var runs = Directory.GetFiles(Journal, "*.jsonl");
        await _served.RunAsync("undo", "--last", "--journal", Journal);
        var undone = await PeopleAsync();
        var undo = Directory.GetFiles(Journal, "*.jsonl").Except(runs).Single();
        var records = await File.ReadAllLinesAsync(undo);
        await File.WriteAllTextAsync(undo, string.Concat(records.SkipLast(1).Select(record => record + "\n")));

        var again = await _served.RunAsync("undo", "--last", "--journal", Journal);

        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(undone, Does.Contain("gone  False"));
        Assert.That(await PeopleAsync(), Is.EqualTo(undone), "the run before stays as it is");
    }

    [Test]
    public async Task Sync_writes_every_outcome_conflict_and_skip_as_JSON()
    {
        var file = _folder.Write("hr.csv", Header + "HR-9,,same,same@example.com,,true\nHR-1,,link,link@example.com,,true\nHR-5,,out,out@example.com,,false\n");

        var sync = await _served.RunAsync("sync", file, "--scope", "employees", "--match-email", "--keep-missing", "--journal", Journal, "--output", "json");

        Assert.That(sync.ExitCode, Is.EqualTo(1), sync.Error);
        var json = JsonDocument.Parse(sync.Output).RootElement;
        Assert.That(json.GetProperty("complete").GetBoolean(), Is.False);
        var outcome = json.GetProperty("outcomes").EnumerateArray().Single();
        Assert.That((outcome.GetProperty("status").GetString(), outcome.GetProperty("change").GetString(), outcome.GetProperty("row").GetInt64()), Is.EqualTo(("Done", "Link", 3L)));
        Assert.That(json.GetProperty("conflict_list").EnumerateArray().Single().GetProperty("people").EnumerateArray().Single().GetProperty("row").GetInt64(), Is.EqualTo(2));
        Assert.That(json.GetProperty("skipped_list").EnumerateArray().Single().GetProperty("row").GetInt64(), Is.EqualTo(4));
    }

    [Test]
    public async Task Plan_ends_with_0_when_every_problem_is_expected()
    {
        var file = _folder.Write("hr.csv", Header + "HR-9,,same,same@example.com,,true\nHR-1,,link,link@example.com,,true\n");
        string[] sync = ["sync", file, "--scope", "employees", "--match-email", "--keep-missing", "--journal", Journal];

        var first = await _served.RunAsync(sync);
        var second = await _served.RunAsync(sync);
        var key = first.Error.Split('\n').Single(line => line.StartsWith("New problem, key: ", StringComparison.Ordinal))["New problem, key: ".Length..];
        var known = _folder.Write("known.txt", $"# the twins\n\n{key}\n");
        var expected = await _served.RunAsync([.. sync, "--expect", known]);
        var plan = await PlanAsync(file, "--keep-missing", "--expect", known);
        var other = await PlanAsync(file, "--keep-missing");

        Assert.That((first.ExitCode, second.ExitCode, expected.ExitCode, plan.ExitCode, other.ExitCode), Is.EqualTo((1, 1, 0, 0, 1)), expected.Error);
        Assert.That(second.Error, Does.Contain($"Known problem, key: {key}"));
    }

    [Test]
    public async Task Undo_ends_with_1_if_the_journal_is_cut_off_and_its_problems_are_expected()
    {
        await _served.RunAsync("sync", Hr(), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--journal", Journal);
        var file = Directory.GetFiles(Journal, "*.jsonl").Single();
        string[] undo = ["undo", Path.GetFileNameWithoutExtension(file), "--journal", Journal];
        var link = (await _served.PeopleAsync()).Single(user => user.GetProperty("last_name").GetString() == "link").GetProperty("id").GetRawText();
        await _served.RunAsync("update", link, "--origin-id", "HR-77");
        var first = await _served.RunAsync(undo);
        var known = _folder.Write("known.txt", first.Error.Split('\n').Single(line => line.StartsWith("New problem, key: ", StringComparison.Ordinal))["New problem, key: ".Length..]);

        var whole = await _served.RunAsync([.. undo, "--expect", known]);
        await File.WriteAllTextAsync(file, string.Concat((await File.ReadAllLinesAsync(file)).SkipLast(1).Select(record => record + "\n")));
        var dry = await _served.RunAsync([.. undo, "--expect", known, "--dry-run"]);
        var cut = await _served.RunAsync([.. undo, "--expect", known]);

        Assert.That((first.ExitCode, whole.ExitCode, dry.ExitCode, cut.ExitCode), Is.EqualTo((1, 0, 1, 1)), whole.Error + dry.Error + cut.Error);
        Assert.That(cut.Error, Does.Contain("The run's journal has no last record"));
    }

    [Test]
    public async Task Sync_sends_nothing_on_a_dry_run()
    {
        var writes = Writes();

        var sync = await _served.RunAsync("sync", Hr(), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--journal", Journal, "--dry-run");

        Assert.That(sync.ExitCode, Is.Zero, sync.Error);
        Assert.That(sync.Output, Does.Contain("Deactivate user"));
        Assert.That(Writes(), Is.EqualTo(writes));
    }

    [Test]
    public async Task Deactivate_with_a_journal_can_be_undone()
    {
        var gone = (await _served.PeopleAsync()).Single(user => user.GetProperty("last_name").GetString() == "gone").GetProperty("id").GetRawText();
        var before = await PeopleAsync();

        var deactivate = await _served.RunAsync("deactivate", gone, "--journal", Journal);
        var after = await PeopleAsync();
        var undo = await _served.RunAsync("undo", "--last", "--journal", Journal);
        var unknown = await _served.RunAsync("deactivate", "42", "--journal", Journal);

        Assert.That((deactivate.ExitCode, undo.ExitCode, unknown.ExitCode), Is.EqualTo((0, 0, 1)), deactivate.Error + undo.Error);
        Assert.That(after, Does.Contain("gone  False"));
        Assert.That(await PeopleAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Apply_ends_with_2_when_the_plan_is_of_another_company()
    {
        var kept = _folder.PathOf("plan.json");
        await PlanAsync(Hr(), "--max-deactivations", "1", "--out", kept);
        await File.WriteAllTextAsync(kept, (await File.ReadAllTextAsync(kept)).Replace($"\"company_id\": {_served.Company}", "\"company_id\": 4242", StringComparison.Ordinal));
        var writes = Writes();

        var apply = await _served.RunAsync("apply", kept, "--journal", Journal);

        Assert.That(apply.ExitCode, Is.EqualTo(2), apply.Error);
        Assert.That(Writes(), Is.EqualTo(writes));
    }

    private string Journal => _folder.PathOf("journal");

    private Task<ToolResult> PlanAsync(string file, params string[] options) =>
        _served.RunAsync(["plan", file, "--scope", "employees", "--match-email", .. options]);

    private string Hr() => _folder.Write("hr.csv", Header + "HR-1,,link,LINK@example.com,,true\nHR-2,,same,same@example.com,,true\nHR-3,Ada,new,new@example.com,Foreman,true\n");

    private int Writes() => _served.Process.Count(line => line.StartsWith("PATCH", StringComparison.Ordinal) || line.StartsWith("POST", StringComparison.Ordinal));

    private async Task<string[]> PeopleAsync() =>
        [.. (await _served.PeopleAsync()).Select(user => $"{user.GetProperty("last_name").GetString()} {user.GetProperty("origin_id").GetString()} {user.GetProperty("is_active").GetBoolean()}").Order(StringComparer.Ordinal)];
}
