using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Procore.Generated.Json;

/// <summary>Finds where in a text something went wrong, such as <c>[3].vendor.id</c>. Only then it reads the text again.</summary>
internal static class JsonPath
{
    /// <param name="json">The text.</param>
    /// <param name="position">The byte where the token starts that can't be read.</param>
    /// <param name="options">The options that it was read with.</param>
    public static string To(ReadOnlySequence<byte> json, long position, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(options));
        var levels = new List<Level>();
        try
        {
            while (reader.Read())
            {
                Follow(ref reader, levels);
                if (reader.TokenStartIndex >= position)
                    break;
            }
        }
        catch (JsonException)
        {
            // This is the place.
        }
        var path = new StringBuilder();
        foreach (var level in levels)
            level.AppendTo(path);
        return path.ToString();
    }

    private static void Follow(ref Utf8JsonReader reader, List<Level> levels)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                levels[levels.Count - 1].Name = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray());
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                levels.RemoveAt(levels.Count - 1);
                break;
            default:
                if (levels.Count > 0)
                    levels[levels.Count - 1].Index++;
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    levels.Add(new Level(isArray: reader.TokenType == JsonTokenType.StartArray));
                break;
        }
    }

    private sealed class Level(bool isArray)
    {
        public int Index { get; set; } = -1;

        public string? Name { get; set; }

        public void AppendTo(StringBuilder path)
        {
            if (isArray)
            {
                if (Index >= 0)
                    path.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (Name is not null)
            {
                if (Name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
                    path.Append(path.Length > 0 ? "." : null).Append(Name);
                else
                    path.Append("['").Append(Name).Append("']");
            }
        }
    }
}
