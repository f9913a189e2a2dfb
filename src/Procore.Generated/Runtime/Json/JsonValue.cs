using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>The codec of a type, created once.</summary>
internal static class JsonValue<T>
{
    private static readonly JsonCodec<T> Codec = (JsonCodec<T>)JsonCodecs.Create(typeof(T));

    public static bool TryRead(ref ModelReader reader, out T value, out object? raw) => Codec.TryRead(ref reader, out value, out raw);

    /// <inheritdoc cref="JsonCodec{T}.Read" />
    public static T Read(ref ModelReader reader) => Codec.Read(ref reader);

    public static void Write(JsonWriter writer, T value) => Codec.Write(writer, value);
}
