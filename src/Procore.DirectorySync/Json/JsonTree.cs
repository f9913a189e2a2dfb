using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Newtonsoft.Json;

namespace Procore.Shared;

/// <summary>
/// Reads and writes JSON without a declared type. Newtonsoft's own trees use reflection, which native programs can't have. Its
/// reader and writer don't; the reader accepts half of a surrogate pair, and the writer doesn't escape emoji, unlike System.Text.Json's.
/// </summary>
internal static class JsonTree
{
    /// <summary>Reads a text. Texts that look like dates stay texts; of properties with the same name, the last one counts.</summary>
    /// <exception cref="JsonReaderException">The text isn't JSON, is cut off, nests too deeply, or continues after its value.</exception>
    public static JsonNode? Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { Culture = CultureInfo.InvariantCulture, DateParseHandling = DateParseHandling.None };
        Next(reader);
        var tree = ReadValue(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
                throw Error(reader, "There is text after the JSON.");
        }
        return tree;
    }

    public static string Write(JsonNode tree, Formatting formatting = Formatting.None)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text) { Formatting = formatting })
            WriteValue(writer, tree);
        return text.ToString();
    }

    /// <exception cref="ArgumentException">The value is no text, <see cref="long" /> or <see cref="bool" />.</exception>
    public static JsonNode? Scalar(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => throw new ArgumentException($"A {value.GetType()} isn't a value of this JSON.", nameof(value)),
    };

    /// <returns>The text, <see cref="long" /> or <see cref="bool" />; null for everything else.</returns>
    public static object? ValueOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value when value.TryGetValue(out long number) => number,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => null,
    };

    /// <returns>A text, or another value as it is written in JSON, but booleans as .NET writes them.</returns>
    public static string TextOf(JsonValue value) => ValueOf(value) switch
    {
        string text => text,
        bool flag => flag.ToString(),
        // NaN and numbers too large for a double are no JSON, but can be read.
        _ => value.TryGetValue(out double number) && (double.IsNaN(number) || double.IsInfinity(number)) ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString(),
    };

    private static JsonNode? ReadValue(JsonTextReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                var members = new JsonObject();
                while (Next(reader) != JsonToken.EndObject)
                {
                    var name = (string)reader.Value!;
                    Next(reader);
                    members[name] = ReadValue(reader);
                }
                return members;
            case JsonToken.StartArray:
                var items = new JsonArray();
                while (Next(reader) != JsonToken.EndArray)
                    items.Add(ReadValue(reader));
                return items;
            case JsonToken.Float:
                return JsonValue.Create((double)reader.Value!);
            case JsonToken.Integer when reader.Value is BigInteger number:
                return JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));
            case JsonToken.String or JsonToken.Integer or JsonToken.Boolean or JsonToken.Null:
                return Scalar(reader.Value);
            default:
                throw Error(reader, $"There is no JSON for {reader.TokenType}.");
        }
    }

    /// <summary>Reads the next token. The reader itself treats a truncated text as complete.</summary>
    private static JsonToken Next(JsonTextReader reader)
    {
        do
        {
            if (!reader.Read())
                throw Error(reader, "The text is empty or cut off.");
        }
        while (reader.TokenType == JsonToken.Comment);
        return reader.TokenType;
    }

    private static JsonReaderException Error(JsonTextReader reader, string message) => new(message, reader.Path, reader.LineNumber, reader.LinePosition, null);

    private static void WriteValue(JsonTextWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNull();
                break;
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var member in members)
                {
                    writer.WritePropertyName(member.Key);
                    WriteValue(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                writer.WriteValue(text);
                break;
            // Only what was read as a fraction is a double itself; large integers keep their digits.
            case JsonValue value when value.GetValue<object>() is double number:
                writer.WriteValue(number);
                break;
            default:
                writer.WriteRawValue(node.ToJsonString());
                break;
        }
    }
}
