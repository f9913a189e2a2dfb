using System.Globalization;
using Procore.CompanyUsers.Benchmarks.Server;
using Procore.CompanyUsers.Benchmarks.Sides;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>Runs all sides against one server, prints their figures and ratios, and draws them.</summary>
internal sealed class ComparisonRun(Rounds rounds, Uri fast, Uri slow)
{
    private const string Newtonsoft = SideNames.Newtonsoft;

    /// <summary>With fewer, how the system schedules threads counts for more than what is measured.</summary>
    private const int Requests = 6000;

    private readonly List<Ratio> _ratios = [];

    private ColdRun? _cold;

    private IReadOnlyDictionary<string, Series> _listing = new Dictionary<string, Series>();

    /// <param name="options"><c>--rounds N</c> (9), <c>--repeats N</c> (5), <c>--chart FILE</c> (artifacts/benchmarks.svg), and the parts to run (all).</param>
    /// <returns>0, also where a ratio isn't reached: the table says so.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> options)
    {
        var rounds = int.Parse(ValueOf(options, "--rounds") ?? "9", CultureInfo.InvariantCulture);
        var repeats = int.Parse(ValueOf(options, "--repeats") ?? "5", CultureInfo.InvariantCulture);
        var chart = ValueOf(options, "--chart") ?? Path.Combine("artifacts", "benchmarks.svg");
        var parts = options.Where((option, i) => !option.StartsWith("--", StringComparison.Ordinal) && (i == 0 || !options[i - 1].StartsWith("--", StringComparison.Ordinal))).ToList();

        await using var server = new ChildProcess(DirectoryServer.Verb);
        var addresses = (await server.AskAsync()).Split(' ');
        var run = new ComparisonRun(new Rounds(rounds), new Uri(addresses[0]), new Uri(addresses[1]));
        foreach (var (name, part) in run.Parts())
        {
            if (parts.Count > 0 && !parts.Contains(name))
                continue;
            var before = run._ratios.Count;
            for (var i = 1; i <= repeats; i++)
            {
                Console.Error.WriteLine($"{name}, {i} of {repeats}…");
                await part();
            }
            // If the run is ended early, the figures so far are there.
            foreach (var ratio in run._ratios.Skip(before))
                Console.Error.WriteLine(ratio);
        }
        Report.Print(Console.Out, run._listing.Values, run._ratios);
        if (run._listing.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(chart))!);
            await File.WriteAllTextAsync(chart, Chart.Draw(run._listing.Values));
        }
        return 0;
    }

    private IEnumerable<(string Name, Func<Task> Run)> Parts() =>
    [
        ("list", ListAsync), ("latency", LatencyAsync), ("get", GetAsync), ("sync", SyncAsync), ("memory", MemoryAsync), ("cold", ColdAsync), ("build", BuildAsync),
    ];

    private async Task ListAsync()
    {
        _listing = await rounds.WarmAsync(
            fast,
            20_000,
            (SideNames.Facade, "list"),
            (SideNames.RawClient, "list"),
            (SideNames.NSwagDefault, "list"),
            (Newtonsoft, "list"),
            (SideNames.SystemTextJson, "list"));
        var facade = _listing[SideNames.Facade];
        const string what = "listing 20,000 users, CPU time";
        Add(what, Newtonsoft, facade.Cpu, _listing[Newtonsoft].Cpu, 0.8, "ms");
        Add(what, SideNames.NSwagDefault, facade.Cpu, _listing[SideNames.NSwagDefault].Cpu, 0.75, "ms");
        Add(what, SideNames.SystemTextJson, facade.Cpu, _listing[SideNames.SystemTextJson].Cpu, 1.15, "ms");
        Add("listing 20,000 users, allocated", SideNames.SystemTextJson, facade.Allocated, _listing[SideNames.SystemTextJson].Allocated, 1.25, "MB");
    }

    private async Task LatencyAsync()
    {
        var listing = await rounds.WarmAsync(slow, 20_000, (SideNames.Facade, "list"), (SideNames.FacadePageByPage, "list"));
        Add("listing 20,000 users at 100 ms a page, wall time", "one page after another", listing[SideNames.Facade].Wall, listing[SideNames.FacadePageByPage].Wall, 0.25, "ms");
        var first = await rounds.WarmAsync(slow, 20_000, (SideNames.Facade, "first"), (Newtonsoft, "first"));
        Add("the first user of these, wall time", $"one page alone, {Newtonsoft}", first[SideNames.Facade].Wall, first[Newtonsoft].Wall, 1.2, "ms");
    }

    private async Task GetAsync()
    {
        var get = await rounds.WarmAsync(fast, Requests, (SideNames.Facade, "get"), (Newtonsoft, "get"));
        Add("6,000 times GetAsync, CPU time", Newtonsoft, get[SideNames.Facade].Cpu, get[Newtonsoft].Cpu, 1.1, "ms");
        Add("6,000 times GetAsync, allocated", Newtonsoft, get[SideNames.Facade].Allocated, get[Newtonsoft].Allocated, 1.15, "MB");
        var update = await rounds.WarmAsync(fast, Requests, (SideNames.Facade, "update"), (Newtonsoft, "update"));
        Add("6,000 times UpdateAsync, CPU time", Newtonsoft, update[SideNames.Facade].Cpu, update[Newtonsoft].Cpu, 1.1, "ms");
    }

    private async Task SyncAsync()
    {
        var sync = await rounds.WarmAsync(fast, 25_000, (SideNames.Facade, "sync"), (SideNames.RawClient, "sync"), (Newtonsoft, "sync"));
        Add("syncing 25,000 items, CPU time", Newtonsoft, sync[SideNames.Facade].Cpu, sync[Newtonsoft].Cpu, 1.15, "ms");
    }

    private async Task MemoryAsync()
    {
        var listing = await rounds.FreshAsync(fast, SideNames.Facade, "list", 20_000, 200_000);
        Add("peak memory of listing 200,000 users", "of listing 20,000", listing[1].Peak, listing[0].Peak, 1.1, "MB");
        var sync = await rounds.FreshAsync(fast, SideNames.Facade, "sync", 25_000, 250_000);
        Add("peak memory of syncing 250,000 items", "of syncing 25,000", sync[1].Peak, sync[0].Peak, 1.2, "MB");
    }

    private async Task ColdAsync()
    {
        _cold ??= await ColdRun.PublishAsync();
        foreach (var (work, number, what) in new[] { ("list", 20_000, "a process that lists 20,000 users"), ("create", 1, "a process that creates one user") })
        {
            var runs = await _cold.MeasureAsync(fast, work, number, rounds.Count);
            var (native, jit, byHand) = (runs[ColdRun.NativeFacade], runs[ColdRun.JitFacade], runs[ColdRun.NativeByHand]);
            Add($"{what}, native, wall time", ColdRun.JitFacade, native.Wall, jit.Wall, 0.25, "ms");
            Add($"{what}, native, wall time", ColdRun.NativeByHand, native.Wall, byHand.Wall, 1, "ms");
            Add($"{what}, native, CPU time", ColdRun.NativeByHand, native.Cpu, byHand.Cpu, 1.1, "ms");
            Add($"{what}, native, peak memory", "40 MB", native.Peak, 40, 1, "MB");
        }
    }

    private async Task BuildAsync()
    {
        var (with, without) = await BuildRun.MeasureAsync(9);
        Add("a build without changes of Procore.Generated, wall time", "with the step switched off", with, without, 1.1, "ms");
    }

    /// <summary>Adds a repetition's figures to their line.</summary>
    private void Add(string what, string against, double value, double of, double atMost, string unit)
    {
        var ratio = _ratios.Find(known => known.What == what && known.Against == against);
        if (ratio is null)
            _ratios.Add(ratio = new Ratio(what, against, atMost, unit));
        ratio.Add(value, of);
    }

    private static string? ValueOf(IReadOnlyList<string> options, string name)
    {
        var index = options.ToList().IndexOf(name);
        return index < 0 ? null : options[index + 1];
    }
}
