using Procore.CompanyUsers.Models;
using Procore.Generated.Errors;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Reads models and errors that are in other places than documented.</summary>
internal static class ModelShapes
{
    private static readonly string[] ErrorProperties = ["errors", "error", "message", "messages", "reason", "error_description"];

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
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(JsonModel model)
    {
        var messages = MessagesIn(model, ErrorProperties);
        return messages.Count == 0 && IsDenied(model) ? ErrorBody.WithoutWords : messages;
    }

    /// <returns>What a body without a documented shape says is wrong; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOf(object? body)
    {
        if (body is not Dictionary<string, object?> map)
            return [];
        var isDenied = ErrorBody.IsDenied(map);
        var errors = ErrorBody.RefusalIn(map, hasContent: !isDenied);
        return errors.Count > 0 || !isDenied ? errors : ErrorBody.WithoutWords;
    }

    /// <returns>What is wrong by what is beside a wrapped model, where a message may be one of success; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalBeside(JsonModel wrapper) => MessagesIn(wrapper, ["errors", "error"]) is { Count: > 0 } messages ? messages
        : IsDenied(wrapper) ? ErrorBody.WithoutWords : [];

    /// <returns>What a response with a result for each item says is wrong as a whole; empty where it says nothing.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> RefusalOfAll(JsonModel response) => MessagesIn(response, ["error"]) is { Count: > 0 } messages ? messages
        : IsDenied(response) ? ErrorBody.WithoutWords : [];

    private static bool IsDenied(JsonModel model) => ErrorBody.Results.Any(name => model.TryGetRaw(name, out var result) && ErrorBody.IsFailure(result));

    private static List<ProcoreErrorMessage> MessagesIn(JsonModel model, string[] names)
    {
        var messages = new List<ProcoreErrorMessage>();
        foreach (var name in names)
        {
            if (model.TryGetRaw(name, out var value))
                messages.AddRange(MessagesOf(value));
        }
        return messages;
    }

    /// <returns>The messages in a value of any shape in which Procore writes errors.</returns>
    public static IReadOnlyList<ProcoreErrorMessage> MessagesOf(object? value)
    {
        var messages = new List<ProcoreErrorMessage>();
        ErrorBody.Gather(PlainJson.Parse(JsonText.WriteReceived(value)), null, messages);
        return messages;
    }
}
