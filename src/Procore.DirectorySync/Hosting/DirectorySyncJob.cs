using Cronos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Procore.DirectorySync;

/// <summary>Syncs on a schedule, and survives every failed night.</summary>
internal sealed class DirectorySyncJob(
    IPeopleSync sync,
    DirectoryJournal journal,
    DirectorySyncStatus status,
    IServiceScopeFactory scopes,
    IOptions<DirectorySyncJobOptions> options,
    TimeProvider timeProvider,
    ILogger<DirectorySyncJob> logger) : BackgroundService
{
    /// <summary>The longest single wait: a clock change or a sleeping machine delays a night by at most this much.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        using (var scope = scopes.CreateScope())
        {
            if (scope.ServiceProvider.GetService<IPeopleSource>() is null)
                throw new InvalidOperationException("The nightly sync has no source of people. Register an IPeopleSource, or call AddPeopleSource.");
        }
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var schedule = CronExpression.Parse(options.Value.Schedule);
        if (options.Value.RunAtStart)
            await RunNightAsync(stoppingToken).ConfigureAwait(false);
        while (true)
        {
            var now = timeProvider.GetUtcNow();
            var next = schedule.GetNextOccurrence(now, options.Value.TimeZone);
            status.Waiting(now, next);
            if (next is null)
            {
                SyncEvents.ScheduleEnded(logger, options.Value.Schedule);
                return;
            }
            await WaitUntilAsync(next.Value, stoppingToken).ConfigureAwait(false);
            await RunNightAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset time, CancellationToken stoppingToken)
    {
        while (time - timeProvider.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            var wait = left < LongestWait ? left : LongestWait;
#if NET
            await Task.Delay(wait, timeProvider, stoppingToken).ConfigureAwait(false);
#else
            await timeProvider.Delay(wait, stoppingToken).ConfigureAwait(false);
#endif
        }
    }

    private async Task RunNightAsync(CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        status.Running();
        var start = timeProvider.GetTimestamp();
        SyncEvents.Started(logger);
        Exception? failure = null;
        IReadOnlyList<DirectoryProblem> problems = [];
        try
        {
            var run = await SyncAsync(stoppingToken).ConfigureAwait(false);
            problems = run.Problems;
            await NoteAsync(run.Plan, problems, stoppingToken).ConfigureAwait(false);
            SyncMeter.Count(run);
            SyncEvents.Completed(logger, run, problems.Count);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
        catch (DirectoryRunInterruptedException interrupted) when (stoppingToken.IsCancellationRequested)
        {
            SyncEvents.Stopped(logger, interrupted.Run);
            throw new OperationCanceledException("The program is stopping. The next start continues the sync.", interrupted, stoppingToken);
        }
#pragma warning disable CA1031 // A failed night must not stop the job.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            problems = await NoteFailureAsync(exception, stoppingToken).ConfigureAwait(false);
            SyncEvents.Failed(logger, exception);
        }
        SyncMeter.Count(failure, problems.Count, timeProvider.GetElapsedTime(start));
        status.Ended(timeProvider.GetUtcNow(), problems.Count, failure);
    }

    private async Task<DirectoryRun> SyncAsync(CancellationToken stoppingToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var source = scope.ServiceProvider.GetRequiredService<IPeopleSource>();
            var plan = await sync.PlanAsync(source.ReadAsync(stoppingToken), options.Value.Sync!, stoppingToken).ConfigureAwait(false);
            SyncEvents.Planned(logger, plan, plan.RequestCount);
            foreach (var warning in plan.Warnings)
                SyncEvents.Warned(logger, warning);
            return await sync.ApplyAsync(plan, null, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<DirectoryProblem>> NoteFailureAsync(Exception exception, CancellationToken stoppingToken)
    {
        var (plan, problems) = exception switch
        {
            GuardTrippedException { Guard: not PlanGuard.EmptySource } tripped => (tripped.Plan, tripped.Plan.Problems),
            DirectoryRunInterruptedException interrupted => (interrupted.Run.Plan, interrupted.Run.Problems),
            _ => (null, []),
        };
        if (plan is null)
            return [];
        try
        {
            await NoteAsync(plan, problems, stoppingToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The night's own failure is logged next.
        catch (Exception noting)
#pragma warning restore CA1031
        {
            SyncEvents.Failed(logger, noting);
        }
        return problems;
    }

    /// <summary>Logs each problem and skip on the first night that has it.</summary>
    private async Task NoteAsync(DirectoryPlan plan, IReadOnlyList<DirectoryProblem> problems, CancellationToken stoppingToken)
    {
        var expected = plan.Skipped.Where(skipped => skipped.IsExpected).Select(DirectoryProblem.Of).ToList();
        var fresh = await journal.NoteProblemsAsync([.. problems, .. expected], stoppingToken).ConfigureAwait(false);
        var known = new HashSet<string>(expected.Select(skip => skip.Key), StringComparer.Ordinal);
        foreach (var problem in fresh)
        {
            if (known.Contains(problem.Key))
                SyncEvents.Skipped(logger, problem);
            else
                SyncEvents.NewProblem(logger, problem);
        }
        var old = problems.Count - fresh.Count(problem => !known.Contains(problem.Key));
        if (old > 0)
            SyncEvents.KnownProblems(logger, old);
    }
}
