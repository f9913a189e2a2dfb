using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>One operation of the document; its id, such as <c>CompanyUsersV13_ListUnscoped</c>, tells version, purpose and scope.</summary>
internal sealed partial class PublishedOperation
{
    private const string UnscopedSuffix = "Unscoped";

    private readonly JObject _operation;
    private readonly Regex _route;

    private PublishedOperation(string method, string path, JObject operation)
    {
        _operation = operation;
        Method = method.ToUpperInvariant();
        Path = path;
        Id = (string)operation["operationId"]!;
        var parts = IdParts().Match(Id);
        Major = int.Parse(parts.Groups["major"].ValueSpan, CultureInfo.InvariantCulture);
        Minor = int.Parse(parts.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture);
        Name = parts.Groups["name"].Value;
        _route = new Regex("^" + Parameter().Replace(path, "[^/]+") + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    public int Major { get; }

    public int Minor { get; }

    public string Name { get; }

    /// <summary>The name without its scope: List for both List and ListUnscoped.</summary>
    public string Purpose => Name.EndsWith(UnscopedSuffix, StringComparison.Ordinal) ? Name[..^UnscopedSuffix.Length] : Name;

    public static IReadOnlyList<PublishedOperation> All(JObject document) =>
    [
        .. from path in ((JObject)document["paths"]!).Properties()
           from method in ((JObject)path.Value).Properties()
           where method.Value is JObject operation && operation["operationId"] is not null
           select new PublishedOperation(method.Name, path.Name, (JObject)method.Value),
    ];

    /// <summary>The operation that a request is for: where several routes fit, the one with the fewest parameters.</summary>
    public static PublishedOperation Of(SentRequest request, IEnumerable<PublishedOperation> operations) => operations
        .Where(operation => operation.Method == request.Method && operation._route.IsMatch(request.Address.AbsolutePath))
        .OrderBy(operation => Parameter().Count(operation.Path))
        .First();

    public IEnumerable<string> ValuesOf(string parameter) =>
        _operation["parameters"]!.Single(candidate => (string?)candidate["name"] == parameter)["x-values"]!.Values<string>()!;

    [GeneratedRegex("^CompanyUsersV(?<major>[0-9])(?<minor>[0-9]+)_(?<name>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex IdParts();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Parameter();
}
