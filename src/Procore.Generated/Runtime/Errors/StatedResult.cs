using System.Globalization;
using System.Text.RegularExpressions;
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
        "success", "successful", "successfully", "succeeded", "ok", "okay", "true", "yes", "done", "complete", "completed", "finished", "processed", "created", "saved", "synced", "added", "removed", "updated",
        "changed", "unchanged", "activated", "deactivated", "reactivated", "invited", "sent", "delivered", "revoked", "not_modified", "not modified", "no_content", "no content", "no change", "no changes", "1",
    };

    private static readonly HashSet<string> Promises = new(StringComparer.OrdinalIgnoreCase) { "accepted", "queued", "enqueued", "pending", "processing", "running", "waiting", "submitted", "in_progress", "in progress", "scheduled", "started" };

    /// <summary>Words that say nothing else. A user's <c>status</c> is a result if it has one of them.</summary>
    private static readonly HashSet<string> PlainFailures = new(StringComparer.OrdinalIgnoreCase)
    {
        "failed", "failure", "fail", "error", "errored", "rejected", "refused", "forbidden", "unprocessable", "unauthorized", "unsuccessful", "unsuccessfully", "unsaved",
    };

    private static readonly HashSet<string> Failures = new(PlainFailures.Concat(["false", "no", "denied", "invalid", "skipped", "ignored", "aborted", "canceled", "cancelled", "0"]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with which a sentence says that something went wrong.</summary>
    private static readonly HashSet<string> BadWords = new(
        PlainFailures.Concat(
        [
            "false", "fails", "errors", "failures", "rejects", "refuses", "not", "cannot", "unable", "denied", "declined", "invalid", "missing", "taken", "exceeded", "exceeds", "expired", "locked", "conflict",
            "unavailable", "timeout", "timed", "duplicate", "down", "wrong", "problem", "aborted", "insufficient", "bad", "restricted", "prohibited", "rolled", "rollback", "quota", "unsupported", "incomplete",
        ]),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with which it may say so.</summary>
    private static readonly HashSet<string> DoubtfulWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "0", "nothing", "nobody", "none", "never", "must", "only", "required", "blank", "unknown", "permission", "maintenance", "partial", "partially", "part", "exists", "try",
    };

    private static readonly HashSet<string> Negations = new(StringComparer.OrdinalIgnoreCase) { "no", "0", "zero", "without", "none", "nothing" };

    private static readonly HashSet<string> Changes = new(StringComparer.OrdinalIgnoreCase) { "change", "changes", "update", "updates", "to" };

    private static readonly HashSet<string> Findings = new(StringComparer.OrdinalIgnoreCase) { "found", "result", "results", "record", "records", "match", "matches", "any" };

    /// <summary>Flags that are true in a failure, also those of a user.</summary>
    private static readonly string[] FailureFlagsOfUsers = ["is_error", "isError", "has_errors", "hasErrors", "failed"];

    private static readonly string[] FailureFlags = [.. FailureFlagsOfUsers, "failure", "rejected", "refused"];

    /// <summary>Flags that are false in a failure, also those of a user.</summary>
    private static readonly string[] SuccessFlagsOfUsers = ["ok", "is_success", "isSuccess", "succeeded", "successful"];

    private static readonly string[] SuccessFlags = [.. SuccessFlagsOfUsers, "sent", "delivered", "invited"];

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

    /// <summary>An e-mail address has words of its own. Takes linear time.</summary>
    private static readonly Regex Address = new(@"[^\s@]{1,100}@[^\s@]{1,200}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

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
        return NewsOf(text) switch
        {
            News.Good => Meaning.Success,
            News.Bad => Meaning.Failure,
            _ => Meaning.Unknown,
        };
    }

    /// <summary>Reads what properties say of the result of a request, or of one user.</summary>
    /// <param name="properties">The properties of the response, or of one user in it.</param>
    /// <param name="isUser">Whether they are those of a user, whose <c>status</c> can be a property of the user, such as <c>locked</c>.</param>
    /// <param name="hasContent">Whether what was asked for is there. Otherwise a message says why it isn't.</param>
    public static Verdict VerdictOf(Dictionary<string, object?> properties, bool isUser, bool hasContent)
    {
        if (properties.Count == 0)
            return new Verdict(Meaning.Success, []);
        properties = properties.WithFoldedNames();
        var errors = MessagesIn(properties, ErrorProperties);
        var said = MessagesIn(properties, MessageProperties);
        if (errors.Count > 0)
            return new Verdict(Meaning.Failure, [.. errors, .. said]);
        if (DenialIn(properties, isUser) is { } denial)
            return new Verdict(Meaning.Failure, said.Count > 0 ? said : [new ProcoreErrorMessage(null, $"Procore refused the request without saying why ({denial}).")]);
        if (!hasContent && said.Exists(message => !IsGoodNews(message.Message)))
            return new Verdict(Meaning.Failure, said);
        // A user can have a reason of its own, such as that for leaving.
        var about = isUser ? MessagesIn(properties, ["message", "messages"]) : said;
        if (about.Exists(message => IsBadNews(message.Message)) || (isUser && IsFlagged(properties)))
            return new Verdict(Meaning.Unknown, about);
        List<Meaning> stated = [.. Properties.Where(name => properties.TryGetValue(name, out var value) && value is not null && (!isUser || name == "success")).Select(name => Of(properties[name]))];
        return stated.Contains(Meaning.Unknown) ? new Verdict(Meaning.Unknown, about)
            : stated.Contains(Meaning.Promise) ? new Verdict(Meaning.Promise, [])
            : new Verdict(Meaning.Success, []);
    }

    /// <summary>Only what says by itself that all failed: an error, or a result of failure.</summary>
    public static Dictionary<string, object?> WithoutSummary(Dictionary<string, object?> properties) =>
        properties.WithFoldedNames((name, value) => IsOneOf(name, ErrorProperties) || (IsOneOf(name, Properties) && IsPlainResult(value)));

    /// <summary>What a batch says of itself, without what counts its items.</summary>
    /// <param name="properties">The properties of the response.</param>
    /// <param name="isComplete">Whether the batch is complete, so that flags are about all of it.</param>
    public static Dictionary<string, object?> WithoutCounts(Dictionary<string, object?> properties, bool isComplete) => properties.WithFoldedNames((name, value) =>
    {
        var isCount = value is >= 0L and < 100L || (IsOneOf(name, FailureCounts) && value is not true);
        return !isCount && (isComplete || !(IsOneOf(name, FailureFlags) || IsOneOf(name, SuccessFlags)));
    });

    /// <summary>Whether a result is one known word of failure or of a promise, or an HTTP status of failure.</summary>
    private static bool IsPlainResult(object? result) =>
        PlainJson.TextOf(result)?.Trim() is { } word && (Failures.Contains(word) || Promises.Contains(word) || StatusOf(word) is >= 400);

    private static bool IsOneOf(string name, string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The messages in properties that say what is wrong, or what was done.</summary>
    public static List<ProcoreErrorMessage> MessagesIn(Dictionary<string, object?> properties) => [.. MessagesIn(properties, ErrorProperties), .. MessagesIn(properties, MessageProperties)];

    /// <summary>The messages in properties that say what is wrong.</summary>
    public static List<ProcoreErrorMessage> ErrorsIn(Dictionary<string, object?> properties) => MessagesIn(properties, ErrorProperties);

    /// <summary>Whether a property holds an error, or a message of either kind.</summary>
    public static bool IsMessage(string name) => IsOneOf(name, ErrorProperties) || IsOneOf(name, MessageProperties);

    private static List<ProcoreErrorMessage> MessagesIn(Dictionary<string, object?> properties, string[] names)
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
    private static string? DenialIn(Dictionary<string, object?> properties, bool isUser)
    {
        foreach (var name in Properties)
        {
            if (properties.TryGetValue(name, out var result) && (isUser && name != "success" ? IsPlainFailure(result) : Of(result) == Meaning.Failure))
                return $"{name}: {WordOf(PlainJson.TextOf(result)!)}";
        }
        if (isUser)
            return null;
        return FailureFlags.FirstOrDefault(name => Is(properties, name, "true", "1"))
            ?? FailureCounts.FirstOrDefault(name => properties.TryGetValue(name, out var count) && IsMoreThanNone(count))
            ?? SuccessFlags.Where(name => Is(properties, name, "false", "0")).Select(name => name + ": false").FirstOrDefault();
    }

    /// <summary>Whether flags say that it failed. Of a user they may be about something else.</summary>
    private static bool IsFlagged(Dictionary<string, object?> properties) =>
        FailureFlagsOfUsers.Any(name => Is(properties, name, "true")) || SuccessFlagsOfUsers.Any(name => Is(properties, name, "false"));

    private static bool IsPlainFailure(object? result) => PlainJson.TextOf(result) is { } text
        && (StatusOf(text.Trim()) is >= 400 || (WordsOf(text) is var words && (words.Exists(PlainFailures.Contains) || (words.Contains("not", StringComparer.OrdinalIgnoreCase) && words.Contains("saved", StringComparer.OrdinalIgnoreCase)))));

    private static bool IsMoreThanNone(object? count) => count switch
    {
        List<object?> list => list.Count > 0,
        Dictionary<string, object?> map => map.Count > 0,
        _ => long.TryParse(PlainJson.TextOf(count), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
    };

    /// <summary>A word that is known. A sentence may quote what was sent.</summary>
    private static string WordOf(string result) => Failures.Contains(result.Trim()) || StatusOf(result.Trim()) is not null ? result.Trim().ToLowerInvariant() : "a sentence";

    /// <summary>Whether a text says that something succeeded.</summary>
    public static bool IsGoodNews(string? text) => text is not null && (Successes.Contains(text.Trim()) || NewsOf(text) == News.Good);

    /// <summary>Whether a text says, or may say, that something went wrong.</summary>
    public static bool IsBadNews(string? text) => text is not null && NewsOf(text) is News.Bad or News.Doubtful;

    /// <summary>Whether a text about an empty list says more than that nothing was found.</summary>
    public static bool IsBadNewsOfList(string? text)
    {
        if (text is null)
            return false;
        var words = WordsOf(text);
        var isSearch = words.Exists(Findings.Contains);
        words.RemoveAll(word => Negations.Contains(word) || (isSearch && word.Equals("not", StringComparison.OrdinalIgnoreCase)));
        return NewsOf(words, HasContraction(text) && !isSearch) is News.Bad or News.Doubtful;
    }

    /// <summary>Whether a value says that there are no errors: null, false, 0, an empty text, or nothing but such values.</summary>
    public static bool SaysNothing(object? errors) => errors switch
    {
        null or false or 0L or 0.0 => true,
        string text => text.Trim().ToLowerInvariant() is "" or "0" or "false" or "null" or "none" or "[]" or "{}" or "no error" or "no errors",
        List<object?> list => list.TrueForAll(SaysNothing),
        Dictionary<string, object?> map => map.Values.All(SaysNothing),
        _ => false,
    };

    private enum News
    {
        None,
        Good,
        Doubtful,
        Bad,
    }

    /// <summary>What the first of its sentences says that says something. Later ones can be about other things, such as that the user won't be notified.</summary>
    private static News NewsOf(string text)
    {
        if (text.Trim(' ', '.', '!') is var word && (Successes.Contains(word) || Promises.Contains(word)))
            return News.Good;
        foreach (var sentence in Address.Replace(text, string.Empty).Split('.', ';', '!', '?', '\n'))
        {
            if (NewsOf(WordsOf(sentence), HasContraction(sentence)) is not News.None and var news)
                return news;
        }
        return News.None;
    }

    private static News NewsOf(List<string> words, bool hasContraction)
    {
        RemoveNothings(words);
        if (hasContraction || words.Exists(BadWords.Contains))
            return News.Bad;
        var isGood = words.Exists(word => Successes.Contains(word) || Promises.Contains(word));
        return words.Exists(DoubtfulWords.Contains) ? isGood ? News.Doubtful : News.Bad : isGood ? News.Good : News.None;
    }

    /// <summary>Removes "no errors", "0 users failed", "errors: 0", "no changes" and the like.</summary>
    private static void RemoveNothings(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var length = !Negations.Contains(words[i]) ? BadWords.Contains(words[i]) && i + 1 < words.Count && words[i + 1] == "0" ? 2 : 0
                : i + 1 < words.Count && (BadWords.Contains(words[i + 1]) || Changes.Contains(words[i + 1])) ? 2
                : i + 2 < words.Count && BadWords.Contains(words[i + 2]) && !Successes.Contains(words[i + 1]) ? 3 : 0;
            if (length > 0)
                words.RemoveRange(i--, length);
        }
    }

    private static bool HasContraction(string text) =>
        text.IndexOf("n't", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("n\u2019t", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool Is(Dictionary<string, object?> properties, string name, params string[] values) =>
        properties.TryGetValue(name, out var flag) && PlainJson.TextOf(flag) is { } text && values.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static int? StatusOf(string text) =>
        text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599 ? status : null;

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
                continue;
            if (i > start)
                words.Add(text.Substring(start, i - start));
            start = i + 1;
        }
        return words;
    }
}
