using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

internal sealed class StringCodec : JsonCodec<string?>
{
    public override bool TryRead(JsonTextReader reader, out string? value, out object? raw)
    {
        raw = null;
        if (reader.TokenType == JsonToken.Null)
        {
            value = null;
            return true;
        }
        return TextOf(reader, out value) || Misfit(reader, out value, out raw);
    }

    /// <summary>Gets a text, or a number as it is written.</summary>
    public static bool TextOf(JsonTextReader reader, out string? text)
    {
        text = (reader.TokenType, reader.Value) switch
        {
            (JsonToken.String, string given) => given,
            (JsonToken.Integer or JsonToken.Float, var number) => (reader as ModelReader)?.NumberText ?? Convert.ToString(number, CultureInfo.InvariantCulture),
            _ => null,
        };
        return text is not null;
    }

    public override void Write(JsonWriter writer, string? value) => writer.WriteValue(JsonText.Encodable(writer, value));
}

internal sealed class Int64Codec : JsonCodec<long>
{
    public override bool TryRead(JsonTextReader reader, out long value, out object? raw)
    {
        raw = null;
        return Numbers.TryGetInteger(reader, out value) || Misfit(reader, out value, out raw);
    }

    public override void Write(JsonWriter writer, long value) => writer.WriteValue(value);
}

internal sealed class Int32Codec : JsonCodec<int>
{
    public override bool TryRead(JsonTextReader reader, out int value, out object? raw)
    {
        raw = null;
        if (!Numbers.TryGetInteger(reader, out var number) || number is < int.MinValue or > int.MaxValue)
            return Misfit(reader, out value, out raw);
        value = (int)number;
        return true;
    }

    public override void Write(JsonWriter writer, int value) => writer.WriteValue(value);
}

internal sealed class DoubleCodec : JsonCodec<double>
{
    public override bool TryRead(JsonTextReader reader, out double value, out object? raw)
    {
        raw = null;
        switch (reader.TokenType, reader.Value)
        {
            case (JsonToken.Float, double number):
                value = number;
                return true;
            case (JsonToken.Integer, long number) when (long)(double)number == number:
                value = number;
                return true;
            case (JsonToken.Integer, BigInteger number) when new BigInteger((double)number) == number:
                value = (double)number;
                return true;
            case (JsonToken.String, string text) when Numbers.TryParse(text, out value):
                return true;
            default:
                return Misfit(reader, out value, out raw);
        }
    }

    public override void Write(JsonWriter writer, double value) => AnyCodec.WriteNumber(writer, value);
}

internal sealed class BooleanCodec : JsonCodec<bool>
{
    public override bool TryRead(JsonTextReader reader, out bool value, out object? raw)
    {
        raw = null;
        switch (reader.TokenType, reader.Value)
        {
            case (JsonToken.Boolean, bool given):
                value = given;
                return true;
            case (JsonToken.String, string text) when string.Equals(text, "true", StringComparison.OrdinalIgnoreCase):
                value = true;
                return true;
            case (JsonToken.String, string text) when string.Equals(text, "false", StringComparison.OrdinalIgnoreCase):
                value = false;
                return true;
            default:
                return Misfit(reader, out value, out raw);
        }
    }

    public override void Write(JsonWriter writer, bool value) => writer.WriteValue(value);
}

internal sealed class DateTimeOffsetCodec : JsonCodec<DateTimeOffset>
{
    public override bool TryRead(JsonTextReader reader, out DateTimeOffset value, out object? raw)
    {
        raw = null;
        if (reader.TokenType == JsonToken.String && IsoTime.TryParse((string)reader.Value!, out value))
            return true;
        return Misfit(reader, out value, out raw);
    }

    public override void Write(JsonWriter writer, DateTimeOffset value) => writer.WriteValue(IsoTime.Format(value));
}

internal sealed class OpenEnumCodec<T> : JsonCodec<T>
    where T : struct, IOpenEnum<T>
{
    public override bool TryRead(JsonTextReader reader, out T value, out object? raw)
    {
        raw = null;
        if (!StringCodec.TextOf(reader, out var text))
            return Misfit(reader, out value, out raw);
        value = default(T).Create(text!);
        return true;
    }

    public override void Write(JsonWriter writer, T value) => writer.WriteValue(JsonText.Encodable(writer, value.Value));
}

internal sealed class NullableCodec<T> : JsonCodec<T?>
    where T : struct
{
    public override bool TryRead(JsonTextReader reader, out T? value, out object? raw)
    {
        value = null;
        raw = null;
        if (reader.TokenType == JsonToken.Null)
            return true;
        if (!JsonValue<T>.TryRead(reader, out var given, out raw))
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
