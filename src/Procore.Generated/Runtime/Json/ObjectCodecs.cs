using System.Text.Json;
using Newtonsoft.Json;
using Procore.CompanyUsers.Models;
using JsonException = System.Text.Json.JsonException;

namespace Procore.Generated.Json;

internal sealed class ModelCodec<T> : JsonCodec<T?>
    where T : JsonModel, new()
{
    public ModelCodec() => PropertyNames.Add(new T().JsonNames);

    /// <summary>For models derived by callers, which the generated table doesn't have.</summary>
    public static ModelCodec<T> Instance { get; } = new();

    public override bool TryRead(ref ModelReader reader, out T? value, out object? raw)
    {
        raw = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                value = null;
                return true;
            case JsonTokenType.StartObject:
                value = new T();
                while (reader.Next() != JsonTokenType.EndObject)
                {
                    var name = reader.GetName();
                    reader.Next();
                    value.ReadProperty(ref reader, name);
                }
                return true;
            case JsonTokenType.Number or JsonTokenType.String:
                value = new T();
                return value.ReadIdAlone(ref reader) || Misfit(ref reader, out value, out raw);
            default:
                return Misfit(ref reader, out value, out raw);
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
    public override bool TryRead(ref ModelReader reader, out IReadOnlyList<T>? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartArray)
            return Misfit(ref reader, out value, out raw);
        var list = new List<T>();
        List<object?>? rawList = null;
        while (reader.Next() != JsonTokenType.EndArray)
        {
            if (TryReadItem(ref reader, out var item, out var rawItem))
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
    /// <exception cref="JsonException">The value isn't a list.</exception>
    public static bool Begins(ref ModelReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => true,
        JsonTokenType.Null => false,
        _ => throw Unexpected("an array", reader.TokenType),
    };

    /// <summary>Reads the next item of a list in which every item must fit.</summary>
    /// <returns>False at the list's end.</returns>
    /// <exception cref="JsonException">The item doesn't fit.</exception>
    public static bool TryReadNext(ref ModelReader reader, out T? item)
    {
        item = default;
        var found = reader.Next();
        if (found == JsonTokenType.EndArray)
            return false;
        return TryReadItem(ref reader, out item, out _) ? true : throw Unexpected(typeof(T).Name, found);
    }

    private static bool TryReadItem(ref ModelReader reader, out T? item, out object? raw)
    {
        // A null among models would fail only later, in the caller's code.
        if (reader.TokenType == JsonTokenType.Null && typeof(JsonModel).IsAssignableFrom(typeof(T)))
        {
            (item, raw) = (default, null);
            return false;
        }
        return JsonValue<T>.TryRead(ref reader, out item, out raw);
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
    public override bool TryRead(ref ModelReader reader, out IReadOnlyDictionary<string, T>? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Misfit(ref reader, out value, out raw);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        Dictionary<string, object?>? rawMap = null;
        while (reader.Next() != JsonTokenType.EndObject)
        {
            var name = reader.GetName();
            reader.Next();
            if (JsonValue<T>.TryRead(ref reader, out var item, out var rawItem))
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
