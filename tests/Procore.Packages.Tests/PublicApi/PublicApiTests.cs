using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Procore.Packages.Tests.PublicApi;

/// <summary>What the libraries show is what is checked in: nothing comes or goes by accident.</summary>
internal sealed partial class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] AsyncResults = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    /// <summary>Other people's ids, and two of ours.</summary>
    private static readonly string[] NotNumbersOfProcores = ["OriginId", "EmployeeId", "BusinessId", "RequestId", "ClientId", "BulkJob.Id", "DirectoryRun.Id"];

    private static IEnumerable<string> Libraries => Repository.PackageIds.Where(id => !id.EndsWith(".Cli", StringComparison.Ordinal));

    [TestCaseSource(nameof(Libraries))]
    public void Is_what_the_listing_says(string library)
    {
        var shown = Listing.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(ListingOf(library), string.Concat(shown.Select(line => line + "\n")));

        // What is generated may grow by a command alone: a line that is missing there breaks nobody.
        var listed = Listed(library);
        var differences = shown.Except(listed, StringComparer.Ordinal).Except(Listing.OfGenerated(Assembly.Load(library)), StringComparer.Ordinal).Select(line => "+ " + line).Concat(listed.Except(shown, StringComparer.Ordinal).Select(line => "- " + line));

        Assert.That(
            string.Join('\n', differences),
            Is.Empty,
            $"Lines to be added to (+) and taken out of (-) {ListingOf(library)}. {Update}=1 writes it: see CONTRIBUTING.md, and CHANGELOG.md for what breaks callers.");
    }

    [TestCase("Procore.CompanyUsers")]
    [TestCase("Procore.CompanyUsers.Testing")]
    [TestCase("Procore.DirectorySync")]
    public void Holds_no_type_of_the_json_library(string library) =>
        Assert.That(Listed(library).Where(line => line.Contains("Newtonsoft", StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void Holds_no_namespace_that_is_not_ours(string library) =>
        Assert.That(Assembly.Load(library).GetExportedTypes().Select(type => type.Namespace).Where(space => space is not ("Procore.CompanyUsers" or "Procore.Generated" or "Procore.DirectorySync")
            && space?.StartsWith("Procore.CompanyUsers.", StringComparison.Ordinal) is not true), Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void Calls_what_is_asynchronous_so_and_ends_it_in_a_cancellation_token(string library) =>
        Assert.That(
            Methods(library).Where(method => IsAsync(method.ReturnType) || method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Where(method => method.Name is not nameof(IAsyncDisposable.DisposeAsync) && !typeof(Delegate).IsAssignableFrom(method.DeclaringType))
                .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal) || method.GetParameters() is not [.., var last] || last.ParameterType != typeof(CancellationToken))
                .Select(method => $"{method.DeclaringType}.{method.Name}"),
            Is.Empty);

    // Those of the raw clients and the models are held by the tests of Procore.CompanyUsers: v2.0 publishes text.
    [TestCase("Procore.CompanyUsers")]
    [TestCase("Procore.CompanyUsers.Testing")]
    [TestCase("Procore.DirectorySync")]
    public void Has_ids_of_64_bits(string library) =>
        Assert.That(
            Ids(library).Where(id => !NotNumbersOfProcores.Any(name => id.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)) && Core(id.Type) != typeof(long)).Select(id => $"{id.Name}: {id.Type}"),
            Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void Says_of_each_type_and_member_what_it_is(string library)
    {
        var documented = XDocument.Load(Path.ChangeExtension(Assembly.Load(library).Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0])
            .ToHashSet(StringComparer.Ordinal);

        Assert.That(Documentable(library).Distinct(StringComparer.Ordinal).Where(name => !documented.Contains(name)), Is.Empty);
    }

    [Test]
    public void Is_in_no_tool() =>
        Assert.That(Repository.PackageIds.Except(Libraries, StringComparer.Ordinal), Is.EqualTo(["Procore.CompanyUsers.Cli"]), "every other package has a listing");

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

    // Of a record the compiler writes some members, and what everything has says what it does by its name.
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

    [GeneratedRegex(@"(\.|[a-z])Ids?$|\.ids?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdName();
}
