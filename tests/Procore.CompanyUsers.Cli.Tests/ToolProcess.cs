using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>The tool as users run it: in a process of its own, in an account without settings. For signals and terminals.</summary>
public sealed class ToolProcess : IToolRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "procore-users.dll");
    private static readonly string NoSettings = Path.Combine(AppContext.BaseDirectory, "no-settings");

    private readonly Process _process;
    private readonly ToolOutput _output = new();

    private ToolProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data, _output.AddOutputLine);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, _output.AddErrorLine);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it with its streams in pipes.</summary>
    public static ToolProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(Command(arguments), environment);

    /// <summary>Starts it on a terminal of its own; its output holds both streams.</summary>
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

    public Task<string> WaitForLineAsync(Func<string, bool> isMet) => _output.WaitForLineAsync(isMet);

    public int Count(Func<string, bool> isMet) => _output.Count(isMet);

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

    public async Task<ToolResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _output.Result(_process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // A background shell makes its children ignore Ctrl-C.
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

    private static void Take(string? line, Action<string> add)
    {
        if (line is not null)
            add(line);
    }
}
