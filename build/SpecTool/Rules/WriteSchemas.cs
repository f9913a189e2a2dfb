using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Names the user in a request body: one schema each to create, update and sync. `x-write` marks it, because there a missing field differs from null.</summary>
internal static class WriteSchemas
{
    public const string Mark = "x-write";

    public static void Apply(OpenApiDocument document)
    {
        var union = new SchemaUnion(document);
        foreach (var operation in document.Operations)
        {
            foreach (var body in Operation.MediaTypes(operation.Body).Select(media => document.Resolve(media["schema"]!)))
                Name(document, union, operation, body);
        }
    }

    private static void Name(OpenApiDocument document, SchemaUnion union, Operation operation, JObject body)
    {
        foreach (var holder in ((body["properties"] as JObject)?.Properties() ?? []).Select(property => Element((JObject)property.Value)))
        {
            var schema = document.Resolve(holder);
            if (SchemaReference.Of(holder) is { IsOurs: true } || !IsUser(document, schema))
                continue;

            var name = NameFor(operation);
            if (name is null)
            {
                name = operation.ScopedMethod + "CompanyUser";
                document.Conflicts[name] = new($"{operation} takes a user, but no rule names what {operation.Method} writes", [], Conflict.Published, $"the schema is called {name}", "write a line in WriteSchemas before anyone uses it, if that name is wrong");
            }

            union.Add(name, SchemaReference.Of(holder)?.Name ?? operation.Id, schema);
            document.Schemas[name]![Mark] = true;
            holder.Replace(SchemaReference.To(name));
        }
    }

    private static JObject Element(JObject schema) => schema["items"] as JObject ?? schema;

    private static bool IsUser(OpenApiDocument document, JObject schema) =>
        document.PropertiesOf(schema).Count(property => property.Name is "last_name" or "email_address") == 2;

    private static string? NameFor(Operation operation) => operation.ScopedMethod switch
    {
        "Create" => "NewCompanyUser",
        "Update" => "CompanyUserChanges",
        "Sync" => "CompanyUserSyncItem",
        _ => null,
    };
}
