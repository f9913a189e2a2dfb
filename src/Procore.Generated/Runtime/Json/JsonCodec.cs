using System.Text.Json;
using Newtonsoft.Json;
using JsonException = System.Text.Json.JsonException;

namespace Procore.Generated.Json;

/// <summary>Reads and writes values of one type.</summary>
internal abstract class JsonCodec<T>
{
    /// <summary>Reads the whole value, even if it doesn't fit the type.</summary>
    /// <param name="reader">The reader, on the value's first token; afterwards on its last.</param>
    /// <param name="value">The value, converted if that loses nothing.</param>
    /// <param name="raw">The value as a plain .NET value if it doesn't fit; otherwise null.</param>
    /// <returns>Whether the value fits the type.</returns>
    public abstract bool TryRead(ref ModelReader reader, out T value, out object? raw);

    public abstract void Write(JsonWriter writer, T value);

    /// <exception cref="JsonException">The value doesn't fit. The message names its kind and place, never the value, which may be personal data.</exception>
    public T Read(ref ModelReader reader)
    {
        var found = reader.TokenType;
        return TryRead(ref reader, out var value, out _) ? value : throw Unexpected(typeof(T).Name, found);
    }

    protected static bool Misfit(ref ModelReader reader, out T value, out object? raw)
    {
        value = default!;
        raw = AnyCodec.ReadAny(ref reader);
        return false;
    }

    protected static JsonException Unexpected(string expected, JsonTokenType found) => new($"Expected {expected}, found {found}.");
}
