using System.Text.Json.Nodes;

namespace Procore.DirectorySync;

/// <summary>The journal of one run, as read from its records.</summary>
internal sealed class RunJournal
{
    private readonly List<JournalEntry> _entries = [];

    private RunJournal(RunHeader header) => Header = header;

    public RunHeader Header { get; }

    /// <summary>The changes that were about to be sent, in that order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>When the run ended; null if the last record is missing, because the run was killed or the file is cut off.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsInterrupted { get; private set; }

    /// <exception cref="FormatException">The records aren't a journal's, or are damaged.</exception>
    public static RunJournal Read(IReadOnlyList<string> records)
    {
        var journal = new RunJournal(RunHeader.Read(PlanJson.Parse(records.Count > 0 ? records[0] : string.Empty)));
        foreach (var line in records.Skip(1).Select(PlanJson.Parse))
        {
            if (journal.EndedAt is not null)
                throw new FormatException("The journal is damaged: records follow the last one.");
            if (line.ContainsKey("ahead"))
                journal._entries.AddRange(PlanJson.Objects(line, "ahead").Select(change => new JournalEntry(PlanJson.ReadChange(change))));
            else if (line.ContainsKey("complete"))
                journal.TakeEnd(line);
            else
                journal.TakeOutcomes(line);
        }
        return journal;
    }

    private void TakeEnd(JsonObject line)
    {
        if (PlanJson.Number(line, "complete") != _entries.Count)
            throw new FormatException("The journal is damaged: its last record counts other changes than it has.");
        EndedAt = PlanJson.ReadTime(line, "ended_at") ?? throw PlanJson.Missing(line, "ended_at");
        IsInterrupted = PlanJson.Text(line, "outcome") != "finished";
    }

    private void TakeOutcomes(JsonObject line)
    {
        foreach (var outcome in PlanJson.Objects(line, "outcomes"))
        {
            if (PlanJson.Number(outcome, "change") is not { } number || number < 0 || number >= _entries.Count)
                throw new FormatException("The journal is damaged: it has the outcome of a change that it doesn't have.");
            var entry = _entries[(int)number];
            entry.Status = PlanJson.Name<ChangeStatus>(outcome, "status");
            entry.UserId = PlanJson.Number(outcome, "user_id") ?? entry.UserId;
        }
    }
}
