using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

internal sealed class ModelCodec<T> : JsonCodec<T?>
    where T : JsonModel, new()
{
    public ModelCodec() => PropertyNames.Add(new T().JsonNames);

    /// <summary>For models derived by callers, which the generated table doesn't have.</summary>
    public static ModelCodec<T> Instance { get; } = new();

    public override bool TryRead(JsonTextReader reader, out T? value, out object? raw)
    {
        raw = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                value = null;
                return true;
            case JsonToken.StartObject:
                value = new T();
                while (JsonText.Next(reader) != JsonToken.EndObject)
                {
                    var name = (string)reader.Value!;
                    JsonText.Next(reader);
                    value.ReadProperty(reader, name);
                }
                return true;
            case JsonToken.Integer or JsonToken.Float or JsonToken.String:
                value = new T();
                return value.ReadIdAlone(reader) || Misfit(reader, out value, out raw);
            default:
                return Misfit(reader, out value, out raw);
        }
    }

    public override void Write(JsonWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }
        writer.WriteStartObject();
        value.WriteProperties(writer);
        writer.WriteEndObject();
    }
}

internal sealed class ListCodec<T> : JsonCodec<IReadOnlyList<T>?>
{
    public override bool TryRead(JsonTextReader reader, out IReadOnlyList<T>? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonToken.Null)
            return true;
        if (reader.TokenType != JsonToken.StartArray)
            return Misfit(reader, out value, out raw);
        var list = new List<T>();
        List<object?>? rawList = null;
        while (JsonText.Next(reader) != JsonToken.EndArray)
        {
            if (TryReadItem(reader, out var item, out var rawItem))
            {
                list.Add(item!);
                rawList?.Add(item);
            }
            else
            {
                rawList ??= [.. list.Cast<object?>()];
                rawList.Add(rawItem);
            }
        }
        value = rawList is null ? list : null;
        raw = rawList;
        return rawList is null;
    }

    /// <returns>False if there is null in place of the list.</returns>
    /// <exception cref="JsonSerializationException">The value isn't a list.</exception>
    public static bool Begins(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartArray => true,
        JsonToken.Null => false,
        _ => throw Unexpected(reader, "an array", reader.TokenType),
    };

    /// <summary>Reads the next item of a list in which every item must fit.</summary>
    /// <returns>False at the list's end.</returns>
    /// <exception cref="JsonSerializationException">The item doesn't fit.</exception>
    public static bool TryReadNext(JsonTextReader reader, out T? item)
    {
        item = default;
        var found = JsonText.Next(reader);
        if (found == JsonToken.EndArray)
            return false;
        return TryReadItem(reader, out item, out _) ? true : throw Unexpected(reader, typeof(T).Name, found);
    }

    private static bool TryReadItem(JsonTextReader reader, out T? item, out object? raw)
    {
        // A null among models would fail only later, in the caller's code.
        if (reader.TokenType == JsonToken.Null && typeof(JsonModel).IsAssignableFrom(typeof(T)))
        {
            (item, raw) = (default, null);
            return false;
        }
        return JsonValue<T>.TryRead(reader, out item, out raw);
    }

    public override void Write(JsonWriter writer, IReadOnlyList<T>? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }
        writer.WriteStartArray();
        foreach (var item in value)
            JsonValue<T>.Write(writer, item);
        writer.WriteEndArray();
    }
}

internal sealed class MapCodec<T> : JsonCodec<IReadOnlyDictionary<string, T>?>
{
    public override bool TryRead(JsonTextReader reader, out IReadOnlyDictionary<string, T>? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonToken.Null)
            return true;
        if (reader.TokenType != JsonToken.StartObject)
            return Misfit(reader, out value, out raw);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        Dictionary<string, object?>? rawMap = null;
        while (JsonText.Next(reader) != JsonToken.EndObject)
        {
            var name = (string)reader.Value!;
            JsonText.Next(reader);
            if (JsonValue<T>.TryRead(reader, out var item, out var rawItem))
            {
                map[name] = item;
                if (rawMap is not null)
                    rawMap[name] = item;
            }
            else
            {
                rawMap ??= map.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
                rawMap[name] = rawItem;
            }
        }
        value = rawMap is null ? map : null;
        raw = rawMap;
        return rawMap is null;
    }

    public override void Write(JsonWriter writer, IReadOnlyDictionary<string, T>? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }
        writer.WriteStartObject();
        foreach (var item in value)
        {
            writer.WritePropertyName(item.Key);
            JsonValue<T>.Write(writer, item.Value);
        }
        writer.WriteEndObject();
    }
}
