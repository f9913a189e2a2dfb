using System.Reflection;
using System.Text.RegularExpressions;

namespace Procore.Packages.Tests.PublicApi;

/// <summary>What the libraries show is what is checked in: nothing comes or goes by accident.</summary>
internal sealed partial class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    /// <summary>Other people's ids, and two of ours.</summary>
    private static readonly string[] NotNumbersOfProcores = ["OriginId", "EmployeeId", "BusinessId", "RequestId", "ClientId", "BulkJob.Id", "DirectoryRun.Id"];

    private static IEnumerable<string> Libraries => Repository.PackageIds.Where(id => !id.EndsWith(".Cli", StringComparison.Ordinal));

    [TestCaseSource(nameof(Libraries))]
    public void Is_what_the_listing_says(string library)
    {
        var shown = Listing.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(ListingOf(library), string.Concat(shown.Select(line => line + "\n")));

        var listed = Listed(library);
        var differences = shown.Except(listed, StringComparer.Ordinal).Select(line => "+ " + line).Concat(listed.Except(shown, StringComparer.Ordinal).Select(line => "- " + line));

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
    public void Ends_what_is_asynchronous_in_a_cancellation_token(string library) =>
        Assert.That(
            Assembly.Load(library).GetExportedTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name is not "DisposeAsync")
                .Where(method => method.GetParameters() is not [.., var last] || last.ParameterType != typeof(CancellationToken))
                .Select(method => $"{method.DeclaringType}.{method.Name}"),
            Is.Empty);

    [TestCaseSource(nameof(Libraries))]
    public void Has_ids_of_64_bits(string library) =>
        Assert.That(Listed(library).Where(line => IdOfAnotherType().IsMatch(line) && !NotNumbersOfProcores.Any(line.Contains)), Is.Empty);

    private static string[] Listed(string library) => File.Exists(ListingOf(library)) ? File.ReadAllLines(ListingOf(library)) : [];

    private static string ListingOf(string library) => Repository.PathOf($"tests/Procore.Packages.Tests/PublicApi/{library}.txt");

    [GeneratedRegex(@"\.(\w*[a-z])?Ids?: (?![^{]*\blong\b)[^{]*\{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdOfAnotherType();
}
