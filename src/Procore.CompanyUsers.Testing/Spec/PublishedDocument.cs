using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>The corrected API document, embedded in this assembly; it defines what the fake accepts and returns.</summary>
internal static class PublishedDocument
{
    private static readonly JObject Root = Load();

    public static IReadOnlyList<PublishedOperation> Operations { get; } = ReadOperations();

    /// <summary>Follows a reference, including one in an <c>allOf</c> that only adds a description.</summary>
    public static JToken Resolve(JToken schema)
    {
        while ((string?)(schema["$ref"] ?? schema.SelectToken("allOf[0].$ref")) is { } reference)
            schema = Root["components"]!["schemas"]![reference.Substring(reference.LastIndexOf('/') + 1)]!;
        return schema;
    }

    /// <summary>The properties of a schema as Procore publishes it, before the schemas of a user were merged.</summary>
    public static IReadOnlyList<string> FieldsOf(string publishedSchema) =>
        [.. Root["x-published-views"]![publishedSchema]!.Values<string>()!];

    /// <summary>The schema that Procore publishes for a view, if it publishes several in one place.</summary>
    public static string ViewOf(string publishedSchema, bool isExtended) =>
        Root["x-published-alternatives"]![publishedSchema] is { } views
            ? views.Values<string>().OrderByDescending(view => view!.Contains("Extended") == isExtended).First()!
            : publishedSchema;

    private static JObject Load()
    {
        using var stream = typeof(PublishedDocument).Assembly.GetManifestResourceStream("company-users.json")!;
        using var reader = new Newtonsoft.Json.JsonTextReader(new StreamReader(stream)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static List<PublishedOperation> ReadOperations()
    {
        var operations = new List<PublishedOperation>();
        foreach (var path in ((JObject)Root["paths"]!).Properties())
            foreach (var operation in ((JObject)path.Value).Properties().Where(verb => verb.Value["operationId"] != null))
                operations.Add(new PublishedOperation(operation.Name, path.Name, (JObject)operation.Value));
        return operations;
    }
}
