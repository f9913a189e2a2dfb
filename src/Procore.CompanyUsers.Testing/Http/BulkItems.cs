using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Reads the items of a bulk request. Ids are numbers in v1 and text in v2.</summary>
internal static class BulkItems
{
    // A malformed item refuses the whole request, so all are read before any is applied.
    public static List<MembershipItem> Read(AuthorizedRequest request) =>
        request.Required<JArray>("users").Select(token => Read(token, request.Operation.Attributes)).ToList();

    private static MembershipItem Read(JToken token, IReadOnlyDictionary<string, string> types)
    {
        var item = token as JObject ?? throw Refusal.BadRequest("The parameter users holds something that is not an object.");
        return new MembershipItem(
            Id("user_id") ?? throw Refusal.BadParameter("user_id", "is missing"),
            Id("project_id") ?? throw Refusal.BadParameter("project_id", "is missing"),
            Id("permission_template_id"),
            Ids("project_role_ids"))
        {
            ClearsPermissionTemplate = item["permission_template_id"] is { Type: JTokenType.Null },
        };

        long? Id(string name) => Sent(name) is { } value ? ReadId(value, name, types[name]) : null;

        IReadOnlyList<long>? Ids(string name) => Sent(name) switch
        {
            null => null,
            JArray values => [.. values.Select(value => ReadId(value, name, "string"))],
            _ => throw Refusal.BadParameter(name, "is not an array"),
        };

        JToken? Sent(string name) => types.ContainsKey(name) && item[name] is { Type: not JTokenType.Null } value ? value : null;
    }

    private static long ReadId(JToken token, string name, string type) => token switch
    {
        JValue { Value: long id } when type == "integer" => id,
        JValue { Value: string text } when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw Refusal.BadParameter(name, type == "string" ? "is not an id as text" : "is not an id"),
    };
}
