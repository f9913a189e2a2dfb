using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Reads and writes JSON. Dates stay text unless a property is a time.</summary>
internal static class JsonText
{
    /// <inheritdoc cref="Read{T}(JsonBody, JsonBody.Part{T})" />
    /// <param name="body">The text as bytes.</param>
    /// <param name="encoding">The declared encoding; null if there is none.</param>
    /// <param name="unread">Receives the name of each property whose value doesn't fit, as <c>Model.json_name</c>.</param>
    public static T? Read<T>(Stream body, Encoding? encoding = null, Action<string>? unread = null) =>
        Read(new JsonBody(BodyText.Utf8(body, encoding), unread: unread), JsonValue<T?>.Read);

    /// <inheritdoc cref="Read{T}(JsonBody, JsonBody.Part{T})" />
    public static T? Read<T>(string text) => Read(text, JsonValue<T?>.Read);

    /// <summary>Reads a model, also one of a type derived by a caller.</summary>
    /// <inheritdoc cref="Read{T}(JsonBody, JsonBody.Part{T})" />
    public static T? ReadModel<T>(string text)
        where T : JsonModel, new() => Read<T>(text, ModelCodec<T>.Instance.Read);

    private static T? Read<T>(string text, JsonBody.Part<T?> part)
    {
        text = EscapedText.EscapeHalves(text);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Read(new JsonBody(new ReadOnlySequence<byte>(bytes, 0, Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0))), part);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads the value of a text; the default if the text is empty.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text isn't JSON, or its value doesn't fit.</exception>
    private static T? Read<T>(JsonBody body, JsonBody.Part<T?> part)
    {
        if (body.IsEmpty)
            return default;
        var value = body.Read((ref ModelReader reader) =>
        {
            reader.Next();
            return part(ref reader);
        });
        body.End();
        return value;
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
#if NET
        // Nearly every text ends here, in a search of many characters at once.
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return -1;
#endif
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

    private sealed class ReceivedWriter(TextWriter text) : JsonTextWriter(text);
}
