using System.Collections.Concurrent;
using System.Text;
using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>The tool in this process, with its streams in pipes and an environment of its own.</summary>
public sealed class Tool : IToolRun
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ToolOutput _output = new();
    private readonly Input _input = new();
    private readonly Interruption _interruption = new();
    private readonly Task<int> _run;

    private Tool(IReadOnlyDictionary<string, string> environment, string[] arguments) =>
        _run = Task.Run(() => InvokeAsync(environment, arguments));

    public static Tool Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => new(environment, arguments);

    public static async Task<ToolResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var tool = Start(environment, arguments);
        return await tool.EndAsync();
    }

    public Task<string> WaitForLineAsync(Func<string, bool> isMet) => _output.WaitForLineAsync(isMet);

    public int Count(Func<string, bool> isMet) => _output.Count(isMet);

    public void PressEnter() => _input.PressEnter();

    public void Interrupt() => _interruption.Request();

    public async Task<ToolResult> EndAsync() => _output.Result(await _run);

    public void Dispose()
    {
        _interruption.Request();
        _interruption.Request();
        _input.Dispose();
        _run.Wait();
        _interruption.Dispose();
    }

    private async Task<int> InvokeAsync(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        await using var output = new StreamWriter(_output.OpenOutput(), Utf8) { AutoFlush = true };
        await using var error = new StreamWriter(_output.OpenError(), Utf8) { AutoFlush = true };
        var terminal = new Terminal(_output.OpenOutput, TextWriter.Synchronized(output), TextWriter.Synchronized(error), _input, isOutputRedirected: true, isErrorRedirected: true, isInputRedirected: true);
        return (int)await CommandTree.RunAsync(new CommandHost(terminal, _interruption, environment.GetValueOrDefault, SettingsFile: null), arguments);
    }

    /// <summary>A keyboard with an Enter key.</summary>
    private sealed class Input : TextReader
    {
        private readonly BlockingCollection<string> _lines = [];

        public void PressEnter() => _lines.Add(string.Empty);

        public override string? ReadLine()
        {
            foreach (var line in _lines.GetConsumingEnumerable())
                return line;
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _lines.CompleteAdding();
            base.Dispose(disposing);
        }
    }
}
