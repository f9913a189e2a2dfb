using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

internal sealed class ModelCodec<T> : JsonCodec<T?>
    where T : JsonModel, new()
{
    public ModelCodec() => PropertyNames.Add(new T().JsonNames);

    /// <summary>For models that callers derive, which no table lists.</summary>
    public static ModelCodec<T> Instance { get; } = new();

    public override T? Read(JsonTextReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return null;
            case JsonToken.Integer:
                var bare = new T();
                return bare.ReadIdAlone(reader) ? bare : throw Unexpected(reader, "an object");
            case JsonToken.StartObject:
                var model = new T();
                while (JsonText.Next(reader) != JsonToken.EndObject)
                {
                    var name = (string)reader.Value!;
                    JsonText.Next(reader);
                    model.ReadProperty(reader, name);
                }
                return model;
            default:
                throw Unexpected(reader, "an object");
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
    public override IReadOnlyList<T>? Read(JsonTextReader reader)
    {
        if (!Begins(reader))
            return null;
        var list = new List<T>();
        while (TryReadItem(reader, out var item))
            list.Add(item!);
        return list;
    }

    /// <returns>False where there is null in the list's place.</returns>
    public static bool Begins(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartArray => true,
        JsonToken.Null => false,
        _ => throw Unexpected(reader, "an array"),
    };

    /// <returns>False at the list's end.</returns>
    public static bool TryReadItem(JsonTextReader reader, out T? item)
    {
        item = default;
        if (JsonText.Next(reader) == JsonToken.EndArray)
            return false;
        // A null among models would only be found where somebody uses it.
        if (reader.TokenType == JsonToken.Null && typeof(JsonModel).IsAssignableFrom(typeof(T)))
            throw Unexpected(reader, "an object");
        item = JsonValue<T>.Read(reader);
        return true;
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
    public override IReadOnlyDictionary<string, T>? Read(JsonTextReader reader)
    {
        if (reader.TokenType == JsonToken.Null)
            return null;
        if (reader.TokenType != JsonToken.StartObject)
            throw Unexpected(reader, "an object");
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (JsonText.Next(reader) != JsonToken.EndObject)
        {
            var name = (string)reader.Value!;
            JsonText.Next(reader);
            map[name] = JsonValue<T>.Read(reader);
        }
        return map;
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
