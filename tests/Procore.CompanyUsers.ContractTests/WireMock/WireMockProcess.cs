using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.ContractTests.WireMock;

/// <summary>WireMock's own server, running on a free port of the loopback interface.</summary>
public sealed partial class WireMockProcess : IDisposable
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);
    private static readonly string Folder = RepositoryRoot.PathTo("tests/Procore.CompanyUsers.ContractTests/WireMock");

    private readonly Process _process;

    private WireMockProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<WireMockProcess> StartAsync()
    {
        var process = Start(JavaRuntime.Find(), FindJar());
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new StringBuilder();
        var openStreams = 2;

        // Both streams are read to their end, or WireMock would come to a halt when a pipe is full.
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        try
        {
            var started = await port.Task.WaitAsync(TimeToStart);
            return new WireMockProcess(process, new Uri($"http://127.0.0.1:{started}/"));
        }
        catch (TimeoutException)
        {
            End(process);
            throw Failure($"named no port within {TimeToStart.TotalSeconds} s");
        }

        void Read(string? line)
        {
            if (line is null)
            {
                if (Interlocked.Decrement(ref openStreams) == 0)
                    port.TrySetException(Failure("ended"));
                return;
            }

            lock (output)
                output.AppendLine(line);
            if (PortLine().Match(line) is { Success: true } match)
                port.TrySetResult(int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture));
        }

        InvalidOperationException Failure(string what)
        {
            lock (output)
                return new($"WireMock {what} instead of starting. {JavaRuntime.Remedy}\n{output}");
        }
    }

    public void Dispose() => End(_process);

    private static Process Start(string java, string jar)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(Folder, "run-wiremock.cjs"),
                java, "-XX:TieredStopAtLevel=1", "-jar", jar,
                "--port", "0", "--bind-address", "127.0.0.1",
                "--root-dir", Path.Combine(AppContext.BaseDirectory, "wiremock"),
                "--disable-banner",
                "--container-threads", "50",
                // A delayed answer doesn't hold a thread then.
                "--async-response-enabled", "true",
            },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("WireMock needs Node 20 or later on the PATH, which ends it with the test run.", e);
        }
    }

    private static string FindJar()
    {
        var folder = Path.Combine(Folder, "node_modules", "wiremock", "build");
        var jar = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jar").FirstOrDefault() : null;
        return jar ?? throw new FileNotFoundException($"WireMock's jar isn't in {folder}. Building this project fetches it.");
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [GeneratedRegex(@"^port:\s+(?<port>\d+)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PortLine();
}
