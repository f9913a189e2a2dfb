using System.Text.Json;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

internal sealed class StringCodec : JsonCodec<string?>
{
    public override bool TryRead(ref ModelReader reader, out string? value, out object? raw)
    {
        raw = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            value = null;
            return true;
        }
        return TextOf(ref reader, out value) || Misfit(ref reader, out value, out raw);
    }

    /// <summary>Gets a text, or a number as it is written.</summary>
    public static bool TextOf(ref ModelReader reader, out string? text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetText(),
            JsonTokenType.Number => reader.GetNumberText(),
            _ => null,
        };
        return text is not null;
    }

    public override void Write(JsonWriter writer, string? value) => writer.WriteValue(JsonText.Encodable(writer, value));
}

internal sealed class Int64Codec : JsonCodec<long>
{
    public override bool TryRead(ref ModelReader reader, out long value, out object? raw)
    {
        raw = null;
        return Numbers.TryGetInteger(ref reader, out value) || Misfit(ref reader, out value, out raw);
    }

    public override void Write(JsonWriter writer, long value) => writer.WriteValue(value);
}

internal sealed class Int32Codec : JsonCodec<int>
{
    public override bool TryRead(ref ModelReader reader, out int value, out object? raw)
    {
        raw = null;
        if (!Numbers.TryGetInteger(ref reader, out var number) || number is < int.MinValue or > int.MaxValue)
            return Misfit(ref reader, out value, out raw);
        value = (int)number;
        return true;
    }

    public override void Write(JsonWriter writer, int value) => writer.WriteValue(value);
}

internal sealed class DoubleCodec : JsonCodec<double>
{
    public override bool TryRead(ref ModelReader reader, out double value, out object? raw)
    {
        raw = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when Numbers.TryGetDouble(reader.GetNumberText(), out value):
            case JsonTokenType.String when Numbers.TryParse(reader.GetText(), out value):
                return true;
            default:
                return Misfit(ref reader, out value, out raw);
        }
    }

    public override void Write(JsonWriter writer, double value) => AnyCodec.WriteNumber(writer, value);
}

internal sealed class BooleanCodec : JsonCodec<bool>
{
    public override bool TryRead(ref ModelReader reader, out bool value, out object? raw)
    {
        raw = null;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetText() : null;
        value = reader.TokenType == JsonTokenType.True || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return value
            || reader.TokenType == JsonTokenType.False
            || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase)
            || Misfit(ref reader, out value, out raw);
    }

    public override void Write(JsonWriter writer, bool value) => writer.WriteValue(value);
}

internal sealed class DateTimeOffsetCodec : JsonCodec<DateTimeOffset>
{
    public override bool TryRead(ref ModelReader reader, out DateTimeOffset value, out object? raw)
    {
        raw = null;
        if (reader.TokenType == JsonTokenType.String && reader.TryGetTime(out value))
            return true;
        return Misfit(ref reader, out value, out raw);
    }

    public override void Write(JsonWriter writer, DateTimeOffset value) => writer.WriteValue(IsoTime.Format(value));
}

internal sealed class OpenEnumCodec<T> : JsonCodec<T>
    where T : struct, IOpenEnum<T>
{
    public override bool TryRead(ref ModelReader reader, out T value, out object? raw)
    {
        raw = null;
        if (!StringCodec.TextOf(ref reader, out var text))
            return Misfit(ref reader, out value, out raw);
        value = default(T).Create(text!);
        return true;
    }

    public override void Write(JsonWriter writer, T value) => writer.WriteValue(JsonText.Encodable(writer, value.Value));
}

internal sealed class NullableCodec<T> : JsonCodec<T?>
    where T : struct
{
    public override bool TryRead(ref ModelReader reader, out T? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (!JsonValue<T>.TryRead(ref reader, out var given, out raw))
            return false;
        value = given;
        return true;
    }

    public override void Write(JsonWriter writer, T? value)
    {
        if (value is { } given)
            JsonValue<T>.Write(writer, given);
        else
            writer.WriteNull();
    }
}
