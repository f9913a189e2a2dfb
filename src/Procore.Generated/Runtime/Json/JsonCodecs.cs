namespace Procore.Generated.Json;

/// <summary>
/// The codec of each type. The build generates the tables of models, enums, lists and maps, so that no type is composed at run
/// time: trimmed and native programs have no types that they don't name.
/// </summary>
internal static partial class JsonCodecs
{
    public static object Create(Type type) =>
        OfScalars(type) ?? OfModels(type) ?? OfResponses(type) ?? throw new NotSupportedException($"{type} isn't a type of Procore's JSON.");

    private static object? OfScalars(Type type)
    {
        if (type == typeof(string)) return new StringCodec();
        if (type == typeof(long)) return new Int64Codec();
        if (type == typeof(long?)) return new NullableCodec<long>();
        if (type == typeof(int)) return new Int32Codec();
        if (type == typeof(int?)) return new NullableCodec<int>();
        if (type == typeof(bool)) return new BooleanCodec();
        if (type == typeof(bool?)) return new NullableCodec<bool>();
        if (type == typeof(double)) return new DoubleCodec();
        if (type == typeof(double?)) return new NullableCodec<double>();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffsetCodec();
        if (type == typeof(DateTimeOffset?)) return new NullableCodec<DateTimeOffset>();
        if (type == typeof(object)) return new AnyCodec();
        return null;
    }
}
