using System.Globalization;
using System.Text.Json;

namespace Procore.Generated.Json;

/// <summary>JSON without a documented shape as plain .NET values: lists, dictionaries and the scalars of <see cref="AnyCodec" />.</summary>
internal static class PlainJson
{
    /// <exception cref="JsonException">The text isn't JSON.</exception>
    public static object? Parse(string text) => JsonText.Read<object?>(text);

    /// <returns>The object; null if the text isn't a JSON object. Nothing says why, because that would quote the text.</returns>
    public static Dictionary<string, object?>? TryParse(string text)
    {
        try
        {
            return Parse(text) as Dictionary<string, object?>;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value, such as a model, as plain .NET values.</summary>
    public static object? Of<T>(T value) => Parse(JsonText.WriteReceived(value));

    /// <summary>Copies properties so that their names are the same in any case, such as <c>Success</c>.</summary>
    /// <param name="map">The properties.</param>
    /// <param name="isWanted">Which of them to copy; null for all.</param>
    public static Dictionary<string, object?> WithFoldedNames(this Dictionary<string, object?> map, Func<string, object?, bool>? isWanted = null)
    {
        var folded = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in map)
        {
            if (isWanted is null || isWanted(property.Key, property.Value))
                folded[property.Key] = property.Value;
        }
        return folded;
    }

    /// <returns>The value of a key; null if the key is missing or its value is null.</returns>
    public static object? At(this Dictionary<string, object?> map, string name) => map.TryGetValue(name, out var value) ? value : null;

    /// <returns>The text of a scalar; null for null, lists and dictionaries.</returns>
    public static string? TextOf(object? value) =>
        value is null or List<object?> or Dictionary<string, object?> ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
