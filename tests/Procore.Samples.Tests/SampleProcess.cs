using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Procore.CompanyUsers.Cli.Serve;
using Procore.CompanyUsers.Testing;

namespace Procore.Samples.Tests;

/// <summary>A sample that runs as a process of its own, against a fake Procore behind a port.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly FakeServer? _server;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(Process process, FakeServer? server)
    {
        _process = process;
        _server = server;
    }

    /// <summary>Gets what the program has written to both of its streams.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Gets the id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Gets the address that a web application listens on.</summary>
    public Task<Uri> Listening => _listening.Task;

    public static async Task<SampleProcess> StartAsync(string sample, FakeProcore fake, FakeCompany company, params string[] arguments)
    {
        var server = new FakeServer(fake, steps: null, TextWriter.Null);
        var start = Describe(sample, await server.StartAsync(port: 0), arguments);
        start.Environment["Procore__CompanyId"] = $"{company.Id}";
        start.Environment["Procore__AccessToken"] = fake.IssueToken();
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var sampleProcess = new SampleProcess(new Process { StartInfo = start }, server);
        sampleProcess.Start();
        return sampleProcess;
    }

    /// <summary>Starts one of several processes that use the same server.</summary>
    public static SampleProcess Start(string sample, Uri server, params string[] arguments)
    {
        var sampleProcess = new SampleProcess(new Process { StartInfo = Describe(sample, server, arguments) }, null);
        sampleProcess.Start();
        return sampleProcess;
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static ProcessStartInfo Describe(string sample, Uri server, params string[] arguments) => new("dotnet", [PathOf(sample), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["Procore__ApiAddress"] = server.AbsoluteUri, ["Procore__LoginAddress"] = server.AbsoluteUri },
    };

    private void Start()
    {
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The sample ended: {Output}"));
        _process.EnableRaisingEvents = true;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        const string Announcement = "Now listening on: ";
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var start)
            _listening.TrySetResult(new Uri(line[(start + Announcement.Length)..]));
    }

    private static string PathOf(string sample)
    {
        var metadata = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value!);
        return Path.Combine(metadata["Samples"], sample, "bin", metadata["Configuration"], "net10.0", sample + ".dll");
    }
}
