using Microsoft.Extensions.Logging;

namespace Procore.DirectorySync;

/// <summary>All log messages of the nightly job. None holds a name or an address.</summary>
internal static partial class SyncEvents
{
    [LoggerMessage(1, LogLevel.Information, "The nightly sync starts.")]
    public static partial void Started(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "Plan: {Plan}. Requests that make these changes: {Requests}.")]
    public static partial void Planned(ILogger logger, DirectoryPlan plan, int requests);

    [LoggerMessage(3, LogLevel.Warning, "{Warning}")]
    public static partial void Warned(ILogger logger, string warning);

    [LoggerMessage(4, LogLevel.Warning, "{Problem}")]
    public static partial void NewProblem(ILogger logger, DirectoryProblem problem);

    [LoggerMessage(5, LogLevel.Information, "{Skip}")]
    public static partial void Skipped(ILogger logger, DirectoryProblem skip);

    [LoggerMessage(6, LogLevel.Information, "Problems that an earlier night logged and that remain: {Count}.")]
    public static partial void KnownProblems(ILogger logger, int count);

    [LoggerMessage(7, LogLevel.Information, "{Run}. Problems: {Problems}.")]
    public static partial void Completed(ILogger logger, DirectoryRun run, int problems);

    [LoggerMessage(8, LogLevel.Error, "The nightly sync failed. The next scheduled run retries.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "The nightly sync was stopped because the program is stopping. {Run}.")]
    public static partial void Stopped(ILogger logger, DirectoryRun run);

    [LoggerMessage(10, LogLevel.Error, "The schedule '{Schedule}' has no further occurrence, so the nightly sync has ended.")]
    public static partial void ScheduleEnded(ILogger logger, string schedule);
}
