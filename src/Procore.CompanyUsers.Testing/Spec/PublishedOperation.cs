using System.Globalization;
using System.Text.Json;

namespace Procore.CompanyUsers.Testing;

/// <summary>An operation of the document. Read when it is used: most programs use few of them.</summary>
internal sealed class PublishedOperation
{
    private readonly JsonElement _operation;
    private readonly Lazy<string?> _envelope;

    public PublishedOperation(string method, string path, JsonElement operation)
    {
        Method = new HttpMethod(method.ToUpperInvariant());
        Path = path;
        Segments = path.Trim('/').Split('/');
        Name = WithoutScopeAndVersion(operation.At("operationId")!.Value.GetString()!);
        _operation = operation;
        _envelope = new Lazy<string?>(() => Name == "Sync" ? null : ReadEnvelope(operation));
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
    public IReadOnlyDictionary<string, string> Attributes => field ??= ReadAttributes(_operation.At("requestBody", "content", "application/json", "schema"));

    /// <summary>The list's sort keys; empty if it can't be sorted.</summary>
    public IReadOnlyList<string> SortsBy => field ??= [.. Parameters.Where(parameter => NameOf(parameter) == "sort").SelectMany(sort => sort.At("x-values")?.Texts() ?? [])];

    /// <summary>The query parameters.</summary>
    public IReadOnlyList<string> QueryParameters => field ??= [.. Parameters.Where(parameter => parameter.At("in")?.GetString() == "query").Select(NameOf)];

    /// <summary>The properties of each item, if the response is a list.</summary>
    public IReadOnlyList<string> ItemFields => field ??= ReadItemFields(_operation);

    /// <summary>The property that holds the user or the users in the response; null if they are the whole response.</summary>
    public string? Envelope => _envelope.Value;

    private IReadOnlyList<JsonElement> Parameters => field ??= _operation.At("parameters") is { } given ? [.. given.EnumerateArray()] : [];

    private IReadOnlyList<string> ExtendedFields => field ??= ReadFields(_operation, isExtended: true);

    private IReadOnlyList<string> NormalFields => field ??= ReadFields(_operation, isExtended: false);

    public bool HasResponse(int status) => _operation.At("responses", status.ToString(CultureInfo.InvariantCulture)) is not null;

    public bool Takes(string queryParameter) => QueryParameters.Contains(queryParameter, StringComparer.Ordinal);

    /// <summary>The fields of a user in the response. A route without views returns the normal one.</summary>
    public IReadOnlyList<string> FieldsIn(string view) => view == "extended" ? ExtendedFields : NormalFields;

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
