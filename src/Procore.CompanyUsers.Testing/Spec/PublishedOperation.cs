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
        SortsBy = [.. parameters.Where(parameter => NameOf(parameter) == "sort").SelectMany(sort => sort.At("x-values")?.Texts() ?? [])];
        _statuses = [.. operation.At("responses")!.Value.EnumerateObject().Select(response => response.Name)];
        _extendedFields = ReadFields(operation, isExtended: true);
        _normalFields = ReadFields(operation, isExtended: false);
        ItemFields = ReadItemFields(operation);
        Envelope = Name == "Sync" ? null : ReadEnvelope(operation);
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

    /// <summary>The property that holds the user or the users in the response; null if they are the whole response.</summary>
    public string? Envelope { get; }

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
        var body = PublishedDocument.Resolve(given);
        // An operation that isn't served may take anything else.
        if ((body.At("properties", "user") ?? body.At("properties", "updates") ?? body.At("properties", "users")) is not { } user
            || PublishedDocument.Resolve(user.At("items") ?? user).At("properties") is not { } properties)
        {
            return [];
        }

        return properties.EnumerateObject()
            .Where(attribute => attribute.Value.At("x-form-only")?.GetBoolean() != true)
            .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.At("type")?.GetString() ?? "object", StringComparer.Ordinal);
    }

    private static string? ReadEnvelope(JsonElement operation)
    {
        foreach (var response in operation.At("responses")!.Value.EnumerateObject())
        {
            if (response.Value.At("x-published-as") is null || response.Value.At("content", "application/json", "schema") is not { } schema || IsUser(schema))
                continue;
            if (PublishedDocument.Resolve(schema).At("properties") is { } properties)
                return properties.EnumerateObject().Where(property => IsUser(property.Value)).Select(property => property.Name).FirstOrDefault();
        }

        return null;
    }

    private static bool IsUser(JsonElement schema)
    {
        var resolved = PublishedDocument.Resolve(schema);
        var properties = (resolved.At("items") is { } items ? PublishedDocument.Resolve(items) : resolved).At("properties");
        return properties?.At("last_name") is not null && properties?.At("email_address") is not null;
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
