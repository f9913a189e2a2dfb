using System.Reflection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What the two assemblies show to the world.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(ICompanyUsers).Assembly, typeof(CompanyUser).Assembly];

    public static IReadOnlyList<Type> Types { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes())];

    public static IEnumerable<MethodInfo> Methods => Types.SelectMany(type => type.GetMethods(Declared)).Where(method => !method.IsSpecialName);

    public static IEnumerable<PropertyInfo> Properties => Types.SelectMany(type => type.GetProperties(Declared));

    public static IEnumerable<ParameterInfo> Parameters =>
        Methods.SelectMany(method => method.GetParameters()).Concat(Types.SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters()));

    /// <summary>The types that a member of a public type shows: what it gives, takes, derives from and is annotated with.</summary>
    public static IEnumerable<Type> TypesShownBy(Type type) =>
        new[] { type.BaseType }.Concat(type.GetInterfaces())
            .Concat(type.GetProperties(Declared).Select(property => property.PropertyType))
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(type.GetMethods(Declared).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetMembers(Declared).Append(type).SelectMany(member => member.GetCustomAttributesData()).Select(attribute => attribute.AttributeType))
            .Where(shown => shown is not null)
            .SelectMany(shown => Parts(shown!));

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
