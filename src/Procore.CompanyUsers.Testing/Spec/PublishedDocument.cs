using System.Text.Json;

namespace Procore.CompanyUsers.Testing;

/// <summary>The corrected API document, embedded in this assembly; it defines what the fake accepts and returns.</summary>
internal static class PublishedDocument
{
    private static readonly JsonElement Root = Load();

    public static IReadOnlyList<PublishedOperation> Operations { get; } =
    [
        .. from path in Root.At("paths")!.Value.EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Value.At("operationId") != null
           select new PublishedOperation(operation.Name, path.Name, operation.Value),
    ];

    /// <summary>Follows a reference, including one in an <c>allOf</c> that only adds a description, and one in a <c>oneOf</c> beside null.</summary>
    public static JsonElement Resolve(JsonElement schema)
    {
        while ((schema.At("$ref") ?? ((schema.At("allOf") ?? schema.At("oneOf")) is { } parts ? parts[0].At("$ref") : null))?.GetString() is { } reference)
            schema = Root.At("components", "schemas", reference.Substring(reference.LastIndexOf('/') + 1))!.Value;
        return schema;
    }

    /// <summary>The properties of a schema as Procore publishes it, before the schemas of a user were merged.</summary>
    public static IReadOnlyList<string> FieldsOf(string publishedSchema) => Root.At("x-published-views", publishedSchema)!.Value.Texts();

    /// <summary>The schema that Procore publishes for a view, if it publishes several in one place.</summary>
    public static string ViewOf(string publishedSchema, bool isExtended) => Root.At("x-published-alternatives", publishedSchema) is { } views
        ? views.Texts().OrderByDescending(view => view.Contains("Extended") == isExtended).First()
        : publishedSchema;

    /// <summary>The value at a path of property names; null if there is none.</summary>
    public static JsonElement? At(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }
        return element;
    }

    public static IReadOnlyList<string> Texts(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static JsonElement Load()
    {
        using var stream = typeof(PublishedDocument).Assembly.GetManifestResourceStream("company-users.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
