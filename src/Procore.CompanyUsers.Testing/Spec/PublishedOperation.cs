using System.Globalization;
using System.Text.Json;

namespace Procore.CompanyUsers.Testing;

/// <summary>An operation of the document.</summary>
internal sealed class PublishedOperation
{
    private readonly HashSet<string> _query;
    private readonly HashSet<string> _statuses;
    private readonly IReadOnlyList<string> _extendedFields;
    private readonly IReadOnlyList<string> _normalFields;

    public PublishedOperation(string method, string path, JsonElement operation)
    {
        Method = new HttpMethod(method.ToUpperInvariant());
        Path = path;
        Segments = path.Trim('/').Split('/');
        Name = WithoutScopeAndVersion(operation.At("operationId")!.Value.GetString()!);
        List<JsonElement> parameters = operation.At("parameters") is { } given ? [.. given.EnumerateArray()] : [];
        _query = [.. parameters.Where(parameter => parameter.At("in")?.GetString() == "query").Select(NameOf)];
        SortsBy = [.. parameters.Where(parameter => NameOf(parameter) == "sort").SelectMany(sort => sort.At("x-values")!.Value.Texts())];
        _statuses = [.. operation.At("responses")!.Value.EnumerateObject().Select(response => response.Name)];
        _extendedFields = ReadFields(operation, isExtended: true);
        _normalFields = ReadFields(operation, isExtended: false);
        ItemFields = ReadItemFields(operation);
        Attributes = ReadAttributes(operation.At("requestBody", "content", "application/json", "schema"));
    }

    /// <summary>Procore publishes this operation outside of the part of its document that this library is made from.</summary>
    public static PublishedOperation ListRoles { get; } = new("get", "/rest/v1.0/companies/{company_id}/roles", JsonDocument.Parse("""
        {
          "operationId": "ListRoles",
          "parameters": [{ "name": "filters[users_only]", "in": "query" }],
          "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "properties": { "id": {}, "name": {} } } } } } } }
        }
        """).RootElement);

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

    /// <summary><c>CompanyUsersV13_ListUnscoped</c> becomes <c>List</c>, and <c>CompanyUsersV20_BulkAdd</c> becomes <c>V2_BulkAdd</c>.</summary>
    private static string WithoutScopeAndVersion(string operationId)
    {
        const string Client = "CompanyUsersV";
        const string Unscoped = "Unscoped";
        var name = operationId.EndsWith(Unscoped, StringComparison.Ordinal) ? operationId.Substring(0, operationId.Length - Unscoped.Length) : operationId;
        var end = name.IndexOf('_');
        if (!name.StartsWith(Client, StringComparison.Ordinal) || end < 0)
            return name;
        return name[Client.Length] == '1' ? name.Substring(end + 1) : "V" + name[Client.Length] + name.Substring(end);
    }

    private static string NameOf(JsonElement parameter) => parameter.At("name")!.Value.GetString()!;

    private static IReadOnlyList<string> ReadItemFields(JsonElement operation) =>
        operation.At("responses", "200", "content", "application/json", "schema", "items") is { } items && PublishedDocument.Resolve(items).At("properties") is { } properties
            ? [.. properties.EnumerateObject().Select(property => property.Name)]
            : [];

    private static Dictionary<string, string> ReadAttributes(JsonElement? schema)
    {
        if (schema is not { } given)
            return [];
        var body = PublishedDocument.Resolve(given).At("properties")!.Value;
        var user = (body.At("user") ?? body.At("updates") ?? body.At("users"))!.Value;
        return PublishedDocument.Resolve(user.At("items") ?? user).At("properties")!.Value.EnumerateObject()
            .Where(attribute => attribute.Value.At("x-form-only")?.GetBoolean() != true)
            .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.At("type")!.Value.GetString()!, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> ReadFields(JsonElement operation, bool isExtended)
    {
        foreach (var response in operation.At("responses")!.Value.EnumerateObject())
        {
            if (response.Value.At("x-published-as")?.GetString() is { } schema)
                return PublishedDocument.FieldsOf(PublishedDocument.ViewOf(schema, isExtended));
        }

        return [];
    }
}
