using System.Globalization;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>The figures as tables in Markdown.</summary>
internal static class Report
{
    public static void Print(TextWriter output, IEnumerable<Series> listing, IEnumerable<Ratio> ratios)
    {
        output.WriteLine("| listing 20,000 users | CPU, ms | wall, ms | allocated, MB | peak, MB |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var side in listing)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {side.Name} | {side.Cpu:0} | {side.Wall:0} | {side.Allocated:0.0} | {side.Peak:0} |"));
        output.WriteLine();
        output.WriteLine("| what | against | ratio | spread | at most | figures | |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var ratio in ratios)
            output.WriteLine(ratio);
    }
}
