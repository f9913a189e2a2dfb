using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>Syncs as they stand on the wire.</summary>
internal static class SyncBody
{
    public static IReadOnlyList<JObject> Updates(this SentRequest request) =>
        [.. Json.Parse(request.Body!)["updates"]!.Cast<JObject>()];

    /// <summary>Every update answered as a user, one that is new under an id of its own.</summary>
    public static HttpResponseMessage SaveAll(SentRequest request) => Answer.Json(Result(request.Updates().Select(Saved), []).ToString());

    public static JObject Saved(JObject update, int index)
    {
        var user = (JObject)update.DeepClone();
        if (user["id"] is null or JValue { Value: null })
            user["id"] = 1_000_000 + index;
        return user;
    }

    public static JObject Refused(JObject update, string field, string message)
    {
        var error = (JObject)update.DeepClone();
        error["errors"] = new JObject { [field] = new JArray(message) };
        return error;
    }

    public static JObject Result(IEnumerable<JObject> entities, IEnumerable<JObject> errors) =>
        new() { ["entities"] = new JArray(entities), ["errors"] = new JArray(errors) };
}
