using System.Globalization;
using System.Text;
using System.Text.Json;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class ExportAndPushTests
{
    private static readonly string[] Hostile =
    [
        "=1+1", "+1 512", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x", "<clear>", "<<clear>", "O'Brien", "\"", "\"\"", "a,b;c", "line 1\nline 2\r\nline 3", " spaces ", "Zoë 木 😀", "＝1", "00123", "1E+05", "NULL",
    ];

    private ServedDirectory _served = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public async Task ServeAsync()
    {
        _served = await ServedDirectory.StartAsync("--people", "60");
        for (var i = 0; i < Hostile.Length; i++)
        {
            var user = new { user = new { last_name = Hostile[i], job_title = Hostile[i], notes = Hostile[i], email_address = $"hostile.{i}@example.com" } };
            using var body = new StringContent(JsonSerializer.Serialize(user), Encoding.UTF8, "application/json");
            using var response = await _served.Http.PostAsync(FacadeRoute.Path($"POST /companies/{_served.Company}/users"), body);
            response.EnsureSuccessStatusCode();
        }
    }

    [OneTimeTearDown]
    public void End() => _served.Dispose();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Push_changes_nothing_when_it_reads_an_export([Values] bool isExcelSafe, [Values("people.csv", "people.xlsx")] string name)
    {
        var before = await ComparableAsync();
        var path = _folder.PathOf(name);

        var export = await _served.RunAsync(["export", path, "--status", "any", .. isExcelSafe ? new[] { "--excel-safe" } : []]);
        var sync = await _served.RunAsync("push", path, "--output", "json");

        Assert.That(export.ExitCode, Is.Zero, export.Error);
        Assert.That((sync.ExitCode, sync.Error), Is.EqualTo((0, "")));
        Assert.That(JsonDocument.Parse(sync.Output).RootElement.GetProperty("done").GetInt32(), Is.EqualTo(before.Count));
        Assert.That(await ComparableAsync(), Is.EqualTo(before));
        Assert.That(_folder.Files(), Is.EqualTo([name]));
    }

    [Test]
    public async Task Export_writes_a_private_file_and_replaces_one_only_with_force()
    {
        var path = _folder.Write("people.csv", "mine");

        var first = await _served.RunAsync("export", path);
        var kept = _folder.Read("people.csv");
        var second = await _served.RunAsync("export", path, "--force");

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((2, 0)), second.Error);
        Assert.That(first.Error, Does.Contain("--force"));
        Assert.That(kept, Is.EqualTo("mine"));
        Assert.That(_folder.Read("people.csv"), Does.StartWith("id,"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Export_writes_no_formula_with_excel_safe()
    {
        var path = _folder.PathOf("people.csv");

        await _served.RunAsync("export", path, "--excel-safe", "--columns", "job_title");

        var text = await File.ReadAllTextAsync(path);
        Assert.That((await File.ReadAllBytesAsync(path))[..3], Is.EqualTo(Encoding.UTF8.GetPreamble()));
        Assert.That(text, Does.Contain("\n'=1+1\r").And.Contain("\n''=1\r"));
        Assert.That(text.Split('\n'), Has.None.Match("^\"?[=+@\\t-]"));
    }

    [Test]
    public async Task Push_reads_a_spreadsheet_with_mapped_headers()
    {
        var path = _folder.Write("hr.csv", "\uFEFFWork Email;Last Name;Origin Id;Cost Center;Vendor\r\nmaya.x@example.com;Xu;HR-X1;4711;Harbor Concrete\r\n");

        var result = await _served.RunAsync("push", path, "--map", "Work Email=email_address", "--ignore-column", "Cost Center");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var person = (await _served.PeopleAsync()).Single(user => user.GetProperty("origin_id").GetString() == "HR-X1");
        Assert.That(person.GetProperty("email_address").GetString(), Is.EqualTo("maya.x@example.com"));
        Assert.That(person.GetProperty("vendor").GetProperty("name").GetString(), Is.EqualTo("Harbor Concrete"));
    }

    [Test]
    public async Task Push_sends_nothing_when_the_file_is_invalid()
    {
        var path = _folder.Write("bad.csv", "origin_id,last_name,email_address,is_active\nHR-B1,Xu,b1@example.com,yes\nHR-B2,Yi,b2@example.com,perhaps\n");
        var before = Writes();

        var result = await _served.RunAsync("push", path);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("row 3, column is_active: 'perhaps' is neither true nor false."));
        Assert.That(Writes(), Is.EqualTo(before));
        Assert.That(_folder.Files(), Is.EqualTo(["bad.csv"]));
    }

    [Test]
    public async Task Push_sends_nothing_with_check()
    {
        var path = _folder.Write("good.csv", "origin_id,last_name,email_address\nHR-C1,Xu,c1@example.com\n");
        var before = Writes();

        var result = await _served.RunAsync("push", path, "--check");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "")));
        Assert.That(Writes(), Is.EqualTo(before));
    }

    [Test]
    public async Task Push_writes_refused_rows_to_a_file_that_push_can_read()
    {
        var path = _folder.Write("people.csv", "Origin;last_name;email_address;country_code\nHR-D1;Xu;d1@example.com;US\nHR-D2;\"Y;i\";d2.at.example.com;US\nHR-D3;Zu;d3@example.com;usa\nHR-D4;Au;d4@example.com;perhaps;x\n");

        var first = await _served.RunAsync("push", path, "--map", "Origin=origin_id", "--skip-bad-rows", "--output", "csv");
        var failed = _folder.Read("people.failed.csv");
        _folder.Write("people.failed.csv", failed.Replace("d2.at.example.com", "d2@example.com", StringComparison.Ordinal).Replace("usa", "US", StringComparison.Ordinal).Replace("perhaps,x", "US", StringComparison.Ordinal));
        var second = await _served.RunAsync("push", _folder.PathOf("people.failed.csv"), "--map", "Origin=origin_id");

        Assert.That(first.ExitCode, Is.EqualTo(1));
        Assert.That(first.Output, Is.EqualTo($"done,is_active_unchanged,refused,in_doubt,never_sent,skipped,failed_file\n1,0,2,0,0,1,{_folder.PathOf("people.failed.csv")}\n"));
        Assert.That(failed.Split("\r\n"), Is.EqualTo(new[]
        {
            "procore_status,procore_error,Origin,last_name,email_address,country_code",
            "skipped,\"it has 5 cells, but the header has 4. Put cells that contain a separator in quotes.\",HR-D4,Au,d4@example.com,perhaps,x",
            "refused,email_address: is not a valid e-mail address,HR-D2,Y;i,d2.at.example.com,US",
            "refused,country_code: is not an ISO 3166-1 code in upper case,HR-D3,Zu,d3@example.com,usa",
            "",
        }));
        Assert.That(second.ExitCode, Is.Zero, second.Error);
        Assert.That((await _served.PeopleAsync()).Select(user => user.GetProperty("origin_id").GetString()), Is.SupersetOf(new[] { "HR-D1", "HR-D2", "HR-D3", "HR-D4" }));
        Assert.That(_folder.Files(), Is.EqualTo(["people.csv", "people.failed.csv"]));
    }

    [Test]
    public async Task Push_says_which_command_sets_is_active_if_sync_ignored_it()
    {
        var path = _folder.Write("people.csv", "origin_id,last_name,email_address,is_active\nHR-IA1,Xu,ia1@example.com,false\nHR-IA2,Yi,ia2@example.com,true\n");

        var result = await _served.RunAsync("push", path, "--output", "json");
        var id = (await _served.PeopleAsync()).Single(user => user.GetProperty("origin_id").GetString() == "HR-IA1").GetProperty("id").GetInt64();

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain("\"done\":1,\"is_active_unchanged\":1,\"refused\":0"));
        Assert.That(result.Error, Does.Contain($"row 2: Saved, but is_active was left as it was; run 'procore-users deactivate {id}'."));
        Assert.That(_folder.Read("people.failed.csv"), Does.Contain($"\r\nis_active_unchanged,\"Saved, but is_active was left as it was; run 'procore-users deactivate {id}'.\""));
    }

    [Test]
    public async Task Push_doesnt_create_again_what_was_saved_except_for_is_active()
    {
        var path = _folder.Write("people.csv", "last_name,email_address,is_active\nXu,ia3@example.com,false\n");

        var first = await _served.RunAsync("push", path);
        var again = await _served.RunAsync("push", _folder.PathOf("people.failed.csv"));

        Assert.That((first.ExitCode, again.ExitCode), Is.EqualTo((1, 2)));
        Assert.That(again.Error, Does.Contain("an earlier run created this person"));
    }

    [Test]
    public async Task Push_replaces_a_file_of_failed_rows_and_no_other_file()
    {
        var path = _folder.Write("people.csv", "origin_id,last_name,email_address\nHR-E1,Xu,e1.at.example.com\n");
        File.CreateSymbolicLink(_folder.PathOf("link.csv"), path);
        var named = _folder.PathOf("named.csv");

        var over = await _served.RunAsync("push", path, "--failed", _folder.PathOf("link.csv"));
        var first = await _served.RunAsync("push", path, "--failed", named);
        var failed = await File.ReadAllTextAsync(named);
        var again = await _served.RunAsync("push", named, "--failed", named);
        var failedAgain = await File.ReadAllTextAsync(named);
        await File.WriteAllTextAsync(named, failed.Replace("e1.at.", "e1@", StringComparison.Ordinal));
        var corrected = await _served.RunAsync("push", named, "--failed", named);

        Assert.That((over.ExitCode, first.ExitCode, again.ExitCode, corrected.ExitCode), Is.EqualTo((2, 1, 1, 0)));
        Assert.That(await File.ReadAllTextAsync(path), Does.StartWith("origin_id"));
        Assert.That(failed, Does.Contain("refused,").And.EqualTo(failedAgain));
        Assert.That(_folder.Files(), Is.EqualTo(["link.csv", "people.csv"]));
    }

    [Test]
    [Platform("Linux")]
    public async Task Push_shows_progress_on_a_terminal()
    {
        var path = _folder.Write("people.csv", "origin_id,last_name,email_address\nHR-F1,Xu,f1@example.com\n");

        using var tool = ToolProcess.StartOnTerminal(_served.Environment, "push", path, "--yes");
        var result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("Pushing").And.Contain("1 of 1").And.Match("Done +1"));
    }

    [Test]
    [Platform("Linux")]
    public async Task Push_rejects_a_pipe()
    {
        var result = await ToolProcess.RunAsync(_served.Environment, "push", "/dev/stdin");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("is a pipe"));
    }

    [Test]
    public async Task Push_sends_50000_rows_in_50_requests()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0");
        var path = _folder.PathOf("many.csv");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync("origin_id,first_name,last_name,email_address,notes\n");
            for (var i = 0; i < 50_000; i++)
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"HR-{i},Ada,Abbott,ada.{i}@example.com,\"=1+1, \"\"{i}\"\"\nline 2\"\n"));
        }

        var result = await served.RunAsync("push", path, "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.GetProperty("done").GetInt32(), Is.EqualTo(50_000));
        Assert.That(served.Process.Count(line => line.EndsWith("/sync 200", StringComparison.Ordinal)), Is.EqualTo(50));
    }

    [Test]
    public async Task Template_writes_every_column_and_never_overwrites()
    {
        var path = _folder.PathOf("template.csv");

        var first = await Tool.RunAsync(new Dictionary<string, string>(), "template", path);
        var second = await Tool.RunAsync(new Dictionary<string, string>(), "template", path);
        var sync = await _served.RunAsync("push", path, "--output", "json");

        Assert.That((first.ExitCode, first.Output, second.ExitCode), Is.EqualTo((0, "", 2)));
        Assert.That(await File.ReadAllTextAsync(path), Does.StartWith("id,origin_id,employee_id,").And.EndWith("work_classification\r\n"));
        Assert.That((sync.ExitCode, sync.Output), Is.EqualTo((0, "{\"done\":0,\"is_active_unchanged\":0,\"refused\":0,\"in_doubt\":0,\"never_sent\":0,\"skipped\":0,\"failed_file\":null}\n")));
    }

    private int Writes() => _served.Process.Count(line => line.StartsWith("PATCH", StringComparison.Ordinal) || line.StartsWith("POST", StringComparison.Ordinal));

    /// <summary>Every field of every user, except the times of the last write.</summary>
    private async Task<IReadOnlyList<string>> ComparableAsync() =>
        [.. (await _served.PeopleAsync()).Select(user => string.Join(',', user.EnumerateObject().Where(field => field.Name is not ("updated_at" or "last_activated_at")).Select(field => field.ToString())))];
}
