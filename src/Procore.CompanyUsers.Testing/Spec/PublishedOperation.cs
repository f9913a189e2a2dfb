using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>One operation as the document describes it.</summary>
internal sealed class PublishedOperation
{
    private readonly HashSet<string> _query;
    private readonly HashSet<string> _statuses;
    private readonly IReadOnlyList<string> _extendedFields;
    private readonly IReadOnlyList<string> _normalFields;

    public PublishedOperation(string method, string path, JObject operation)
    {
        Method = new HttpMethod(method.ToUpperInvariant());
        Path = path;
        Segments = path.Trim('/').Split('/');
        Name = Regex.Replace((string)operation["operationId"]!, "^CompanyUsers(V1[0-9]+_)?|Unscoped$", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var parameters = operation["parameters"] ?? new JArray();
        _query = [.. parameters.Where(parameter => (string?)parameter["in"] == "query").Select(parameter => (string)parameter["name"]!)];
        SortsBy = [.. parameters.Where(parameter => (string?)parameter["name"] == "sort").SelectMany(sort => sort["x-values"]!).Select(value => (string)value!)];
        _statuses = [.. ((JObject)operation["responses"]!).Properties().Select(response => response.Name)];
        _extendedFields = ReadFields(operation, isExtended: true);
        _normalFields = ReadFields(operation, isExtended: false);
        Attributes = ReadAttributes(operation.SelectToken("requestBody.content['application/json'].schema"));
    }

    public HttpMethod Method { get; }

    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    /// <summary>What the operation does, whatever its scope and its version of v1: <c>List</c>. What v2.0 does, it does in its own way: <c>V20_BulkAdd</c>.</summary>
    public string Name { get; }

    public bool IsV20 => Name.StartsWith("V20_", StringComparison.Ordinal);

    /// <summary>The attributes that a JSON body may hold of a user, or of each user in bulk, each with its type.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>What the list can be sorted by; nothing where it can't be.</summary>
    public IReadOnlyList<string> SortsBy { get; }

    public bool Answers(int status) => _statuses.Contains(status.ToString(CultureInfo.InvariantCulture));

    public bool Takes(string queryParameter) => _query.Contains(queryParameter);

    /// <summary>The fields that the answer gives of a user. A route that takes no view gives the normal one.</summary>
    public IReadOnlyList<string> FieldsIn(string view) => view == "extended" ? _extendedFields : _normalFields;

    private static Dictionary<string, string> ReadAttributes(JToken? schema)
    {
        if (schema == null)
            return [];
        var body = PublishedDocument.Resolve(schema)["properties"]!;
        var user = (body["user"] ?? body["updates"] ?? body["users"])!;
        return PublishedDocument.Resolve(user["items"] ?? user)["properties"]!.Cast<JProperty>()
            .Where(attribute => (bool?)attribute.Value["x-form-only"] != true)
            .ToDictionary(attribute => attribute.Name, attribute => (string)attribute.Value["type"]!, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> ReadFields(JObject operation, bool isExtended)
    {
        foreach (var response in ((JObject)operation["responses"]!).Properties())
        {
            if ((string?)response.Value["x-published-as"] is { } schema)
                return PublishedDocument.FieldsOf(PublishedDocument.ViewOf(schema, isExtended));
        }

        return [];
    }
}
