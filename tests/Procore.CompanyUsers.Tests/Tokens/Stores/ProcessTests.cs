using System.Diagnostics;

namespace Procore.CompanyUsers.Tests;

/// <summary>Programs that share a directory of tokens: other processes, and this one.</summary>
internal sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        _folder.Dispose();
    }

    [Test]
    public async Task FileTokenStore_refreshes_once_a_rotation_for_two_processes()
    {
        const int Calls = 60;
        var server = new GrantServer { CallsPerToken = 4 };
        using var listener = new GrantListener(server);

        var other = await StartAsync(listener, Calls);
        var outputs = await Task.WhenAll(OutputAsync(other), CallAsync(listener, Calls));

        using (Assert.EnterMultipleScope())
        {
            // Between a renewal and its use the other program may use up the token, so that a call may see a second 401.
            Assert.That(outputs.SelectMany(lines => lines).Where(line => line != "ok" && !line.StartsWith("ProcoreAuthorizationException 401 Procore answered 401 to GET", StringComparison.Ordinal)), Is.Empty);
            Assert.That(outputs.SelectMany(lines => lines).Count(line => line == "ok"), Is.GreaterThan(Calls));
            Assert.That(server.Refused, Is.Zero, "no refresh token was redeemed twice");
            Assert.That(server.Issued, Is.EqualTo(server.Forms.Count).And.GreaterThan(15), "each request for a token gave one");
            Assert.That(await LastAsync(), Is.EqualTo((server.Issued, $"refresh-{server.Issued}")));
        }
    }

    [Test]
    public async Task FileTokenStore_releases_the_lease_of_a_killed_process()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new GrantServer
        {
            BeforeToken = async _ =>
            {
                asked.TrySetResult();
                await never.Task;
            },
        };
        using var listener = new GrantListener(server);
        var killed = await StartAsync(listener, 1);
        await killed.StandardInput.WriteLineAsync();
        await asked.Task.WaitAsync(Patience);

        killed.Kill();
        server.BeforeToken = _ => Task.CompletedTask;
        var lines = await CallAsync(listener, 3);
        never.SetCanceled();

        Assert.That(lines, Is.EqualTo(new[] { "ok", "ok", "ok" }));
        Assert.That(server.Refused, Is.Zero);
        Assert.That(await LastAsync(), Is.EqualTo((1, "refresh-1")));
    }

    [Test]
    public async Task FileTokenStore_keeps_the_last_tokens_when_a_process_is_killed()
    {
        var server = new GrantServer { CallsPerToken = 1 };
        using var listener = new GrantListener(server);
        // With its request still unanswered it has not been given what it could lose.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.BeforeToken = async _ =>
        {
            if (server.Issued < 10)
                return;
            asked.TrySetResult();
            await never.Task;
        };
        var killed = await StartAsync(listener, int.MaxValue);
        await killed.StandardInput.WriteLineAsync();
        await asked.Task.WaitAsync(Patience);

        killed.Kill();
        server.BeforeToken = _ => Task.CompletedTask;
        var lines = await CallAsync(listener, 1);
        never.SetCanceled();

        Assert.That(lines, Is.EqualTo(new[] { "ok" }));
        Assert.That(server.Refused, Is.Zero);
        Assert.That(await LastAsync(), Is.EqualTo((11, "refresh-11")));
    }

    private string TokenFolder => _folder.PathOf("tokens");

    private async Task<Process> StartAsync(GrantListener listener, int calls)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", typeof(RefreshingProgram).Assembly.Location, RefreshingProgram.Verb, TokenFolder, listener.Address.AbsoluteUri, FormattableString.Invariant($"{calls}") },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet doesn't start.");
        _processes.Add(process);
        Assert.That(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience), Is.EqualTo("started"));
        return process;
    }

    /// <summary>Calls from this process, on another thread.</summary>
    private Task<IReadOnlyList<string>> CallAsync(GrantListener listener, int calls) =>
        Task.Run<IReadOnlyList<string>>(async () => await RefreshingProgram.CallAsync(TokenFolder, listener.Address.AbsoluteUri, calls).ToListAsync()).WaitAsync(Patience);

    private static async Task<IReadOnlyList<string>> OutputAsync(Process process)
    {
        await process.StandardInput.WriteLineAsync();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        Assert.That(await error, Is.Empty);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>The version and the refresh token that are stored.</summary>
    private async Task<(long Version, string RefreshToken)> LastAsync()
    {
        var text = await File.ReadAllTextAsync(Directory.GetFiles(TokenFolder, "*.json").Single());
        var entry = Newtonsoft.Json.Linq.JObject.Parse(text);
        return ((long)entry["version"]!, (string)Newtonsoft.Json.Linq.JObject.Parse((string)entry["payload"]!)["refresh_token"]!);
    }
}
