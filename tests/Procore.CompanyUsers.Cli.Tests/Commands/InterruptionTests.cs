using System.Globalization;
using System.Text.Json;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

/// <summary>Ctrl-C during a push of 2,500 people, while the second of three requests is under way.</summary>
[Platform("Linux,MacOsX")]
public sealed class InterruptionTests
{
    private ServedDirectory _served = null!;
    private TemporaryFolder _folder = null!;
    private string _path = null!;

    [SetUp]
    public async Task ServeAsync()
    {
        _served = await ServedDirectory.StartAsync("--people", "0", "--step");
        _folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 2500).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? $"HR-{i}" : "")},Abbott,ada.{i}@example.com"));
        _path = _folder.Write("people.csv", $"origin_id,last_name,email_address\n{string.Join('\n', rows)}\n");
    }

    [TearDown]
    public void End()
    {
        _served.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Push_finishes_the_request_and_resumes_after_one_Ctrl_C()
    {
        using var tool = ToolProcess.Start(_served.Environment, "push", _path, "--output", "json");
        await StartPushAsync();

        tool.Interrupt();
        await tool.WaitForLineAsync(line => line.StartsWith("Stopping after", StringComparison.Ordinal));
        _served.Process.PressEnter();
        var stopped = await tool.EndAsync();

        Assert.That(stopped.ExitCode, Is.EqualTo(4), stopped.Error);
        Assert.That(Counts(stopped), Is.EqualTo((2000, 0, 500)));
        Assert.That(stopped.Error, Does.Contain("Rows that weren't done: 500").And.Contain(_folder.PathOf("people.failed.csv")));

        using var rest = _served.Start("push", _folder.PathOf("people.failed.csv"), "--output", "json");
        await RequestAsync(3);
        _served.Process.PressEnter();
        var done = await rest.EndAsync();

        Assert.That(done.ExitCode, Is.Zero, done.Error);
        Assert.That((await EverybodyAsync()).Count(IsAda), Is.EqualTo(2500));
    }

    [Test]
    public async Task Push_reports_rows_in_doubt_after_a_second_Ctrl_C()
    {
        using var tool = _served.Start("push", _path, "--output", "json");
        await StartPushAsync();

        tool.Interrupt();
        await tool.WaitForLineAsync(line => line.StartsWith("Stopping after", StringComparison.Ordinal));
        tool.Interrupt();
        var stopped = await tool.EndAsync();

        Assert.That(stopped.ExitCode, Is.EqualTo(4), stopped.Error);
        Assert.That(Counts(stopped), Is.EqualTo((1000, 1000, 500)));
        var rows = _folder.Read("people.failed.csv").Split("\r\n")[1..^1];
        Assert.That(rows.Take(1000), Has.All.StartsWith("in_doubt,stopped,"));
        Assert.That(rows.Skip(1000), Has.All.StartsWith("never_sent,stopped,").And.Exactly(500).Items);
        Assert.That(rows.Select(row => row.Split(',')[^1]), Is.EqualTo(Enumerable.Range(1000, 1500).Select(i => $"ada.{i}@example.com")));

        // Rows without a key may have created a person, so they aren't sent again.
        var again = await _served.RunAsync("push", _folder.PathOf("people.failed.csv"));

        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.Error.Split('\n').Count(line => line.Contains("may have created this person", StringComparison.Ordinal)), Is.EqualTo(500));
    }

    private async Task StartPushAsync()
    {
        await RequestAsync(1);
        _served.Process.PressEnter();
        await RequestAsync(2);
    }

    /// <summary>Waits until the nth request that writes has been taken in, and its answer is held.</summary>
    private async Task RequestAsync(int number)
    {
        var count = 0;
        await _served.Process.WaitForLineAsync(line => line.EndsWith("press Enter to send the response", StringComparison.Ordinal) && ++count == number);
    }

    private static (int Saved, int InDoubt, int NeverSent) Counts(ToolResult result)
    {
        var summary = JsonDocument.Parse(result.Output).RootElement;
        return (summary.GetProperty("done").GetInt32(), summary.GetProperty("in_doubt").GetInt32(), summary.GetProperty("never_sent").GetInt32());
    }

    private async Task<IReadOnlyList<JsonElement>> EverybodyAsync() =>
        [.. await _served.PeopleAsync(), .. JsonDocument.Parse(await _served.Http.GetStringAsync(FacadeRoute.Path($"GET /users?company_id={_served.Company}&per_page=2000&page=2"))).RootElement.EnumerateArray()];

    private static bool IsAda(JsonElement user) => user.GetProperty("email_address").GetString()!.StartsWith("ada.", StringComparison.Ordinal);
}
