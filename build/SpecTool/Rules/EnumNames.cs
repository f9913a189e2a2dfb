using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `x-value-names` gives the values of an enum their names in C#, if the usual ones, `permission_template` as `PermissionTemplate`,
/// would be none: `N/A`, `1099`, or two values with one name.
/// </summary>
internal static class EnumNames
{
    public const string Name = "x-value-names";

    private static readonly string[] Reserved = ["Value", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize", "System"];

    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Schemas.Properties().Where(schema => schema.Value["enum"] is JArray))
        {
            var values = schema.Value["enum"]!.Select(value => $"{value}").ToList();
            var names = Casing.Distinct(values, [.. Reserved, schema.Name], document.Kept.ValuesOf(schema.Name));
            if (!names.SequenceEqual(values.Select(Casing.Usual), StringComparer.Ordinal))
                schema.Value[Name] = new JObject(values.Zip(names, (value, name) => new JProperty(value, name)));
        }
    }
}
