namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>The runs of one side: medians, since the machine has other things to do.</summary>
internal sealed class Series(string name)
{
    private readonly List<Measurement> _runs = [];

    public string Name { get; } = name;

    public double Cpu => Median(run => run.CpuMilliseconds);

    public double Wall => Median(run => run.WallMilliseconds);

    public double Allocated => Median(run => run.AllocatedBytes / 1048576.0);

    public double Peak => Median(run => run.PeakBytes / 1048576.0);

    public (int Count, long Sum) Read => (_runs[0].Count, _runs[0].Sum);

    public void Add(Measurement run)
    {
        if (_runs.Count > 0 && (run.Count, run.Sum) != Read)
            throw new InvalidOperationException($"{Name} read {run.Count} users, then other ones than before.");
        _runs.Add(run);
    }

    /// <summary>A comparison of sides that don't read the same would be worth nothing.</summary>
    public static void CheckAgreement(IReadOnlyCollection<Series> all)
    {
        foreach (var series in all)
        {
            if (series.Read != all.First().Read)
                throw new InvalidOperationException($"{series.Name} read {series.Read}, {all.First().Name} {all.First().Read}.");
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private double Median(Func<Measurement, double> of) => Median(_runs.Select(of));
}
