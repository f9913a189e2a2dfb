using Newtonsoft.Json.Linq;

namespace Procore.Tests.Shared.OpenApi;

/// <summary>What a property of the document is called in C#.</summary>
public static class PropertyName
{
    /// <summary>`job_title` is `JobTitle`; a name that C# doesn't take, such as `2fa_enabled`, has another one in `x-name`.</summary>
    public static string Of(JObject schema, string property)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(property);
        return (string?)schema["properties"]?[property]?["x-name"]
            ?? string.Concat(property.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
