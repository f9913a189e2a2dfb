using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Which codec a type has.</summary>
internal static class JsonCodecs
{
    public static object Create(Type type)
    {
        if (type == typeof(string)) return new StringCodec();
        if (type == typeof(long)) return new Int64Codec();
        if (type == typeof(int)) return new Int32Codec();
        if (type == typeof(bool)) return new BooleanCodec();
        if (type == typeof(double)) return new DoubleCodec();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffsetCodec();
        if (type == typeof(object)) return new AnyCodec();
        if (typeof(JsonModel).IsAssignableFrom(type)) return Compose(typeof(ModelCodec<>), type);
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Compose(typeof(NullableCodec<>), underlying);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Compose(typeof(ListCodec<>), type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            && type.GetGenericArguments()[0] == typeof(string))
            return Compose(typeof(MapCodec<>), type.GetGenericArguments()[1]);
        if (type.IsValueType && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOpenEnum<>)))
            return Compose(typeof(OpenEnumCodec<>), type);
        throw new NotSupportedException($"{type} isn't a type of Procore's JSON.");
    }

    private static object Compose(Type codec, Type of) => Activator.CreateInstance(codec.MakeGenericType(of))!;
}
