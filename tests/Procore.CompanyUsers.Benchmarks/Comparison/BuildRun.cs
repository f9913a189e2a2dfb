using System.Diagnostics;
using Procore.Tests.Shared;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>Builds of Procore.Generated in which nothing has changed, with the generating step and without it.</summary>
internal static class BuildRun
{
    public static async Task<(double With, double Without)> MeasureAsync(int rounds)
    {
        var root = RepositoryRoot.Path;
        var project = Path.Combine(root, "src", "Procore.Generated");
        string[] without = [$"-p:DirectoryBuildTargetsPath={Path.Combine(root, "tests", "Procore.CompanyUsers.Benchmarks", "Comparison", "WithoutGeneration.targets")}"];
        var (with, off) = (new List<double>(), new List<double>());
        await BuildAsync(project, []);
        for (var round = 0; round < rounds; round++)
        {
            await BuildAsync(project, without);
            off.Add(await BuildAsync(project, without));
            await BuildAsync(project, []);
            with.Add(await BuildAsync(project, []));
        }
        return (Median(with), Median(off));
    }

    private static async Task<double> BuildAsync(string project, IEnumerable<string> options)
    {
        var start = Stopwatch.GetTimestamp();
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "--no-restore", "-nodeReuse:false", "-m:1", "-v:q", .. options]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException(said);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
