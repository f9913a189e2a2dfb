using System.Reflection;
using System.Xml.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>Nothing public is without a word, in the documentation that goes with the assemblies: the generated part too.</summary>
internal sealed class DocumentationTests
{
    private static readonly HashSet<string> Documented =
    [
        .. PublicApi.Assemblies.SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0]),
    ];

    [Test]
    public void Public_types_are_documented() =>
        Assert.That(PublicApi.Types.Select(type => $"T:{NameOf(type)}").Where(name => !Documented.Contains(name)), Is.Empty);

    [Test]
    public void Public_properties_are_documented() =>
        Assert.That(PublicApi.Properties.Where(property => !IsInherited(property)).Select(property => $"P:{NameOf(property.DeclaringType!)}.{property.Name}").Where(name => !Documented.Contains(name)), Is.Empty);

    [Test]
    public void Public_methods_are_documented() =>
        Assert.That(
            PublicApi.Methods.Where(method => !IsSaidOfItsKind(method)).Select(method => $"M:{NameOf(method.DeclaringType!)}.{method.Name}{Arity(method)}").Where(name => !Documented.Contains(name)).Distinct(),
            Is.Empty);

    [Test]
    public void Public_enum_values_are_documented() =>
        Assert.That(
            PublicApi.Types.Where(type => type.IsEnum).SelectMany(type => Enum.GetNames(type).Select(name => $"F:{NameOf(type)}.{name}")).Where(name => !Documented.Contains(name)),
            Is.Empty);

    // Of a record the compiler writes some members, and what everything has says what it does by its name.
    private static bool IsSaidOfItsKind(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType == typeof(object) || method.Name is "Equals" or "Deconstruct" || method.Name.StartsWith('<');

    private static bool IsInherited(PropertyInfo property) => property.Name is "EqualityContract";

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
}
