using System.Text;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Output;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A run as one JSON object: counts, and every outcome, conflict and skip.</summary>
internal static class RunJson
{
    /// <summary>The counts of a run.</summary>
    public static IReadOnlyList<(string Name, Func<DirectoryRun, long> Of)> Counts { get; } =
    [
        ("done", run => Count(run, ChangeStatus.Done)),
        ("done_already", run => Count(run, ChangeStatus.AlreadyDone)),
        ("stale", run => Count(run, ChangeStatus.Stale)),
        ("refused", run => Count(run, ChangeStatus.Refused)),
        ("in_doubt", run => Count(run, ChangeStatus.InDoubt)),
        ("not_sent", run => Count(run, ChangeStatus.NotSent)),
        ("conflicts", run => run.Plan.Conflicts.Count),
        ("skipped", run => run.Plan.Skipped.Count),
        ("unlinked", run => run.Plan.Unlinked.Count),
    ];

    public static string Of(PlannedFile planned, DirectoryRun run, ExpectedProblems expected)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("run", run.Id);
            foreach (var (name, of) in Counts)
                writer.WriteNumber(name, of(run));
            writer.WriteNumber("skipped_rows", planned.SkippedRows);
            writer.WriteBoolean("complete", run.IsComplete && planned.SkippedRows == 0);
            Array(writer, "outcomes", run.Outcomes, outcome => WriteOutcome(writer, planned, outcome));
            Array(writer, "conflict_list", run.Plan.Conflicts, conflict =>
            {
                writer.WriteString("reason", conflict.Reason.ToString());
                writer.WriteString("message", GuardText.InOptions(conflict.Message));
                if (conflict.ProjectId is { } project)
                    writer.WriteNumber("project_id", project);
                Array(writer, "people", conflict.People, person => WritePerson(writer, planned, person));
                Array(writer, "users", conflict.Users, person => WritePerson(writer, planned, person));
            });
            Array(writer, "skipped_list", run.Plan.Skipped, skipped =>
            {
                writer.WriteString("reason", skipped.Reason.ToString());
                writer.WriteBoolean("expected", skipped.IsExpected);
                WritePerson(writer, planned, skipped.Person);
            });
            Array(writer, "unlinked_list", run.Plan.Unlinked, user => WritePerson(writer, planned, user));
            Array(writer, "problems", run.Problems, problem =>
            {
                writer.WriteString("key", problem.Key);
                writer.WriteBoolean("expected", expected.Has(problem));
            });
            Array(writer, "warnings", run.Plan.Warnings, warning => writer.WriteString("message", GuardText.InOptions(warning)));
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteOutcome(Utf8JsonWriter writer, PlannedFile planned, ChangeOutcome outcome)
    {
        writer.WriteString("status", outcome.Status.ToString());
        writer.WriteString("change", outcome.Change.Kind.ToString());
        WritePerson(writer, planned, outcome.Change.Person, outcome.UserId);
        if (outcome.Change.Membership is { } membership)
        {
            writer.WriteNumber("project_id", membership.ProjectId);
            writer.WriteString("project", membership.Project);
        }
        Array(writer, "fields", outcome.Change.Fields, field =>
        {
            writer.WriteString("field", field.Name);
            if (field.IsOldKnown)
                ValueText.Write(writer, "old", field.Old);
            ValueText.Write(writer, "new", field.New);
        });
        Array(writer, "errors", outcome.Errors, error =>
        {
            writer.WriteString("field", error.Field);
            writer.WriteString("message", error.Message);
        });
    }

    private static void WritePerson(Utf8JsonWriter writer, PlannedFile planned, PersonReference person, long? userId = null)
    {
        ValueText.Write(writer, "row", planned.RowOf(person));
        ValueText.Write(writer, "id", person.UserId ?? userId);
        writer.WriteString("origin_id", person.OriginId);
        writer.WriteString("name", person.Name);
        writer.WriteString("email_address", person.EmailAddress);
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static long Count(DirectoryRun run, ChangeStatus status) => run.Outcomes.LongCount(outcome => outcome.Status == status);
}
