using System.Text;
using Newtonsoft.Json.Linq;

namespace Procore.DirectorySync;

internal static class JournalReader
{
    /// <exception cref="FormatException">The file isn't a journal, or is damaged.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        var entries = new List<JournalEntry>();
        var lines = Lines(path);
        if (lines.Count == 0 || PlanJson.Number(PlanJson.Parse(lines[0]), "directory_journal") != 1)
            throw new FormatException("The file isn't a journal that this version can read.");
        foreach (var line in lines.Skip(1).Select(PlanJson.Parse))
        {
            if (line.ContainsKey("ahead"))
                entries.AddRange(PlanJson.Objects(line, "ahead").Select(change => new JournalEntry(PlanJson.ReadChange(change))));
            else
                TakeOutcomes(line, entries);
        }
        return entries;
    }

    private static void TakeOutcomes(JObject line, List<JournalEntry> entries)
    {
        foreach (var outcome in PlanJson.Objects(line, "outcomes"))
        {
            if (PlanJson.Number(outcome, "change") is not { } number || number < 0 || number >= entries.Count)
                throw new FormatException("The journal is damaged: it has the outcome of a change that it doesn't have.");
            var entry = entries[(int)number];
            entry.Status = PlanJson.Name<ChangeStatus>(outcome, "status");
            entry.UserId = PlanJson.Number(outcome, "user_id") ?? entry.UserId;
        }
    }

    /// <summary>A line without its end was being written when the process was killed, and nothing of it had been sent.</summary>
    private static List<string> Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n');
        return end < 0 ? [] : [.. text.Substring(0, end).Split('\n')];
    }
}
