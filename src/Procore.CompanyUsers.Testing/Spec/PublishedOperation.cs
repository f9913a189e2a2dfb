using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>An operation of the document.</summary>
internal sealed class PublishedOperation
{
    private readonly HashSet<string> _query;
    private readonly HashSet<string> _statuses;
    private readonly IReadOnlyList<string> _extendedFields;
    private readonly IReadOnlyList<string> _normalFields;

    public PublishedOperation(string method, string path, JObject operation)
    {
        Method = new HttpMethod(method.ToUpperInvariant());
        Path = path;
        Segments = path.Trim('/').Split('/');
        Name = Regex.Replace((string)operation["operationId"]!, "^CompanyUsers(V1[0-9]+_|(?<api>V[2-9])[0-9]+)|Unscoped$", "${api}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var parameters = operation["parameters"] ?? new JArray();
        _query = [.. parameters.Where(parameter => (string?)parameter["in"] == "query").Select(parameter => (string)parameter["name"]!)];
        SortsBy = [.. parameters.Where(parameter => (string?)parameter["name"] == "sort").SelectMany(sort => sort["x-values"]!).Select(value => (string)value!)];
        _statuses = [.. ((JObject)operation["responses"]!).Properties().Select(response => response.Name)];
        _extendedFields = ReadFields(operation, isExtended: true);
        _normalFields = ReadFields(operation, isExtended: false);
        ItemFields = ReadItemFields(operation);
        Attributes = ReadAttributes(operation.SelectToken("requestBody.content['application/json'].schema"));
    }

    /// <summary>Procore publishes this operation outside of the part of its document that this library is made from.</summary>
    public static PublishedOperation ListRoles { get; } = new("get", "/rest/v1.0/companies/{company_id}/roles", JObject.Parse("""
        {
          "operationId": "ListRoles",
          "parameters": [{ "name": "filters[users_only]", "in": "query" }],
          "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "properties": { "id": {}, "name": {} } } } } } } }
        }
        """));

    public HttpMethod Method { get; }

    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    /// <summary>The operation's name without scope and version, such as <c>List</c>; v2 keeps its first number, as in <c>V2_BulkAdd</c>.</summary>
    public string Name { get; }

    public bool IsV2 => Name.StartsWith("V2_", StringComparison.Ordinal);

    /// <summary>The attributes of a user, or of each user in bulk, that a JSON body may hold, with their types.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>The list's sort keys; empty if it can't be sorted.</summary>
    public IReadOnlyList<string> SortsBy { get; }

    /// <summary>The query parameters.</summary>
    public IEnumerable<string> QueryParameters => _query;

    /// <summary>The properties of each item, if the response is a list.</summary>
    public IReadOnlyList<string> ItemFields { get; }

    public bool HasResponse(int status) => _statuses.Contains(status.ToString(CultureInfo.InvariantCulture));

    public bool Takes(string queryParameter) => _query.Contains(queryParameter);

    /// <summary>The fields of a user in the response. A route without views returns the normal one.</summary>
    public IReadOnlyList<string> FieldsIn(string view) => view == "extended" ? _extendedFields : _normalFields;

    private static IReadOnlyList<string> ReadItemFields(JObject operation) =>
        operation.SelectToken("responses.200.content['application/json'].schema.items") is { } items && PublishedDocument.Resolve(items)["properties"] is JObject properties
            ? [.. properties.Properties().Select(property => property.Name)]
            : [];

    private static Dictionary<string, string> ReadAttributes(JToken? schema)
    {
        if (schema == null)
            return [];
        var body = PublishedDocument.Resolve(schema)["properties"]!;
        var user = (body["user"] ?? body["updates"] ?? body["users"])!;
        return PublishedDocument.Resolve(user["items"] ?? user)["properties"]!.Cast<JProperty>()
            .Where(attribute => (bool?)attribute.Value["x-form-only"] != true)
            .ToDictionary(attribute => attribute.Name, attribute => (string)attribute.Value["type"]!, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> ReadFields(JObject operation, bool isExtended)
    {
        foreach (var response in ((JObject)operation["responses"]!).Properties())
        {
            if ((string?)response.Value["x-published-as"] is { } schema)
                return PublishedDocument.FieldsOf(PublishedDocument.ViewOf(schema, isExtended));
        }

        return [];
    }
}
