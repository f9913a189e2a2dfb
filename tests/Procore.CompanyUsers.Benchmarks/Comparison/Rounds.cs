namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>Lets sides take turns, so that whatever else the machine does hits all of them.</summary>
internal sealed class Rounds(int count)
{
    /// <summary>So many that the compiler has come to its end with all sides; it is at work for longer than three listings take.</summary>
    private const int WarmUps = 12;

    public int Count => count;

    /// <summary>Each side in a process that goes on, warmed up.</summary>
    public async Task<IReadOnlyDictionary<string, Series>> WarmAsync(Uri server, int times, params IReadOnlyList<(string Side, string Work)> turns)
    {
        var processes = turns.Select(turn => new SideProcess(turn.Side, server)).ToList();
        var all = turns.Select(turn => new Series(turn.Side)).ToList();
        try
        {
            for (var round = -WarmUps; round < count; round++)
            {
                for (var i = 0; i < turns.Count; i++)
                {
                    var run = await processes[i].RunAsync(turns[i].Work, times);
                    if (round >= 0)
                        all[i].Add(run);
                }
            }
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
        Series.CheckAgreement(all);
        return all.ToDictionary(series => series.Name);
    }

    /// <summary>Each run in a process of its own, since what a process once held it may keep.</summary>
    public async Task<IReadOnlyList<Series>> FreshAsync(Uri server, string side, string work, params IReadOnlyList<int> counts)
    {
        var all = counts.Select(_ => new Series(side)).ToList();
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < counts.Count; i++)
            {
                await using var process = new SideProcess(side, server);
                all[i].Add(await process.RunAsync(work, counts[i]));
            }
        }
        return all;
    }
}
