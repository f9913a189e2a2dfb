using System.Globalization;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>What happens to a call when the connection or the server fails, with two retries allowed. Also in docs/faults.md.</summary>
internal static class FaultTable
{
    public const int MaxRetries = 2;

    public const string Text = """
        | The server | get | update; sync with keys | create; add to projects |
        | --- | --- | --- | --- |
        | resets the connection; closes it without a response; breaks off in the body; sends garbage; answers too late; sends the body too slowly; sends broken gzip; sends broken Brotli | retried, fails | retried, in doubt | not retried, in doubt |
        | answers 408; 500; 502; 503; 504; 520; 521; 522; 523; 524 | retried, fails | retried, in doubt | not retried, in doubt |
        | answers 507 | not retried, fails | not retried, in doubt | not retried, in doubt |
        | answers 429; 503 with Retry-After | retried, fails | retried, fails | retried, fails |
        | answers 400; 401; 403; 404; 409; 422; 501; 505 | not retried, fails | not retried, fails | not retried, fails |
        | sends the body slowly, but in time | succeeds | succeeds | succeeds |
        """;

    private const string Answers = "answers ";

    public static IEnumerable<Cell> Cells()
    {
        var rows = Text.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        foreach (var row in rows.Skip(2))
        {
            foreach (var fault in FaultsOf(row[0]))
            {
                for (var column = 1; column < row.Length; column++)
                {
                    foreach (var call in rows[0][column].Split("; "))
                    {
                        yield return Each(fault, call, row[column]);
                        if (row[column] != "succeeds" && (StatusOf(fault) is null or 500 || fault.Contains("Retry-After", StringComparison.Ordinal)))
                            yield return Once(fault, call, row[column]);
                    }
                }
            }
        }
    }

    public static int? StatusOf(string fault) => int.TryParse(fault.Split(' ')[0], CultureInfo.InvariantCulture, out var status) ? status : null;

    private static string[] FaultsOf(string cell) => (cell.StartsWith(Answers, StringComparison.Ordinal) && char.IsDigit(cell[Answers.Length]) ? cell[Answers.Length..] : cell).Split("; ");

    private static Cell Each(string fault, string call, string cell) => cell switch
    {
        "succeeds" => new Cell(fault, false, call, 1, "succeeds"),
        // .NET's own handler repeats a read up to three times after this one.
        "retried, fails" when fault == "closes it without a response" => new Cell(fault, false, call, 4 * (MaxRetries + 1), "fails"),
        _ when cell.Split(", ") is ["retried", var end] => new Cell(fault, false, call, MaxRetries + 1, end),
        _ when cell.Split(", ") is ["not retried", var end] => new Cell(fault, false, call, 1, end),
        _ => throw new FormatException($"The table has an unknown cell: {cell}"),
    };

    private static Cell Once(string fault, string call, string cell) => cell.StartsWith("retried", StringComparison.Ordinal)
        ? new Cell(fault, true, call, 2, "succeeds")
        : new Cell(fault, true, call, 1, cell.Split(", ")[1]);

    internal sealed record Cell(string Fault, bool IsOnce, string Call, int Requests, string End);
}
