using System.Collections;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Reads and writes values without a declared type as plain .NET values.</summary>
internal sealed class AnyCodec : JsonCodec<object?>
{
    public override bool TryRead(ref ModelReader reader, out object? value, out object? raw)
    {
        raw = null;
        value = ReadAny(ref reader);
        return true;
    }

    public static object? ReadAny(ref ModelReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Next() != JsonTokenType.EndArray)
                    list.Add(ReadAny(ref reader));
                return list;
            case JsonTokenType.StartObject:
                var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                while (reader.Next() != JsonTokenType.EndObject)
                {
                    var name = reader.GetName();
                    reader.Next();
                    map[name] = ReadAny(ref reader);
                }
                return map;
            case JsonTokenType.String:
                return reader.GetText();
            case JsonTokenType.Number:
                return reader.GetNumber();
            case JsonTokenType.True or JsonTokenType.False:
                return reader.TokenType == JsonTokenType.True;
            case JsonTokenType.Null:
                return null;
            default:
                throw Unexpected("a value", reader.TokenType);
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
