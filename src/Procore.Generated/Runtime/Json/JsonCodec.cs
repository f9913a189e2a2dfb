using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Reads and writes values of one type.</summary>
internal abstract class JsonCodec<T>
{
    /// <summary>Reads the whole value, even if it doesn't fit the type.</summary>
    /// <param name="reader">The reader, on the value's first token; afterwards on its last.</param>
    /// <param name="value">The value, converted if that loses nothing.</param>
    /// <param name="raw">The value as a plain .NET value if it doesn't fit; otherwise null.</param>
    /// <returns>Whether the value fits the type.</returns>
    public abstract bool TryRead(JsonTextReader reader, out T value, out object? raw);

    public abstract void Write(JsonWriter writer, T value);

    /// <exception cref="JsonSerializationException">The value doesn't fit. The message names its kind and place, never the value, which may be personal data.</exception>
    public T Read(JsonTextReader reader)
    {
        var found = reader.TokenType;
        return TryRead(reader, out var value, out _) ? value : throw Unexpected(reader, typeof(T).Name, found);
    }

    protected static bool Misfit(JsonTextReader reader, out T value, out object? raw)
    {
        value = default!;
        raw = AnyCodec.ReadAny(reader);
        return false;
    }

    protected static JsonSerializationException Unexpected(JsonTextReader reader, string expected, JsonToken found) =>
        new($"Expected {expected}, found {found}.", reader.Path, reader.LineNumber, reader.LinePosition, null);
}
