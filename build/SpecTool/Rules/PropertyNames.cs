using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `x-name` gives a property its name in C#, if the usual one, `job_title` as `JobTitle`, would be none: `2fa_enabled`,
/// `procore.id`, or `emailAddress` beside `email_address`.
/// </summary>
internal static class PropertyNames
{
    public const string Name = "x-name";

    private static readonly string[] Reserved =
    [
        "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
        "IsGiven", "JsonNames", "ReadProperty", "ReadIdAlone", "WriteProperties", "AdditionalProperties", "TryGetValue",
    ];

    public static void Apply(OpenApiDocument document)
    {
        // Error is not generated: the library has exceptions.
        foreach (var schema in document.Schemas.Properties().Where(schema => schema.Name is not DefaultResponse.Error))
        {
            var properties = PropertiesOf((JObject)schema.Value).ToList();
            var names = Casing.Distinct(properties.ConvertAll(property => property.Name), [.. Reserved, .. (string[])(schema.Value[WriteSchemas.Mark] is null ? [] : ["Fields"]), schema.Name], document.Kept.PropertiesOf(schema.Name));
            foreach (var (property, name) in properties.Zip(names).Where(pair => !string.Equals(Casing.Usual(pair.First.Name), pair.Second, StringComparison.Ordinal)))
            {
                // Members beside a $ref are ignored.
                if (SchemaReference.Of((JObject)property.Value) is { } reference)
                    property.Value = new JObject(new JProperty("allOf", new JArray(reference.ToJson())));
                property.Value[Name] = name;
            }
        }
    }

    /// <summary>The properties of a schema and of the parts that it alone has.</summary>
    public static IEnumerable<JProperty> PropertiesOf(JObject schema) =>
        ((schema["properties"] as JObject)?.Properties() ?? []).Concat((schema["allOf"] as JArray)?.OfType<JObject>().Where(part => SchemaReference.Of(part) is null).SelectMany(PropertiesOf) ?? []);
}
