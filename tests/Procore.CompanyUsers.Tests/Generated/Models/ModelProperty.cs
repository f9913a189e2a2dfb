using System.Reflection;

namespace Procore.CompanyUsers.Tests;

internal sealed record ModelProperty(PropertyInfo Property, string JsonName)
{
    public string Name => Property.Name;

    public bool IsOptional => IsOptionalType(Property.PropertyType);

    /// <summary>The type of the value, without <see cref="Optional{T}" /> and <see cref="Nullable{T}" />.</summary>
    public Type ValueType
    {
        get
        {
            var type = IsOptional ? Property.PropertyType.GetGenericArguments()[0] : Property.PropertyType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    /// <summary>Whether a null goes in: what isn't published as nullable and is a number can't hold one.</summary>
    public bool TakesNull
    {
        get
        {
            var type = IsOptional ? Property.PropertyType.GetGenericArguments()[0] : Property.PropertyType;
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }
    }

    public static bool IsOptionalType(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    public static object SetToNull(Type optional) => Activator.CreateInstance(optional, [null])!;
}
