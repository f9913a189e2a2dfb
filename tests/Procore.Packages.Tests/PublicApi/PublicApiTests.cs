using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Procore.Packages.Tests.PublicApi;

/// <summary>The libraries' public surface is what is checked in, so nothing is added or removed by accident.</summary>
internal sealed partial class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] AsyncResults = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    /// <summary>Ids that Procore doesn't issue as numbers: the caller's own, OAuth's, and two of ours.</summary>
    private static readonly string[] NotNumbers = ["RequireCompanyId", "OriginId", "EmployeeId", "BusinessId", "RequestId", "ClientId", "BulkJob.Id", "DirectoryRun.Id", "RecordedRun.Id"];

    private static IEnumerable<string> Libraries => Repository.PackageIds.Where(id => !id.EndsWith(".Cli", StringComparison.Ordinal));

    [TestCaseSource(nameof(Libraries))]
    public void PublicApi_matches_the_listing(string library)
    {
        var assembly = Assembly.Load(library);
        var shown = Listing.Of(assembly);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(ListingOf(library), shown);

        Assert.That(
            string.Join('\n', Differences(string.Join('\n', Listed(library)), shown, Listing.OfGenerated(assembly))),
            Is.Empty,
            $"Declarations to be added to (+) and removed from (-) {ListingOf(library)}. {Update}=1 writes it: see CONTRIBUTING.md, and CHANGELOG.md for what breaks callers.");
    }

    [TestCase("class A { void X(); }", "class A { void X(); }", "", TestName = "PublicApi_accepts_what_is_listed")]
    [TestCase("class A { void X(); }", "class A { }", "- A: void X();", TestName = "PublicApi_refuses_a_listed_line_that_is_gone")]
    [TestCase("class A { }", "class A { void X(); }", "+ A: void X();", TestName = "PublicApi_refuses_a_line_that_is_not_listed")]
    [TestCase("class G { }", "class G { void X(); }", "", TestName = "PublicApi_accepts_a_new_line_in_generated_code")]
    [TestCase("class G { void X(); }", "class G { }", "- G: void X();", TestName = "PublicApi_refuses_a_lost_line_in_generated_code")]
    [TestCase("class A { [Obsolete] void X(); }", "class A { void X(); }", "+ A: void X();|- A: [Obsolete] void X();", TestName = "PublicApi_notices_an_attribute")]
    [TestCase("class A<T> where T : class { }", "class A<T> { }", "+ : class A<T>|- : class A<T> where T : class", TestName = "PublicApi_notices_a_constraint")]
    public void Differences_lists_added_and_removed_members(string listed, string shown, string differences)
    {
        var generated = string.Join('\n', Lines(shown).SkipWhile(line => line != "class G"));

        Assert.That(string.Join('|', Differences(string.Join('\n', Lines(listed)), string.Join('\n', Lines(shown)), generated)), Is.EqualTo(differences));

        static string[] Lines(string text) => text.Replace(" { ", "\n{\n", StringComparison.Ordinal).Replace(" }", "\n}", StringComparison.Ordinal)
            .Replace("] ", "]\n", StringComparison.Ordinal).Replace(" where", "\nwhere", StringComparison.Ordinal).Split('\n');
    }

    [TestCase("Procore.CompanyUsers")]
    [TestCase("Procore.CompanyUsers.Testing")]
    [TestCase("Procore.DirectorySync")]
    public void PublicApi_has_no_type_of_the_json_library(string library) =>
        Assert.That(Listed(library).Where(line => line.Contains("Newtonsoft", StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void PublicApi_has_no_foreign_namespace(string library) =>
        Assert.That(Assembly.Load(library).GetExportedTypes().Select(type => type.Namespace).Where(space => space is not ("Procore.CompanyUsers" or "Procore.Generated" or "Procore.DirectorySync")
            && space?.StartsWith("Procore.CompanyUsers.", StringComparison.Ordinal) is not true), Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void PublicApi_ends_async_methods_in_Async_and_a_cancellation_token(string library) =>
        Assert.That(
            Methods(library).Where(method => IsAsync(method.ReturnType) || method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Where(method => method.Name is not nameof(IAsyncDisposable.DisposeAsync) && !typeof(Delegate).IsAssignableFrom(method.DeclaringType))
                .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal) || method.GetParameters() is not [.., var last] || last.ParameterType != typeof(CancellationToken))
                .Select(method => $"{method.DeclaringType}.{method.Name}"),
            Is.Empty);

    // The tests of Procore.CompanyUsers check the raw clients and the models, because v2.0 publishes ids as text.
    [TestCase("Procore.CompanyUsers")]
    [TestCase("Procore.CompanyUsers.Testing")]
    [TestCase("Procore.DirectorySync")]
    public void PublicApi_has_ids_of_64_bits(string library) =>
        Assert.That(
            Ids(library).Where(id => !NotNumbers.Any(name => id.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)) && Core(id.Type) != typeof(long)).Select(id => $"{id.Name}: {id.Type}"),
            Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void PublicApi_has_documentation_for_each_type_and_member(string library)
    {
        var documented = XDocument.Load(Path.ChangeExtension(Assembly.Load(library).Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0])
            .ToHashSet(StringComparer.Ordinal);

        Assert.That(Documentable(library).Distinct(StringComparer.Ordinal).Where(name => !documented.Contains(name)), Is.Empty);
    }

    [Test]
    public void PublicApi_is_listed_for_every_package_but_the_tool() =>
        Assert.That(Repository.PackageIds.Except(Libraries, StringComparer.Ordinal), Is.EqualTo(["Procore.CompanyUsers.Cli"]), "every other package has a listing");

    /// <summary>Generated code may grow without a line in the listing, because an added member breaks no caller.</summary>
    private static IEnumerable<string> Differences(string listed, string shown, string generated)
    {
        var (before, after) = (Listing.Declarations(listed), Listing.Declarations(shown));
        return after.Except(before, StringComparer.Ordinal).Except(Listing.Declarations(generated), StringComparer.Ordinal).Select(line => "+ " + line)
            .Concat(before.Except(after, StringComparer.Ordinal).Select(line => "- " + line));
    }

    private static Type[] Types(string library) => Assembly.Load(library).GetExportedTypes();

    private static IEnumerable<MethodInfo> Methods(string library) => Types(library).SelectMany(type => type.GetMethods(Declared)).Where(method => !method.IsSpecialName);

    private static IEnumerable<string> Documentable(string library)
    {
        foreach (var type in Types(library))
        {
            var name = type.FullName!.Replace('+', '.');
            yield return $"T:{name}";
            if (typeof(Delegate).IsAssignableFrom(type))
                continue;
            foreach (var property in type.GetProperties(Declared))
                yield return $"P:{name}.{property.Name}";
            foreach (var field in type.GetFields(Declared).Where(field => !field.IsSpecialName))
                yield return $"F:{name}.{field.Name}";
            foreach (var shown in type.GetEvents(Declared))
                yield return $"E:{name}.{shown.Name}";
            foreach (var method in type.GetMethods(Declared).Where(method => !method.IsSpecialName && !IsOfItsKind(method)))
                yield return $"M:{name}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}";
        }
    }

    // The compiler writes some members of a record, and those that every object has need no documentation.
    private static bool IsOfItsKind(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType == typeof(object) || method.Name is "Equals" or "Deconstruct" || method.Name.StartsWith('<');

    private static IEnumerable<(string Name, Type Type)> Ids(string library) =>
        Types(library).SelectMany(type => type.GetProperties(Declared).Select(property => ($"{type.Name}.{property.Name}", property.PropertyType)))
            .Concat(Types(library).SelectMany(type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors()))
                .SelectMany(method => method.GetParameters().Select(parameter => ($"{method.DeclaringType!.Name}.{method.Name}.{parameter.Name}", parameter.ParameterType))))
            .Where(member => IdName().IsMatch(member.Item1));

    /// <summary>The type of one id: within Optional, Nullable and lists.</summary>
    private static Type Core(Type type) => type.HasElementType ? Core(type.GetElementType()!) : type.IsGenericType ? Core(type.GetGenericArguments()[0]) : type;

    private static bool IsAsync(Type result) => AsyncResults.Contains(result.IsGenericType ? result.GetGenericTypeDefinition() : result);

    private static string[] Listed(string library) => File.Exists(ListingOf(library)) ? File.ReadAllLines(ListingOf(library)) : [];

    private static string ListingOf(string library) => Repository.PathOf($"tests/Procore.Packages.Tests/PublicApi/{library}.txt");

    [GeneratedRegex(@"(\.|[a-z])Ids?$|\.ids?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex IdName();
}
