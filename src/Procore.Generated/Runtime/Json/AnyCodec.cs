using System.Collections;
using System.Numerics;
using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Reads and writes values without a declared type as plain .NET values.</summary>
internal sealed class AnyCodec : JsonCodec<object?>
{
    public override bool TryRead(JsonTextReader reader, out object? value, out object? raw)
    {
        raw = null;
        value = ReadAny(reader);
        return true;
    }

    public static object? ReadAny(JsonTextReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartArray:
                var list = new List<object?>();
                while (JsonText.Next(reader) != JsonToken.EndArray)
                    list.Add(ReadAny(reader));
                return list;
            case JsonToken.StartObject:
                var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                while (JsonText.Next(reader) != JsonToken.EndObject)
                {
                    var name = (string)reader.Value!;
                    JsonText.Next(reader);
                    map[name] = ReadAny(reader);
                }
                return map;
            case JsonToken.Float when (reader as ModelReader)?.NumberText is { } written:
                return Numbers.Exact(written);
            case JsonToken.Integer when (reader as ModelReader)?.NumberText is "-0":
                return -0.0;
            case JsonToken.String or JsonToken.Integer or JsonToken.Float or JsonToken.Boolean or JsonToken.Null:
                return reader.Value;
            default:
                throw Unexpected(reader, "a value", reader.TokenType);
        }
    }

    /// <exception cref="ArgumentException">The number isn't finite; the writer would send the text <c>"NaN"</c>.</exception>
    public static void WriteNumber(JsonWriter writer, double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw JsonText.Unsendable(FormattableString.Invariant($"The value of '{JsonText.PlaceOf(writer)}' is {number}, which JSON doesn't have. Use a finite number, or null."));
        writer.WriteValue(number);
    }

    public override void Write(JsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteValue(JsonText.Encodable(writer, text));
                break;
            case double number:
                WriteNumber(writer, number);
                break;
            case null or bool or int or long or decimal or BigInteger:
                writer.WriteValue(value);
                break;
            case DateTimeOffset time:
                writer.WriteValue(IsoTime.Format(time));
                break;
            case JsonModel model:
                writer.WriteStartObject();
                model.WriteProperties(writer);
                writer.WriteEndObject();
                break;
            // A JToken is a sequence too; a value of that kind is an empty one. Naming the type would keep it in native programs.
            case IEnumerable when value.GetType().Namespace is "Newtonsoft.Json.Linq":
                throw new ArgumentException("A JToken can't be sent. Use plain .NET values.", nameof(value));
            case IEnumerable<KeyValuePair<string, object?>> map:
                writer.WriteStartObject();
                foreach (var item in map)
                {
                    writer.WritePropertyName(JsonText.EncodableName(writer, item.Key));
                    Write(writer, item.Value);
                }
                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException(
                    $"A {value.GetType()} can't be written as JSON. Use string, long, double, decimal, bool, DateTimeOffset, null, a list or a Dictionary<string, object?>.",
                    nameof(value));
        }
    }
}
