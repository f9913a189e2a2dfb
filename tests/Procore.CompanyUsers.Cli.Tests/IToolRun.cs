namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>A run of the tool, in this process (<see cref="Tool" />) or in one of its own (<see cref="ToolProcess" />).</summary>
public interface IToolRun : IDisposable
{
    /// <summary>Waits for a line on either stream, including lines that were already written.</summary>
    Task<string> WaitForLineAsync(Func<string, bool> isMet);

    /// <summary>Counts the lines so far that meet a condition.</summary>
    int Count(Func<string, bool> isMet);

    void PressEnter();

    /// <summary>Presses Ctrl-C.</summary>
    void Interrupt();

    /// <summary>Waits for the end of the run.</summary>
    Task<ToolResult> EndAsync();
}
