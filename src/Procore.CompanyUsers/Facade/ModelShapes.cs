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

    /// <returns>What a model that should be a success says is wrong; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(JsonModel model) => RefusalIn(model, hasContent: false);

    /// <returns>What is wrong by what is beside a wrapped model, where a message may be one of success; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalBeside(JsonModel wrapper) => RefusalIn(wrapper, hasContent: true);

    /// <returns>What a response with a result for each item says is wrong as a whole; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOfAll(JsonModel response)
    {
        var said = Raw(response);
        said.Remove("errors");
        return RefusalIn(said, hasContent: true);
    }

    /// <returns>What a body without a documented shape says is wrong; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(object? body) => body switch
    {
        false => ErrorBody.WithoutWords,
        string text => StatedResult.Of(text) == StatedResult.Meaning.Failure ? [new ProcoreErrorMessage(null, text) { IsEcho = true }] : [],
        List<object?> list => [.. list.SelectMany(RefusalOf)],
        Dictionary<string, object?> map => RefusalIn(map, hasContent: !StatedResult.IsDenied(map) && !(PlainJson.TextOf(map.At("message")) is { } message && StatedResult.IsBadNews(message))) is { Count: > 0 } errors ? errors
            : map.TryGetValue("data", out var data) ? RefusalOf(data) : [],
        _ => [],
    };

    /// <summary>
    /// Whether a model says with <c>result</c> or <c>success</c>, which no user has, that something happened to it that isn't understood.
    /// </summary>
    public static bool IsUnclear(JsonModel model) => IsUnclear(model, "result") || IsUnclear(model, "success");

    private static bool IsUnclear(JsonModel model, string name) => model.TryGetRaw(name, out var said) && StatedResult.Of(said) == StatedResult.Meaning.Unknown;

    private static IReadOnlyList<ProcoreErrorMessage> RefusalIn(JsonModel model, bool hasContent) => RefusalIn(Raw(model), hasContent);

    private static IReadOnlyList<ProcoreErrorMessage> RefusalIn(Dictionary<string, object?> said, bool hasContent) => ErrorBody.RefusalIn(said, hasContent) is { Count: > 0 } messages ? messages
        : StatedResult.IsDenied(said) ? ErrorBody.WithoutWords : [];

    /// <summary>What the model says of its result, in properties that no model has.</summary>
    private static Dictionary<string, object?> Raw(JsonModel model)
    {
        var raw = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in ErrorBody.RefusalProperties.Concat(StatedResult.AllProperties))
        {
            if (model.TryGetRaw(name, out var value))
                raw[name] = PlainJson.Parse(JsonText.WriteReceived(value));
        }
        return raw;
    }

    /// <returns>The messages in a value of any shape in which Procore writes errors.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> MessagesOf(object? value)
    {
        var messages = new List<ProcoreErrorMessage>();
        ErrorBody.Gather(PlainJson.Parse(JsonText.WriteReceived(value)), null, messages);
        return messages;
    }
}
