using System.Collections.Concurrent;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>What a run has seen of each belief.</summary>
public sealed class LiveReport(string where)
{
    private readonly ConcurrentQueue<(LiveCase Case, Exception? Failure)> _seen = new();

    public void Add(LiveCase belief, Exception? failure) => _seen.Enqueue((belief, failure));

    public IEnumerable<string> Lines() => Assumption.ReadAll().SelectMany(belief =>
    {
        var seen = _seen.Where(result => result.Case.Assumption == belief.Number).ToList();
        return seen.Count == 0
            ? [$"not tried at {where}: {belief.Number}: {(belief.HasCase ? "its cases were left out" : belief.Tried)}"]
            : seen.Select(result => result.Failure is null
                ? $"holds at {where}: {result.Case}"
                : $"does NOT hold at {where}: {result.Case}: {result.Failure.Message.ReplaceLineEndings(" ")}");
    });
}
