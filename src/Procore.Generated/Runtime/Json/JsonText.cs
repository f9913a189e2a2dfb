using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Reads and writes JSON. Dates stay text unless a property is a time. The only place that creates a JSON reader.</summary>
internal static class JsonText
{
    /// <summary>Unknown values may be nested, but reading and writing them mustn't use up the stack.</summary>
    private const int DeepestNesting = 1000;

    /// <inheritdoc cref="Read{T}(TextReader, Action{string})" />
    public static T? Read<T>(Stream body, Encoding? encoding = null, Action<string>? unread = null)
    {
        using var text = BodyText.Open(body, encoding);
        return Read<T>(text, unread);
    }

    /// <summary>Reads the value of a text; the default if the text is empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unread">Receives the name of each property whose value doesn't fit, as <c>Model.json_name</c>.</param>
    public static T? Read<T>(TextReader text, Action<string>? unread = null)
    {
        using var reader = Open(text, unread);
        if (!reader.Read())
            return default;
        var value = JsonValue<T>.Read(reader);
        End(reader);
        return value;
    }

    public static JsonTextReader Open(TextReader text, Action<string>? unread = null)
    {
        var reader = ModelReader.Open(text, unread);
        reader.Culture = CultureInfo.InvariantCulture;
        reader.DateParseHandling = DateParseHandling.None;
        reader.FloatParseHandling = FloatParseHandling.Double;
        reader.CloseInput = false;
        reader.MaxDepth = DeepestNesting;
        reader.ArrayPool = CharPool.Shared;
        reader.PropertyNameTable = new PropertyNames();
        return reader;
    }

    public static void End(JsonTextReader reader)
    {
        if (reader.Read())
            throw new JsonSerializationException("The text goes on after its value.", reader.Path, reader.LineNumber, reader.LinePosition, null);
    }

    /// <exception cref="ArgumentException">A text isn't valid Unicode.</exception>
    public static string Write<T>(T value) => Write(value, text => new JsonTextWriter(text));

    /// <summary>Writes what was received, to read it as another type. It needn't be valid Unicode.</summary>
    public static string WriteReceived<T>(T value) => Write(value, text => new ReceivedWriter(text));

    private static string Write<T>(T value, Func<TextWriter, JsonTextWriter> open)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = open(text))
            JsonValue<T>.Write(writer, value);
        return text.ToString();
    }

    /// <exception cref="ArgumentException">The text has half of a surrogate pair, which no encoding can represent.</exception>
    public static string? Encodable(JsonWriter writer, string? text) => writer is ReceivedWriter || IndexOfLoneSurrogate(text) < 0
        ? text
        : throw Unsendable(FormattableString.Invariant($"The value of '{PlaceOf(writer)}' isn't valid Unicode: half of a surrogate pair is missing at index {IndexOfLoneSurrogate(text)}."));

    /// <summary>The same for the name of a property that a caller adds. The writer's path is still that of the property before it.</summary>
    public static string EncodableName(JsonWriter writer, string name)
    {
        var index = writer is ReceivedWriter ? -1 : IndexOfLoneSurrogate(name);
        return index < 0
            ? name
            : throw Unsendable(FormattableString.Invariant($"The name of an additional property that begins with '{name.Substring(0, index)}' isn't valid Unicode: half of a surrogate pair is missing at index {index}."));
    }

    /// <summary>The property that is being written. In a list, the writer's path is still that of the item before it.</summary>
    public static string PlaceOf(JsonWriter writer) => writer.WriteState == WriteState.Array && writer.Path is var path && path.EndsWith("]", StringComparison.Ordinal)
        ? path.Substring(0, path.LastIndexOf('['))
        : writer.Path;

    /// <summary>Creates the exception for a value that can't be sent. Its message names the property, so it names no parameter.</summary>
    public static ArgumentException Unsendable(string message, string? parameter = null) => new(message, parameter);

    /// <returns>The index of the first unpaired surrogate; -1 if there is none.</returns>
    public static int IndexOfLoneSurrogate(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return i;
            i++;
        }
        return -1;
    }

    /// <summary>Reads the next token. The reader itself treats a truncated text as complete.</summary>
    public static JsonToken Next(JsonTextReader reader) => reader.Read()
        ? reader.TokenType
        : throw new JsonReaderException("The text is cut off.", reader.Path, reader.LineNumber, reader.LinePosition, null);

    /// <summary>The path of the error. The exception's own message can contain a value, which can be personal data.</summary>
    public static string PathOf(JsonException exception) => exception switch
    {
        JsonReaderException { Path.Length: > 0 } e => e.Path,
        JsonSerializationException { Path.Length: > 0 } e => e.Path,
        _ => string.Empty,
    };

    private sealed class ReceivedWriter(TextWriter text) : JsonTextWriter(text);
}
