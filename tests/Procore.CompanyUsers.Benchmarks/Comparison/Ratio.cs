using System.Globalization;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>One line of the table: what, against what, what is promised, and what each repetition in fresh processes measured.</summary>
internal sealed class Ratio(string what, string against, double atMost, string unit)
{
    private readonly List<(double Value, double Of)> _measured = [];

    public string What => what;

    public string Against => against;

    public void Add(double value, double of) => _measured.Add((value, of));

    /// <summary>Reached only if the worst repetition reaches it.</summary>
    public override string ToString()
    {
        var ratios = _measured.Select(pair => pair.Value / pair.Of).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {against} | {Series.Median(ratios):0.00} | {ratios[0]:0.00} to {ratios[^1]:0.00} | {atMost:0.##} | {Median(pair => pair.Value):0.#} / {Median(pair => pair.Of):0.#} {unit} | {(ratios[^1] <= atMost ? "reached" : "**not reached**")} |");
    }

    private double Median(Func<(double Value, double Of), double> of) => Series.Median(_measured.Select(of));
}
