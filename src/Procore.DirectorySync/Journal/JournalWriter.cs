using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.DirectorySync;

/// <summary>Writes the file of one run, a JSON object per line. When a method returns, what it wrote is on the disk.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<DirectoryChange, int> _numbers = [];

    public JournalWriter(FileStream file, RunHeader header)
    {
        _file = file;
        Run = header.Run;
        Write(header.Write());
    }

    public string Run { get; }

    /// <summary>Writes changes that are about to be sent; one that was written before isn't written again.</summary>
    public void WriteAhead(IEnumerable<DirectoryChange> changes)
    {
        var ahead = new JArray();
        foreach (var change in changes.Where(change => !_numbers.ContainsKey(change)))
        {
            _numbers.Add(change, _numbers.Count);
            ahead.Add(PlanJson.Write(change));
        }
        if (ahead.Count > 0)
            Write(new JObject { ["ahead"] = ahead });
    }

    public void WriteOutcomes(IEnumerable<ChangeOutcome> outcomes)
    {
        var written = new JArray(outcomes.Where(outcome => _numbers.ContainsKey(outcome.Change)).Select(outcome => new JObject
        {
            ["change"] = _numbers[outcome.Change],
            ["status"] = outcome.Status.ToString(),
            ["user_id"] = outcome.UserId,
        }));
        if (written.Count > 0)
            Write(new JObject { ["outcomes"] = written });
    }

    /// <summary>Writes the last record. A file without it was cut off, or its run was killed.</summary>
    public void WriteEnd(DateTimeOffset now, bool isInterrupted) => Write(new JObject
    {
        ["complete"] = _numbers.Count,
        ["ended_at"] = PlanJson.Time(now),
        ["outcome"] = isInterrupted ? "interrupted" : "finished",
    });

    public void Dispose() => _file.Dispose();

    private void Write(JObject line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToString(Formatting.None) + "\n");
        _file.Write(bytes, 0, bytes.Length);
        _file.Flush(flushToDisk: true);
    }
}
