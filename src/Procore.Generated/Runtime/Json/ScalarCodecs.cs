using System.Globalization;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

internal sealed class StringCodec : JsonCodec<string?>
{
    public override string? Read(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.String => (string)reader.Value!,
        JsonToken.Null => null,
        _ => throw Unexpected(reader, "a string"),
    };

    public override void Write(JsonWriter writer, string? value) => writer.WriteValue(value);
}

internal sealed class Int64Codec : JsonCodec<long>
{
    public override long Read(JsonTextReader reader) =>
        reader.TokenType == JsonToken.Integer && reader.Value is long value ? value : throw Unexpected(reader, "a 64-bit integer");

    public override void Write(JsonWriter writer, long value) => writer.WriteValue(value);
}

internal sealed class Int32Codec : JsonCodec<int>
{
    public override int Read(JsonTextReader reader) =>
        reader.TokenType == JsonToken.Integer && reader.Value is long value and >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Unexpected(reader, "a 32-bit integer");

    public override void Write(JsonWriter writer, int value) => writer.WriteValue(value);
}

internal sealed class DoubleCodec : JsonCodec<double>
{
    public override double Read(JsonTextReader reader) => reader.TokenType is JsonToken.Float or JsonToken.Integer
        ? Convert.ToDouble(reader.Value, CultureInfo.InvariantCulture)
        : throw Unexpected(reader, "a number");

    public override void Write(JsonWriter writer, double value) => writer.WriteValue(value);
}

internal sealed class BooleanCodec : JsonCodec<bool>
{
    public override bool Read(JsonTextReader reader) =>
        reader.TokenType == JsonToken.Boolean ? (bool)reader.Value! : throw Unexpected(reader, "true or false");

    public override void Write(JsonWriter writer, bool value) => writer.WriteValue(value);
}

internal sealed class DateTimeOffsetCodec : JsonCodec<DateTimeOffset>
{
    public override DateTimeOffset Read(JsonTextReader reader) =>
        reader.TokenType == JsonToken.String && IsoTime.TryParse((string)reader.Value!, out var value)
            ? value
            : throw Unexpected(reader, "a time as in ISO 8601");

    public override void Write(JsonWriter writer, DateTimeOffset value) => writer.WriteValue(IsoTime.Format(value));
}

internal sealed class OpenEnumCodec<T> : JsonCodec<T>
    where T : struct, IOpenEnum<T>
{
    public override T Read(JsonTextReader reader) =>
        reader.TokenType == JsonToken.String ? default(T).Create((string)reader.Value!) : throw Unexpected(reader, "a string");

    public override void Write(JsonWriter writer, T value) => writer.WriteValue(value.Value);
}

internal sealed class NullableCodec<T> : JsonCodec<T?>
    where T : struct
{
    public override T? Read(JsonTextReader reader) => reader.TokenType == JsonToken.Null ? null : JsonValue<T>.Read(reader);

    public override void Write(JsonWriter writer, T? value)
    {
        if (value is { } given)
            JsonValue<T>.Write(writer, given);
        else
            writer.WriteNull();
    }
}
