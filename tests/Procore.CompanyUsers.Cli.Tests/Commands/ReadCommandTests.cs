using System.Text.Json;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class ReadCommandTests
{
    private ServedDirectory _served = null!;

    [OneTimeSetUp]
    public async Task ServeAsync() => _served = await ServedDirectory.StartAsync("--people", "1200");

    [OneTimeTearDown]
    public void End() => _served.Dispose();

    [Test]
    public async Task List_writes_a_plain_table_of_all_users_to_a_pipe()
    {
        var result = await _served.RunAsync("list", "--sort", "name");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("│ 5000000001 │ Demo Account").And.Contain("service@bluestone.example").And.Contain("Ridgeline Electric"));
        Assert.That(result.Output.Split('\n').Count(line => line.Contains("@example.com", StringComparison.Ordinal)), Is.EqualTo(1080));
        Assert.That(result.Output, Does.Not.Contain('\u001b'));
        Assert.That(result.Error, Is.EqualTo("1081 users.\n"));
    }

    [Test]
    [Platform("Linux")]
    public async Task List_shows_progress_and_then_the_table_on_a_terminal()
    {
        using var tool = ToolProcess.StartOnTerminal(_served.Environment, "list", "--limit", "3");
        var result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("Reading").And.Contain("\u001b["));
        Assert.That(result.Output.LastIndexOf("Reading", StringComparison.Ordinal), Is.LessThan(result.Output.IndexOf("Demo Account", StringComparison.Ordinal)));
        Assert.That(result.Output, Does.Contain("3 users."));
    }

    [Test]
    [Platform("Linux")]
    public async Task List_writes_only_JSON_on_a_terminal()
    {
        using var tool = ToolProcess.StartOnTerminal(_served.Environment, "list", "--limit", "3", "--output", "json");
        var result = await tool.EndAsync();

        // .NET itself sets up the keypad of a terminal.
        Assert.That(JsonDocument.Parse(result.Output.Replace("\u001b[?1h\u001b=", "")).RootElement.GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task List_writes_every_field_as_JSON()
    {
        var result = await _served.RunAsync("list", "--output", "json", "--status", "any");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        var listed = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(user => user.GetRawText());
        Assert.That(listed, Is.EquivalentTo((await _served.PeopleAsync()).Select(Sorted)));

        static string Sorted(JsonElement user) =>
            "{" + string.Join(',', user.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"\"{field.Name}\":{field.Value.GetRawText()}")) + "}";
    }

    [Test]
    public async Task List_writes_the_requested_columns_as_CSV()
    {
        var result = await _served.RunAsync("list", "--output", "csv", "--columns", "origin_id, name,is_active,permission_template", "--origin-id", "HR-00003");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output.Split('\n'), Has.Length.EqualTo(3).And.ItemAt(0).EqualTo("origin_id,name,is_active,permission_template").And.ItemAt(1).Match("^HR-00003,[^,]+,true,Admin$"));
    }

    [Test]
    public async Task List_sends_filters_and_order_to_the_server()
    {
        var result = await _served.RunAsync("list", "--limit", "1", "--search", "Novak", "--vendor-id", "6000000001", "--sort", "-name", "--created-since", "2026-01-01");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(
            await _served.Process.WaitForLineAsync(line => line.Contains("Novak", StringComparison.Ordinal)),
            Does.Contain("filters[search]=Novak").Or.Contain("filters%5Bsearch%5D=Novak").And.Contain("sort=-name").And.Contain("6000000001").And.Contain("2026-01-01T00"));
    }

    [Test]
    public async Task Show_writes_one_user_field_by_field()
    {
        var table = await _served.RunAsync("show", "5000000003");
        var json = await _served.RunAsync("show", "5000000003", "--output", "json");

        Assert.That((table.ExitCode, json.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(table.Output, Does.Match("origin_id +│ HR-00002"));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("id").GetInt64(), Is.EqualTo(5000000003));
    }

    [Test]
    public async Task Whoami_writes_the_user_of_the_credentials()
    {
        var result = await _served.RunAsync("whoami", "--output", "csv");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.StartWith("id,origin_id,").And.Contain("\n5000000001,,,Demo,Account,service@bluestone.example,"));
    }

    [Test]
    public async Task Show_ends_with_1_when_the_user_does_not_exist()
    {
        var result = await _served.RunAsync("show", "42", "--output", "json");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith($"Procore answered 404 to {FacadeRoute.Line("GET /companies/{company_id}/users/{id}")}:"));
    }

    [TestCase("list", "--colour", "red")]
    [TestCase("list", "--output", "xml")]
    [TestCase("list", "--limit", "0")]
    [TestCase("list", "--columns", "shoe_size")]
    [TestCase("list", "--created-since", "yesterday")]
    [TestCase("list", "--status", "inactive", "--sort", "email")]
    [TestCase("list", "--environment", "moon")]
    [TestCase("list", "--company", "0")]
    [TestCase("list", "--api-address", "http://example.com")]
    [TestCase("list", "--demo", "--company", "1")]
    [TestCase("show", "-1")]
    [TestCase("show")]
    [TestCase("fire")]
    public async Task Commands_end_with_2_when_the_command_line_is_invalid(params string[] arguments)
    {
        var before = _served.Process.Count(line => line.Contains("/rest/", StringComparison.Ordinal));

        var result = await _served.RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(_served.Process.Count(line => line.Contains("/rest/", StringComparison.Ordinal)), Is.EqualTo(before));
    }

    [Test]
    public async Task Help_lists_the_exit_codes()
    {
        var result = await ToolProcess.RunAsync(new Dictionary<string, string>(), "--help");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("Exit codes:").And.Contain("PROCORE_CLIENT_SECRET"));
    }

    [Test]
    public async Task Help_is_shown_without_arguments()
    {
        var result = await Tool.RunAsync(new Dictionary<string, string>());

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("Exit codes:"));
    }

    [TestCase("'list'", "lst")]
    [TestCase("'deactivate'", "deactviate", "5")]
    [TestCase("'--status'", "list", "--statsu", "any")]
    [TestCase("'add'", "projects", "ad", "x.csv")]
    public async Task Commands_suggest_the_closest_name(string suggestion, params string[] arguments)
    {
        var result = await _served.RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain($"Did you mean {suggestion}"));
    }

    [Test]
    public async Task Quiet_and_verbose_change_what_List_prints()
    {
        var quiet = await _served.RunAsync("list", "--limit", "1", "--quiet", "--search", "Novak");
        var verbose = await _served.RunAsync("list", "--limit", "1", "--verbose", "--search", "Novak");

        Assert.That((quiet.ExitCode, quiet.Error, verbose.ExitCode), Is.EqualTo((0, "", 0)));
        Assert.That(verbose.Error, Does.Match($"{FacadeRoute.Line($"GET /companies/{_served.Company}/users")} 200 [0-9]+ ms").And.Not.Contain("Novak"));
    }

    [Test]
    public async Task Completion_prints_a_script_for_each_shell([Values("bash", "zsh", "fish", "pwsh")] string shell)
    {
        var script = await Tool.RunAsync(new Dictionary<string, string>(), "completion", shell);

        Assert.That((script.ExitCode, script.Error), Is.EqualTo((0, "")));
        Assert.That(script.Output, Does.Contain("[suggest:"));
    }

    [Test]
    public async Task Completion_suggests_commands()
    {
        var result = await ToolProcess.RunAsync(new Dictionary<string, string>(), "[suggest:17]", "procore-users deac");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("deactivate"));
    }

    [TestCase("list", "--max-wait", "soon")]
    [TestCase("list", "--max-wait", "25h")]
    [TestCase("list", "--max-wait", "-1s")]
    public async Task List_ends_with_2_when_the_longest_wait_is_invalid(params string[] arguments)
    {
        var result = await _served.RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("90s, 20m or 1h"));
    }

    [TestCase("it takes a whole number", "list", "--limit", "many")]
    [TestCase("it takes a whole number", "show", "Ada")]
    [TestCase("it takes a whole number", "plan", "hr.csv", "--max-changes", "many")]
    public async Task Commands_name_the_values_that_an_option_accepts(string problem, params string[] arguments)
    {
        var result = await _served.RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(problem).And.Not.Contain("System."));
    }
}
