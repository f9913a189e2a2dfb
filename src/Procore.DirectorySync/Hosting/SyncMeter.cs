using System.Diagnostics.Metrics;

namespace Procore.DirectorySync;

/// <summary>The metrics of the nightly job. docs/directory-sync.md documents their names.</summary>
internal static class SyncMeter
{
    private static readonly Meter Meter = new("Procore.DirectorySync", typeof(SyncMeter).Assembly.GetName().Version?.ToString(3));

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("procore.directory_sync.runs", "{run}", "Nights, by outcome: success, problems or failure.");

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("procore.directory_sync.changes", "{change}", "Changes, by kind and outcome.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("procore.directory_sync.duration", "s", "Duration of a night.");

    private static readonly Gauge<long> Problems = Meter.CreateGauge<long>("procore.directory_sync.problems", "{problem}", "Problems that the last night left.");

    public static void Count(DirectoryRun run)
    {
        foreach (var group in run.Outcomes.GroupBy(outcome => (outcome.Change.Kind, outcome.Status)))
            Changes.Add(group.Count(), new KeyValuePair<string, object?>("kind", group.Key.Kind.ToString()), new KeyValuePair<string, object?>("outcome", group.Key.Status.ToString()));
    }

    public static void Count(Exception? failure, int problems, TimeSpan duration)
    {
        var outcome = failure is not null ? "failure" : problems > 0 ? "problems" : "success";
        if (failure is DirectoryRunInterruptedException interrupted)
            Count(interrupted.Run);
        Runs.Add(1, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("error.type", failure?.GetType().Name));
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        Problems.Record(problems);
    }
}
