using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.DirectorySync;

/// <summary>Writes the records of one run, JSON objects. When a method's task completes, what it wrote is stored.</summary>
internal sealed class JournalWriter
{
    private readonly IJournalLease _lease;
    private readonly Dictionary<DirectoryChange, int> _numbers = [];

    private JournalWriter(IJournalLease lease, string run) => (_lease, Run) = (lease, run);

    public string Run { get; }

    public static async Task<JournalWriter> StartAsync(IJournalLease lease, RunHeader header, CancellationToken cancellationToken)
    {
        var writer = new JournalWriter(lease, header.Run);
        await writer.WriteAsync(header.Write(), cancellationToken).ConfigureAwait(false);
        return writer;
    }

    /// <summary>Writes changes that are about to be sent; one that was written before isn't written again.</summary>
    public async Task WriteAheadAsync(IEnumerable<DirectoryChange> changes, CancellationToken cancellationToken)
    {
        var ahead = new JsonArray();
        foreach (var change in changes.Where(change => !_numbers.ContainsKey(change)))
        {
            _numbers.Add(change, _numbers.Count);
            ahead.Add((JsonNode)PlanJson.Write(change));
        }
        if (ahead.Count > 0)
            await WriteAsync(new JsonObject { ["ahead"] = ahead }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what has happened, so it can't be cancelled.</summary>
    public async Task WriteOutcomesAsync(IEnumerable<ChangeOutcome> outcomes)
    {
        var written = PlanJson.Array(outcomes.Where(outcome => _numbers.ContainsKey(outcome.Change)).Select(outcome => new JsonObject
        {
            ["change"] = _numbers[outcome.Change],
            ["status"] = outcome.Status.ToString(),
            ["user_id"] = outcome.UserId,
        }));
        if (written.Count > 0)
            await WriteAsync(new JsonObject { ["outcomes"] = written }, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes the last record. A run without it was cut off or killed.</summary>
    public Task WriteEndAsync(DateTimeOffset now, bool isInterrupted) => WriteAsync(
        new JsonObject
        {
            ["complete"] = _numbers.Count,
            ["ended_at"] = PlanJson.Time(now),
            ["outcome"] = isInterrupted ? "interrupted" : "finished",
        },
        CancellationToken.None);

    private Task WriteAsync(JsonObject record, CancellationToken cancellationToken) => _lease.AppendAsync(Run, JsonTree.Write(record), cancellationToken);
}
