using System.Globalization;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>JSON as Procore's bodies have it: dates stay text until a property asks for a time.</summary>
internal static class JsonText
{
    /// <inheritdoc cref="Read{T}(TextReader)" />
    public static T? Read<T>(Stream body)
    {
        using var text = Utf8Text.Open(body);
        return Read<T>(text);
    }

    /// <summary>Reads the one value that a text holds; the default where it holds none.</summary>
    public static T? Read<T>(TextReader text)
    {
        using var reader = Open(text);
        if (!reader.Read())
            return default;
        var value = JsonValue<T>.Read(reader);
        End(reader);
        return value;
    }

    public static JsonTextReader Open(TextReader text) => new(text)
    {
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Double,
        CloseInput = false,
        ArrayPool = CharPool.Shared,
        PropertyNameTable = new PropertyNames(),
    };

    public static void End(JsonTextReader reader)
    {
        if (reader.Read())
            throw new JsonSerializationException("The text goes on after its value.", reader.Path, reader.LineNumber, reader.LinePosition, null);
    }

    public static string Write<T>(T value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text) { Culture = CultureInfo.InvariantCulture })
            JsonValue<T>.Write(writer, value);
        return text.ToString();
    }

    /// <summary>Goes to the next token. The reader itself takes a text that is cut off for one that has ended.</summary>
    public static JsonToken Next(JsonTextReader reader) => reader.Read()
        ? reader.TokenType
        : throw new JsonReaderException("The text is cut off.", reader.Path, reader.LineNumber, reader.LinePosition, null);

    /// <summary>Where it went wrong. The exception's own message may hold a value, which may be somebody's.</summary>
    public static string PathOf(JsonException exception) => exception switch
    {
        JsonReaderException { Path.Length: > 0 } e => e.Path,
        JsonSerializationException { Path.Length: > 0 } e => e.Path,
        _ => string.Empty,
    };
}
