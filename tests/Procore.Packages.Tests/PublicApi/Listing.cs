using System.CodeDom.Compiler;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Procore.Packages.Tests.PublicApi;

/// <summary>
/// What an assembly shows to those who reference it, a line for each type and member.
/// </summary>
internal static class Listing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly) => [.. assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal)];

    /// <summary>Those lines that follow from openapi/company-users.json.</summary>
    public static IReadOnlyList<string> OfGenerated(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)).SelectMany(Lines)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            .Concat(type.GetInterfaces().Where(shown => shown.IsVisible).OrderBy(Name, StringComparer.Ordinal))
            .Select(parent => Name(parent!))
            .ToList();
        yield return $"{name}: {Kind(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        foreach (var member in type.GetMembers(Declared).Where(IsShown).Select(member => Member(type, member)).OfType<string>())
            yield return $"{name}.{member}";
    }

    private static string Kind(Type type) =>
        type.IsEnum ? $"enum of {Name(Enum.GetUnderlyingType(type))}"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : typeof(Delegate).IsAssignableFrom(type) ? $"delegate {Signature(type.GetMethod("Invoke")!)}"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsSealed ? "sealed class"
        : type.IsAbstract ? "abstract class"
        : "class";

    private static string? Member(Type type, MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{property.Name}{Indexes(property)}: {Static(property.GetAccessors(nonPublic: true)[0])}{Name(property.PropertyType, Nullability.Create(property))} {{ {Accessors(property)}}}",
        FieldInfo field when type.IsEnum => field.IsStatic ? $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : null,
        FieldInfo field => $"{field.Name}: {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType, Nullability.Create(field))}",
        EventInfo shown => $"{shown.Name}: event {Name(shown.EventHandlerType!)}",
        MethodInfo { IsSpecialName: false } method => $"{method.Name}{Generics(method.GetGenericArguments())}{Signature(method)}",
        MethodInfo method when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{method.Name}{Signature(method)}",
        _ => null,
    };

    private static string Signature(MethodInfo method) =>
        $"({(method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "")}{Parameters(method)}): {Static(method)}{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) switch { null or "" => "default", var value => value }}" : "")}"));

    private static string Indexes(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } indexes
        ? $"[{string.Join(", ", indexes.Select(index => Name(index.ParameterType)))}]"
        : "";

    private static string Accessors(PropertyInfo property) => string.Concat(property.GetAccessors(nonPublic: true).Where(IsShown).Select(accessor =>
        accessor.ReturnType != typeof(void) ? "get; "
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; "
        : "set; "));

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static bool IsShown(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsShown),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo shown => IsShown(shown.AddMethod!),
        _ => false,
    };

    private static string Name(Type type) => Name(type, annotations: null);

    private static string Name(Type type, NullabilityInfo? annotations)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!, annotations);
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        var mark = !type.IsValueType && annotations is { ReadState: NullabilityState.Nullable } ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, annotations?.ElementType)}[]{mark}";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        var owner = type.IsNested ? Name(type.DeclaringType!) : type.Namespace;
        return $"{owner}.{type.Name.Split('`')[0]}{Generics(type.GetGenericArguments(), annotations?.GenericTypeArguments)}{mark}";
    }

    private static string Generics(Type[] arguments, NullabilityInfo[]? annotations = null) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select((argument, i) => Name(argument, annotations?.ElementAtOrDefault(i))))}>";
}
