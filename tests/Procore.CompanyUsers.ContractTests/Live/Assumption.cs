using System.Globalization;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>A line of openapi/ASSUMPTIONS.md: what is believed, and `yes` where a case tries it, else why none can.</summary>
public sealed record Assumption(int Number, string Belief, string Tried)
{
    public bool HasCase => Tried is "yes";

    public static IReadOnlyList<Assumption> ReadAll() =>
    [
        .. File.ReadLines(RepositoryRoot.PathTo("openapi/ASSUMPTIONS.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 8 && cells[1].Length > 0 && cells[1].All(char.IsAsciiDigit))
            .Select(cells => new Assumption(int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[6])),
    ];
}
