using System.Globalization;
using Procore.CompanyUsers;
using Procore.Generated.Json;

namespace Procore.Generated.Errors;

/// <summary>Reads what a response says in words of its result, such as <c>"status": "failed"</c>. Procore documents no words.</summary>
internal static class StatedResult
{
    /// <summary>Properties that say whether something succeeded. A user's own <c>status</c> can be another one.</summary>
    public static readonly string[] Properties = ["status", "result", "success"];

    private static readonly HashSet<string> Successes = new(StringComparer.OrdinalIgnoreCase)
    {
        "success", "successful", "successfully", "succeeded", "ok", "okay", "true", "yes", "done", "complete", "completed", "created", "saved", "synced", "added", "removed", "updated", "changed", "unchanged",
        "activated", "deactivated", "reactivated", "invited", "sent", "delivered", "not_modified", "not modified", "no_content", "no content", "no change", "no changes", "1",
    };

    private static readonly HashSet<string> Promises = new(StringComparer.OrdinalIgnoreCase) { "accepted", "queued", "pending", "processing", "in_progress", "in progress", "scheduled", "started" };

    /// <summary>Words that say nothing else. A user's <c>status</c> is a result if it is one of them.</summary>
    private static readonly HashSet<string> PlainFailures = new(StringComparer.OrdinalIgnoreCase)
    {
        "failed", "failure", "fail", "error", "errored", "rejected", "refused", "forbidden", "unprocessable", "unauthorized", "unsuccessful", "unsaved",
    };

    private static readonly HashSet<string> Failures = new(PlainFailures.Concat(["false", "no", "denied", "invalid", "skipped", "ignored", "aborted", "canceled", "cancelled", "0"]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with which a sentence says that something went wrong.</summary>
    private static readonly HashSet<string> BadWords = new(PlainFailures.Concat(["fails", "errors", "failures", "rejects", "refuses", "not", "cannot", "unable", "denied", "invalid", "missing", "taken", "exists", "exceeded", "exceeds", "expired", "locked", "conflict", "unavailable", "timeout", "duplicate", "down", "wrong", "problem", "aborted"]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with which it may say so, unless it also says that something was done.</summary>
    private static readonly HashSet<string> DoubtfulWords = new(StringComparer.OrdinalIgnoreCase) { "no", "nothing", "must", "required", "blank", "unknown", "permission", "limit", "maintenance", "partially" };

    private static readonly HashSet<string> Findings = new(StringComparer.OrdinalIgnoreCase) { "found", "result", "results", "record", "records", "match", "matches" };

    /// <summary>Flags that are true in a failure.</summary>
    private static readonly string[] FailureFlags = ["is_error", "isError", "has_errors", "hasErrors", "failed", "failure", "rejected", "refused"];

    /// <summary>Flags that are false in a failure.</summary>
    private static readonly string[] SuccessFlags = ["ok", "is_success", "isSuccess", "succeeded", "successful", "sent", "delivered"];

    /// <summary>Properties that count what failed.</summary>
    private static readonly string[] FailureCounts = ["failures", "failed", "error_count", "errors_count", "failed_count", "failure_count"];

    /// <summary>Properties that hold errors and nothing else.</summary>
    private static readonly string[] ErrorProperties = ["errors", "error", "error_message", "errorMessage", "error_messages", "errorMessages"];

    /// <summary>Properties that hold a message, which can be one of success too.</summary>
    private static readonly string[] MessageProperties = ["message", "messages", "reason", "error_description"];

    /// <summary>Every property that is read here.</summary>
    public static readonly HashSet<string> AllProperties = new([.. Properties, .. FailureFlags, .. SuccessFlags, .. FailureCounts, .. ErrorProperties, .. MessageProperties], StringComparer.OrdinalIgnoreCase);

    /// <param name="meaning">Success if nothing says otherwise; unknown if something isn't understood, or a message speaks of a failure.</param>
    /// <param name="messages">What is said of it.</param>
    public readonly struct Verdict(Meaning meaning, IReadOnlyList<ProcoreErrorMessage> messages)
    {
        public Meaning Meaning { get; } = meaning;

        public IReadOnlyList<ProcoreErrorMessage> Messages { get; } = messages;
    }

    public enum Meaning
    {
        Unknown,
        Success,

        /// <summary>It is to be done later.</summary>
        Promise,
        Failure,
    }

    /// <param name="result">The value of one of <see cref="Properties" />: a word, a sentence, a flag, or an HTTP status.</param>
    public static Meaning Of(object? result)
    {
        if (PlainJson.TextOf(result)?.Trim() is not { Length: > 0 } text)
            return Meaning.Unknown;
        if (Successes.Contains(text))
            return Meaning.Success;
        if (Promises.Contains(text) || text == "202")
            return Meaning.Promise;
        if (Failures.Contains(text) || StatusOf(text) is >= 400)
            return Meaning.Failure;
        if (StatusOf(text) is >= 200 and <= 299)
            return Meaning.Success;
        return IsBadNews(text) ? Meaning.Failure : IsGoodNews(text) ? Meaning.Success : Meaning.Unknown;
    }

    /// <summary>Reads what properties say of the result of a request, or of one user.</summary>
    /// <param name="properties">The properties of the response, or of one user in it.</param>
    /// <param name="isUser">Whether they are those of a user, whose <c>status</c> can be a property of the user, such as <c>locked</c>.</param>
    /// <param name="hasContent">Whether what was asked for is there. Otherwise a message says why it isn't.</param>
    public static Verdict VerdictOf(IReadOnlyDictionary<string, object?> properties, bool isUser, bool hasContent)
    {
        var errors = MessagesIn(properties, ErrorProperties);
        var said = MessagesIn(properties, MessageProperties);
        if (errors.Count > 0)
            return new Verdict(Meaning.Failure, [.. errors, .. said]);
        if (DenialIn(properties, isUser) is { } denial)
            return new Verdict(Meaning.Failure, said.Count > 0 ? said : [new ProcoreErrorMessage(null, $"Procore refused the request without saying why ({denial}).")]);
        if (!hasContent && said.Exists(message => !IsGoodNews(message.Message)))
            return new Verdict(Meaning.Failure, said);
        if (said.Exists(message => IsBadNews(message.Message)))
            return new Verdict(Meaning.Unknown, said);
        List<Meaning> stated = [.. Properties.Where(name => properties.ContainsKey(name) && !(isUser && name == "status")).Select(name => Of(properties[name]))];
        return stated.Contains(Meaning.Unknown) ? new Verdict(Meaning.Unknown, said)
            : stated.Contains(Meaning.Promise) ? new Verdict(Meaning.Promise, [])
            : new Verdict(Meaning.Success, []);
    }

    /// <summary>The messages in properties that say what is wrong, or what was done.</summary>
    public static List<ProcoreErrorMessage> MessagesIn(IReadOnlyDictionary<string, object?> properties) => [.. MessagesIn(properties, ErrorProperties), .. MessagesIn(properties, MessageProperties)];

    /// <summary>The messages in properties that say what is wrong.</summary>
    public static List<ProcoreErrorMessage> ErrorsIn(IReadOnlyDictionary<string, object?> properties) => MessagesIn(properties, ErrorProperties);

    /// <summary>Whether a property holds an error, or a message of either kind.</summary>
    public static bool IsMessage(string name) => ErrorProperties.Contains(name, StringComparer.OrdinalIgnoreCase) || MessageProperties.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static List<ProcoreErrorMessage> MessagesIn(IReadOnlyDictionary<string, object?> properties, string[] names)
    {
        var messages = new List<ProcoreErrorMessage>();
        foreach (var name in names)
        {
            if (properties.TryGetValue(name, out var value) && !SaysNothing(value))
                ErrorBody.Gather(value is true ? "Procore says that it failed." : value, null, messages);
        }
        return messages;
    }

    /// <summary>What says that it failed, as <c>status: failed</c>; null if nothing does.</summary>
    private static string? DenialIn(IReadOnlyDictionary<string, object?> properties, bool isUser)
    {
        foreach (var name in Properties)
        {
            if (!properties.TryGetValue(name, out var result))
                continue;
            var isFailure = isUser && name == "status"
                ? PlainJson.TextOf(result)?.Trim() is { } word && (PlainFailures.Contains(word) || StatusOf(word) is >= 400)
                : Of(result) == Meaning.Failure;
            if (isFailure)
                return $"{name}: {WordOf(PlainJson.TextOf(result)!)}";
        }
        return FailureFlags.FirstOrDefault(name => Is(properties, name, "true", "1"))
            ?? FailureCounts.FirstOrDefault(name => properties.TryGetValue(name, out var count) && count is > 0L)
            ?? SuccessFlags.Where(name => Is(properties, name, "false", "0")).Select(name => name + ": false").FirstOrDefault();
    }

    /// <summary>A word that is known. A sentence may quote what was sent.</summary>
    private static string WordOf(string result) => Failures.Contains(result.Trim()) || StatusOf(result.Trim()) is not null ? result.Trim().ToLowerInvariant() : "a sentence";

    /// <summary>Whether a sentence says that something succeeded, and nothing else.</summary>
    public static bool IsGoodNews(string? text) => text is not null && !IsBadNews(text) && WordsOf(text).Exists(Successes.Contains);

    /// <summary>Whether a sentence says that something went wrong.</summary>
    public static bool IsBadNews(string? text)
    {
        if (text is null || Successes.Contains(text.Trim(' ', '.', '!')))
            return false;
        var words = WordsOf(text);
        return Has(words, BadWords) || text.IndexOf("n't", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("n\u2019t", StringComparison.OrdinalIgnoreCase) >= 0
            || (Has(words, DoubtfulWords) && !words.Exists(Successes.Contains));
    }

    /// <summary>Whether a sentence about an empty list says more than that nothing was found.</summary>
    public static bool IsBadNewsOfList(string? text)
    {
        if (text is null)
            return false;
        var words = WordsOf(text);
        return !words.Exists(Findings.Contains) && IsBadNews(string.Join(" ", words.Where(word => !word.Equals("no", StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Whether a value says that there are no errors: null, false, 0, an empty text, or nothing but such values.</summary>
    public static bool SaysNothing(object? errors) => errors switch
    {
        null or false or 0L or 0.0 or "" => true,
        List<object?> list => list.TrueForAll(SaysNothing),
        Dictionary<string, object?> map => map.Values.All(SaysNothing),
        _ => false,
    };

    /// <summary>Whether one of the words is there, but not as in "no errors".</summary>
    private static bool Has(List<string> words, HashSet<string> wanted)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Equals("no", StringComparison.OrdinalIgnoreCase) && i + 1 < words.Count && BadWords.Contains(words[i + 1]))
                i++;
            else if (wanted.Contains(words[i]))
                return true;
        }
        return false;
    }

    private static bool Is(IReadOnlyDictionary<string, object?> properties, string name, params string[] values) =>
        properties.TryGetValue(name, out var flag) && PlainJson.TextOf(flag) is { } text && values.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static int? StatusOf(string text) =>
        text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599 ? status : null;

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
