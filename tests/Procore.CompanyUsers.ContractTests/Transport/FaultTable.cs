using System.Globalization;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>What becomes of a call under a fault, with two retries allowed. It stands in docs/faults.md too.</summary>
internal static class FaultTable
{
    public const string Text = """
        | The server | get | update | sync, all with keys | create | add to projects |
        | --- | --- | --- | --- | --- | --- |
        | resets the connection | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | resets the connection once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | closes without an answer | retried, 12 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | closes without an answer once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | breaks off in the body | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | breaks off in the body once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | sends garbage and closes | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | sends garbage and closes once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers too late | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers too late once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | dribbles the body for too long | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | dribbles the body for too long once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | sends gzip that is none | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | sends brotli that is none | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | dribbles the body in time | not retried, 1 request, succeeds | not retried, 1 request, succeeds | not retried, 1 request, succeeds | not retried, 1 request, succeeds | not retried, 1 request, succeeds |
        | answers 500 | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 502 | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 503 | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 504 | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 408 | retried, 3 requests, fails | retried, 3 requests, in doubt | retried, 3 requests, in doubt | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 500 once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | not retried, 1 request, in doubt | not retried, 1 request, in doubt |
        | answers 429 | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails |
        | answers 429 once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds |
        | answers 503 and says when to come back | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails | retried, 3 requests, fails |
        | answers 503 and says when to come back once | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds | retried, 2 requests, succeeds |
        | answers 400 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        | answers 401 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        | answers 403 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        | answers 404 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        | answers 409 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        | answers 422 | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails | not retried, 1 request, fails |
        """;

    private const string Once = " once";

    public static IEnumerable<Cell> Cells()
    {
        var rows = Text.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        foreach (var row in rows.Skip(2))
        {
            for (var column = 1; column < row.Length; column++)
            {
                var (requests, end) = Read(row[column]);
                var isOnce = row[0].EndsWith(Once, StringComparison.Ordinal);
                yield return new Cell(isOnce ? row[0][..^Once.Length] : row[0], isOnce, rows[0][column], requests, end);
            }
        }
    }

    private static (int Requests, string End) Read(string cell)
    {
        var parts = cell.Split(", ");
        var requests = int.Parse(parts[1].Split(' ')[0], CultureInfo.InvariantCulture);
        return (parts[0] == "retried") == requests > 1
            ? (requests, parts[2])
            : throw new FormatException($"The table contradicts itself: {cell}");
    }

    internal sealed record Cell(string Fault, bool IsOnce, string Call, int Requests, string End);
}
