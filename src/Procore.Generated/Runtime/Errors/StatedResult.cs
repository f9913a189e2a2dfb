using System.Globalization;
using Procore.Generated.Json;

namespace Procore.Generated.Errors;

/// <summary>Reads what a response says in words of its result, such as <c>"status": "failed"</c>. Procore documents no words.</summary>
internal static class StatedResult
{
    /// <summary>Properties that say whether something succeeded.</summary>
    public static readonly string[] Properties = ["status", "result", "success"];

    private static readonly HashSet<string> Successes = new(StringComparer.OrdinalIgnoreCase)
    {
        "success", "successful", "succeeded", "ok", "okay", "true", "yes", "done", "complete", "completed", "created", "saved", "synced", "added", "removed", "updated", "unchanged", "invited", "sent", "1",
    };

    private static readonly HashSet<string> Promises = new(StringComparer.OrdinalIgnoreCase) { "accepted", "queued", "pending", "processing", "in_progress", "in progress", "scheduled", "started" };

    private static readonly HashSet<string> Failures = new(StringComparer.OrdinalIgnoreCase)
    {
        "failed", "failure", "fail", "error", "errored", "errors", "false", "no", "rejected", "refused", "denied", "forbidden", "invalid", "unprocessable", "unauthorized", "unsuccessful", "unsaved",
        "skipped", "ignored", "aborted", "canceled", "cancelled", "0",
    };

    /// <summary>Words of a sentence that says that something went wrong.</summary>
    private static readonly HashSet<string> BadWords = new(Failures.Except(["0", "no"], StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase)
    {
        "no", "not", "cannot", "t", "unable", "without", "fails", "errors", "reject", "refuse", "invalid", "missing", "required", "must", "already", "taken", "exceeded", "exceeds", "expired", "locked",
        "conflict", "down", "unavailable", "unknown", "blank", "partially", "permission", "limit", "timeout", "duplicate", "only", "but", "except", "maintenance", "wrong", "problem",
    };

    private static readonly HashSet<string> Negations = new(StringComparer.OrdinalIgnoreCase) { "no", "not", "t", "without" };

    private static readonly HashSet<string> Findings = new(StringComparer.OrdinalIgnoreCase) { "found", "result", "results", "record", "records", "match", "matches", "user", "users", "data", "items", "entries" };

    /// <summary>Flags that are true in a failure.</summary>
    private static readonly string[] FailureFlags = ["is_error", "isError", "has_errors", "hasErrors", "failed", "failure", "rejected", "refused"];

    /// <summary>Flags that are false in a failure.</summary>
    private static readonly string[] SuccessFlags = ["ok", "is_success", "isSuccess", "succeeded", "successful"];

    public static readonly IReadOnlyList<string> AllProperties = [.. Properties, .. FailureFlags, .. SuccessFlags];

    public enum Meaning
    {
        Unknown,
        Success,

        /// <summary>It is to be done later.</summary>
        Promise,
        Failure,
    }

    /// <param name="result">The value of one of <see cref="Properties" />: a word, a flag, or an HTTP status.</param>
    public static Meaning Of(object? result)
    {
        if (PlainJson.TextOf(result)?.Trim() is not { Length: > 0 } text)
            return Meaning.Unknown;
        if (Successes.Contains(text))
            return Meaning.Success;
        if (Promises.Contains(text) || text == "202")
            return Meaning.Promise;
        if (Failures.Contains(text) || IsBadNews(text))
            return Meaning.Failure;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status switch { >= 200 and <= 299 => Meaning.Success, >= 400 and <= 599 => Meaning.Failure, _ => Meaning.Unknown }
            : Meaning.Unknown;
    }

    /// <summary>Whether the properties say as a whole that the request, or what they are about, failed.</summary>
    public static bool IsDenied(IReadOnlyDictionary<string, object?> properties) =>
        Properties.Any(name => properties.TryGetValue(name, out var result) && Of(result) == Meaning.Failure)
        || FailureFlags.Any(name => properties.TryGetValue(name, out var flag) && flag is true)
        || SuccessFlags.Any(name => properties.TryGetValue(name, out var flag) && flag is false);

    /// <summary>Whether a sentence says that something succeeded, and nothing else.</summary>
    public static bool IsGoodNews(string? text) => text is not null && WordsOf(text) is var words && words.Exists(Successes.Contains) && !words.Exists(BadWords.Contains);

    /// <summary>Whether a sentence says that something went wrong.</summary>
    public static bool IsBadNews(string text) => WordsOf(text).Exists(BadWords.Contains);

    /// <summary>Whether a sentence about an empty list says more than that nothing was found.</summary>
    public static bool IsBadNewsOfList(string? text) => text is not null && WordsOf(text) is var words
        && words.Exists(word => BadWords.Contains(word) && !(Negations.Contains(word) && words.Exists(Findings.Contains)));

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
                continue;
            if (i > start)
                words.Add(text.Substring(start, i - start));
            start = i + 1;
        }
        return words;
    }
}
