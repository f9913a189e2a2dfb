using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Procore.Tests.Shared;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>Whole processes, from their start to their end, published as native code and for the JIT compiler. They take turns.</summary>
internal sealed class ColdRun
{
    public const string NativeFacade = "native, ICompanyUsers";
    public const string JitFacade = "the same with the JIT compiler";
    public const string NativeByHand = "native, HttpClient, System.Text.Json";

    private static readonly (string Name, string Kind, string Side)[] Turns = [(JitFacade, "Jit", "facade"), (NativeFacade, "Native", "facade"), (NativeByHand, "Native", "by-hand")];

    private readonly Dictionary<string, string> _programs = [];

    /// <summary>Publishes the programs. Takes minutes.</summary>
    public static async Task<ColdRun> PublishAsync()
    {
        var run = new ColdRun();
        foreach (var kind in Turns.Select(turn => turn.Kind).Distinct())
        {
            var folder = Path.Combine(RepositoryRoot.Path, "artifacts", "cold", kind);
            using var publish = Process.Start(new ProcessStartInfo(
                "dotnet",
                ["publish", Path.Combine(RepositoryRoot.Path, "tests", "Procore.ColdStart"), "-v:q", "-p:RunAnalyzers=false", "--runtime", RuntimeInformation.RuntimeIdentifier, $"--self-contained={(kind == "Native" ? "true" : "false")}", $"-p:PublishKind={kind}", "--output", folder])
            { RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = await publish.StandardOutput.ReadToEndAsync();
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0)
                throw new InvalidOperationException(said);
            run._programs[kind] = Path.Combine(folder, "Procore.ColdStart");
        }
        return run;
    }

    public async Task<IReadOnlyDictionary<string, Series>> MeasureAsync(Uri server, string work, int number, int rounds)
    {
        var all = Turns.ToDictionary(turn => turn.Name, turn => new Series(turn.Name));
        // The first round reads the programs from the disk.
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, kind, side) in Turns)
            {
                var measured = await RunAsync(_programs[kind], side, server, work, number);
                if (round >= 0)
                    all[name].Add(measured);
            }
        }
        Series.CheckAgreement(all.Values);
        return all;
    }

    private static async Task<Measurement> RunAsync(string program, string side, Uri server, string work, int number)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, [side, server.AbsoluteUri, work, number.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(start);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        var figures = said.Split(' ');
        return new Measurement(
            double.Parse(figures[0], CultureInfo.InvariantCulture),
            wall.TotalMilliseconds,
            AllocatedBytes: 0,
            long.Parse(figures[1], CultureInfo.InvariantCulture),
            int.Parse(figures[2], CultureInfo.InvariantCulture),
            long.Parse(figures[3], CultureInfo.InvariantCulture));
    }
}
