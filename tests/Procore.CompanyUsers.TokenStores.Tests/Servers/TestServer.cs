using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Procore.CompanyUsers.TokenStores.Tests;

/// <summary>A server of the tests' own: a process on a free port, with its data in a temporary folder.</summary>
internal abstract class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private Task<string> _log = Task.FromResult("");

    public int Port { get; } = FreePort();

    protected string Folder => _folder.Path;

    /// <summary>The signal that asks the server to end without waiting for its clients.</summary>
    protected abstract int StopSignal { get; }

    public async Task StartAsync()
    {
        var process = Process.Start(Command()) ?? throw new InvalidOperationException("The server doesn't start.");
        _process = process;
        _log = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).ContinueWith(texts => string.Concat(texts.Result), TaskScheduler.Default);
        var started = Stopwatch.StartNew();
        while (!await IsUpAsync())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with code {process.ExitCode}: {await _log}");
            if (started.Elapsed > Patience)
                throw new TimeoutException($"The server isn't up after {Patience.TotalSeconds} seconds.");
            await Task.Delay(20);
        }
    }

    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } process)
            return;
        Signal(StopSignal);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        _process = null;
    }

    /// <summary>Stops the process from running, so that its clients wait.</summary>
    public void Freeze() => Signal(19);

    public void Thaw() => Signal(18);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Task.WhenAny(_log, Task.Delay(Patience));
        _folder.Dispose();
    }

    /// <summary>Ends the test as skipped, or as failed where the servers are required.</summary>
    protected static void Skip(string server, string package)
    {
        var message = $"Skipped: {server} isn't installed. To run this test, install it (Debian: apt-get install {package}).";
        if (Environment.GetEnvironmentVariable("PROCORE_TESTS_REQUIRE_SERVERS") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }

    protected static string? Find(string program, IEnumerable<string> folders) =>
        OperatingSystem.IsWindows() ? null : folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    protected static ProcessStartInfo Describe(string program, params IEnumerable<string> arguments) =>
        new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

    protected abstract ProcessStartInfo Command();

    protected abstract Task<bool> IsUpAsync();

    protected virtual void Signal(int signal)
    {
        if (kill(_process!.Id, signal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    protected int ProcessId => _process!.Id;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", SetLastError = true)]
    protected static extern int kill(int process, int signal);
}
