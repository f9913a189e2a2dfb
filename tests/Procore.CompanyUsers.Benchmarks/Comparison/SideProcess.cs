using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Procore.CompanyUsers.Benchmarks.Sides;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>A side in a process of its own, so that neither the server nor another side is measured along.</summary>
internal sealed class SideProcess : IAsyncDisposable
{
    public const string Verb = "side";

    private readonly ChildProcess _process;

    public SideProcess(string side, Uri server)
    {
        Name = side;
        _process = new ChildProcess(Verb, side, server.AbsoluteUri);
    }

    public string Name { get; }

    public async Task<Measurement> RunAsync(string work, int count)
    {
        var answer = await _process.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{work} {count}"));
        return JsonSerializer.Deserialize<Measurement>(answer)!;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Does the work that standard input asks for, and says on standard output what it took.</summary>
    public static async Task ServeAsync(string name, Uri server)
    {
        var side = SideNames.Create(name, server);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var count = int.Parse(words[1], CultureInfo.InvariantCulture);
            Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(side, words[0], count)));
        }
    }

    private static async Task<Measurement> MeasureAsync(ISide side, string work, int count)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var tally = await (work switch
        {
            "list" => side.ListAsync(count),
            "first" => side.FirstAsync(count),
            "get" => side.GetAsync(count),
            "update" => side.UpdateAsync(count),
            "sync" => side.SyncAsync(count),
            _ => throw new ArgumentException($"There is no work '{work}'.", nameof(work)),
        });
        var wall = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        using var self = Process.GetCurrentProcess();
        return new Measurement(cpu.TotalMilliseconds, wall.TotalMilliseconds, allocated, self.PeakWorkingSet64, tally.Count, tally.Sum);
    }
}
