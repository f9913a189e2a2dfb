using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Procore.CompanyUsers.Cli.Tests.Processes;

/// <summary>The tool as its users run it: a process of its own, in an account without settings.</summary>
public sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "procore-users.dll");
    private static readonly string NoSettings = Path.Combine(AppContext.BaseDirectory, "no-settings");

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(Func<string, bool> IsMet, TaskCompletionSource<string> Line)> _awaited = [];
    private readonly List<string> _lines = [];

    private ToolProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it with its streams in pipes.</summary>
    public static ToolProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(Command(arguments), environment);

    /// <summary>Starts it on a terminal of its own: what it writes to either stream is its output.</summary>
    public static ToolProcess StartOnTerminal(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var command = string.Join(' ', Command(arguments).Select(argument => $"'{argument}'"));
        return Start(["script", "--quiet", "--return", "--command", $"stty cols 200 rows 50; {command}", "/dev/null"], environment);
    }

    public static async Task<ToolResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var tool = Start(environment, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Waits for a line on either stream, if it hasn't come.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> isMet)
    {
        Task<string> line;
        lock (_lines)
        {
            if (_lines.Find(known => isMet(known)) is { } known)
                return known;
            var awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isMet, awaited));
            line = awaited.Task;
        }
        try
        {
            return await line.WaitAsync(Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The line didn't come. What came:\n{Text(_output)}\n{Text(_error)}", exception);
        }
    }

    /// <summary>How many lines there are by now of which this is true.</summary>
    public int Count(Func<string, bool> isMet)
    {
        lock (_lines)
            return _lines.Count(isMet);
    }

    public void PressEnter()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<ToolResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, Text(_output), Text(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // A shell in the background has its children ignore Ctrl-C, and they theirs.
    private static string[] Command(string[] arguments) =>
        OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", Assembly, .. arguments] : ["dotnet", Assembly, .. arguments];

    private static ToolProcess Start(string[] command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PROCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_CONFIG_HOME"] = NoSettings;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ToolProcess(Process.Start(start)!);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
        lock (_lines)
        {
            _lines.Add(line);
            foreach (var awaited in _awaited.Where(awaited => awaited.IsMet(line)))
                awaited.Line.TrySetResult(line);
        }
    }
}
