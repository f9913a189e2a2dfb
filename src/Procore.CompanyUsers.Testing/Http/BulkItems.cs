using System.Globalization;
using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>Reads the items of a bulk request. Ids are numbers in v1 and text in v2.</summary>
internal static class BulkItems
{
    // A malformed item refuses the whole request, so all are read before any is applied.
    public static List<MembershipItem> Read(AuthorizedRequest request) =>
        [.. request.Required<JsonArray>("users").Select(item => Read(item, request.Operation.Attributes))];

    private static MembershipItem Read(JsonNode? node, IReadOnlyDictionary<string, string> types)
    {
        var item = node as JsonObject ?? throw Refusal.BadRequest("The parameter users holds something that is not an object.");
        return new MembershipItem(
            Id("user_id") ?? throw Refusal.BadParameter("user_id", "is missing"),
            Id("project_id") ?? throw Refusal.BadParameter("project_id", "is missing"),
            Id("permission_template_id"),
            Ids("project_role_ids"))
        {
            ClearsPermissionTemplate = item.ContainsKey("permission_template_id") && item["permission_template_id"] is null,
        };

        long? Id(string name) => Sent(name) is { } value ? ReadId(value, name, types[name]) : null;

        IReadOnlyList<long>? Ids(string name) => Sent(name) switch
        {
            null => null,
            JsonArray values => [.. values.Select(value => ReadId(value, name, "string"))],
            _ => throw Refusal.BadParameter(name, "is not an array"),
        };

        JsonNode? Sent(string name) => types.ContainsKey(name) ? item[name] : null;
    }

    private static long ReadId(JsonNode? value, string name, string type) => JsonTree.ValueOf(value) switch
    {
        long id when type == "integer" => id,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw Refusal.BadParameter(name, type == "string" ? "is not an id as text" : "is not an id"),
    };
}
