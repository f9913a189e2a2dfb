using Procore.CompanyUsers.Models;
using Procore.Generated.Errors;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Reads models and errors that are in other places than documented.</summary>
internal static class ModelShapes
{
    /// <returns>The model inside a wrapper such as <c>{"data": {…}}</c> or <c>{"data": [{…}]}</c>; null where there is none.</returns>
    public static T? Wrapped<T>(JsonModel wrapper, string name)
        where T : JsonModel, new() =>
        wrapper.TryGetRaw(name, out var value)
            ? value switch
            {
                Dictionary<string, object?> map => Read<T>(map),
                List<object?> { Count: 1 } list when list[0] is Dictionary<string, object?> map => Read<T>(map),
                _ => null,
            }
            : null;

    public static T Read<T>(Dictionary<string, object?> map)
        where T : JsonModel, new() => ProcoreJson.Deserialize<T>(JsonText.WriteReceived<object?>(map));

    /// <summary>What a user says of the result of the request for it.</summary>
    public static StatedResult.Verdict VerdictOf(CompanyUser user) => StatedResult.VerdictOf(SaidBy(user), isUser: true, hasContent: user.Id > 0);

    /// <summary>What is said beside what was asked for.</summary>
    public static StatedResult.Verdict VerdictBeside(JsonModel wrapper) => StatedResult.VerdictOf(SaidBy(wrapper), isUser: false, hasContent: true);

    /// <returns>What a model that should be a success says is wrong; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(JsonModel model) =>
        StatedResult.VerdictOf(SaidBy(model), isUser: false, hasContent: false) is { Meaning: StatedResult.Meaning.Failure } verdict ? verdict.Messages : [];

    /// <summary>What a response with a result for each item says of all of them.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasErrors">Whether it has errors of single items. Counts, flags and messages are a summary of them then.</param>
    public static StatedResult.Verdict VerdictOfAll(JsonModel response, bool hasErrors = false)
    {
        var said = SaidBy(response);
        said.Remove("errors");
        return StatedResult.VerdictOf(hasErrors ? StatedResult.WithoutSummary(said) : said, isUser: false, hasContent: true);
    }

    /// <returns>What a body without a documented shape says is wrong; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(object? body) => body switch
    {
        false => [new ProcoreErrorMessage(null, "Procore refused the request without saying why (false).")],
        string text => StatedResult.Of(text) == StatedResult.Meaning.Failure || StatedResult.IsBadNews(text) ? [new ProcoreErrorMessage(null, text) { IsEcho = true }] : [],
        List<object?> list => [.. list.SelectMany(RefusalOf)],
        Dictionary<string, object?> map => StatedResult.VerdictOf(map, isUser: map.At("id") is > 0L, hasContent: true) is { Meaning: StatedResult.Meaning.Failure or StatedResult.Meaning.Unknown } verdict
            ? verdict.Messages.Count > 0 ? verdict.Messages : [new ProcoreErrorMessage(null, "Procore's response has a result that isn't understood.")]
            : [.. RefusalOf(map.At("data")), .. RefusalOf(map.At("user"))],
        _ => [],
    };

    /// <returns>What a response about a batch, or its <c>data</c>, says of a failure of the whole batch; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> FailureOfBatch(object? body, bool isComplete = false) => body switch
    {
        List<object?> list => [.. list.SelectMany(item => FailureOfBatch(item, isComplete))],
        Dictionary<string, object?> map => StatedResult.VerdictOf(StatedResult.WithoutCounts(map, isComplete), isUser: false, hasContent: true) is { Meaning: not StatedResult.Meaning.Success, Messages.Count: > 0 } verdict
            && (verdict.Meaning == StatedResult.Meaning.Failure || isComplete) ? verdict.Messages : FailureOfBatch(map.At("data"), isComplete),
        _ => [],
    };

    /// <summary>The messages in a model that is an error.</summary>
    public static IReadOnlyList<ProcoreErrorMessage> MessagesIn(JsonModel error) => StatedResult.MessagesIn(SaidBy(error));

    /// <summary>What the model says of its result, in properties that no model has.</summary>
    private static Dictionary<string, object?> SaidBy(JsonModel model)
    {
        var said = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in model.RawProperties())
        {
            if (StatedResult.AllProperties.Contains(property.Key))
                said[property.Key] = PlainJson.Of(property.Value);
        }
        return said;
    }

    /// <returns>The messages in a value of any shape in which Procore writes errors.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> MessagesOf(object? value)
    {
        var messages = new List<ProcoreErrorMessage>();
        ErrorBody.Gather(PlainJson.Of(value), null, messages);
        return messages;
    }
}
