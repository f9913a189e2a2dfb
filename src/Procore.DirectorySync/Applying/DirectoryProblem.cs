using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Procore.DirectorySync;

/// <summary>
/// Something that keeps a run from being complete and needs a person's attention: a conflict, an unexpected skip, an unlinked
/// user, or a change that wasn't made.
/// </summary>
/// <remarks>
/// Until a problem is solved, every night has it with the same <see cref="Key" />.
/// <see cref="DirectoryJournal.NoteProblemsAsync" /> tells new problems from known ones.
/// </remarks>
public sealed class DirectoryProblem
{
    private DirectoryProblem(string kind, IEnumerable<PersonReference> people, string description)
    {
        Key = $"{kind} {string.Join(", ", people.Select(KeyOf).OrderBy(key => key, StringComparer.Ordinal))}";
        if (Key.Length > MaxKey)
            Key = $"{kind} {Hash(Key)}";
        Description = description;
    }

    private const int MaxKey = 200;

    /// <summary>
    /// The kind of the problem and the people in it, by ids or hashes: the same every night until it is solved. Contains no names or addresses.
    /// </summary>
    public string Key { get; }

    /// <summary>
    /// The problem in a sentence, by ids only, so the text can be logged. Positions in the source may change from night to night.
    /// </summary>
    public string Description { get; }

    /// <summary>
    /// Describes why a change wasn't made, or wouldn't be: see <see cref="IPeopleSync.CheckAsync" />.
    /// </summary>
    /// <param name="outcome">The outcome of the change.</param>
    /// <returns>The problem, with the key that it has in every run.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="outcome" /> is null.</exception>
    public static DirectoryProblem Of(ChangeOutcome outcome)
    {
        var change = (outcome ?? throw new ArgumentNullException(nameof(outcome))).Change;
        return new DirectoryProblem($"{outcome.Status} {change.Kind}{ProjectOf(change.Membership?.ProjectId)}", [change.Person], outcome.ToString());
    }

    /// <inheritdoc cref="Description" />
    /// <returns>The sentence.</returns>
    public override string ToString() => Description;

    internal static DirectoryProblem Of(PlanConflict conflict) => new($"Conflict {conflict.Reason}{ProjectOf(conflict.ProjectId)}", conflict.People, $"Conflict: {conflict}");

    internal static DirectoryProblem Of(SkippedPerson skipped) => new($"Skipped {skipped.Reason}", [skipped.Person], $"Skipped: {skipped}");

    internal static DirectoryProblem OfUnlinked(PersonReference user) => new("Unlinked", [user], $"Unlinked: {user} is in scope, not in the source, and stays active");

    private static string ProjectOf(long? id) => id is null ? "" : FormattableString.Invariant($" project {id}");

    private static string KeyOf(PersonReference person)
    {
        if (person.OriginId is { } originId)
            return "origin id " + originId;
        if (person.UserId is { } id)
            return "user " + id.ToString(CultureInfo.InvariantCulture);
        return (person.EmailAddress?.ToUpperInvariant() ?? person.Name) is { } text
            ? "person #" + Hash(text)
            : "person at " + person.Position?.ToString(CultureInfo.InvariantCulture);
    }

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
#pragma warning disable CA1850 // The static method isn't in netstandard2.0.
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(8).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
#pragma warning restore CA1850
    }
}
