using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Reads and writes values of one type; a reader stands on the value's first token.</summary>
internal abstract class JsonCodec<T>
{
    public abstract T Read(JsonTextReader reader);

    public abstract void Write(JsonWriter writer, T value);

    /// <summary>Names what came and where, never the value: it may be somebody's.</summary>
    protected static JsonSerializationException Unexpected(JsonTextReader reader, string expected) =>
        new($"Expected {expected}, found {reader.TokenType}.", reader.Path, reader.LineNumber, reader.LinePosition, null);
}
