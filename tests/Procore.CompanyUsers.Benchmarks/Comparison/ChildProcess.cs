using System.Diagnostics;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>This program once more, which ends when its standard input does.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    public ChildProcess(params IEnumerable<string> arguments) =>
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;

    public async Task<string> AskAsync(string? question = null)
    {
        if (question is not null)
            await _process.StandardInput.WriteLineAsync(question);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
