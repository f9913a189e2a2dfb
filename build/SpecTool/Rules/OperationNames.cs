using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `CompanyUsersV13_List`: the client from the version, the method from verb, path and scope.
/// `/users?company_id=` reaches other users than `/companies/{company_id}/users` does, so it is a method of its own: `ListUnscoped`.
/// </summary>
internal static class OperationNames
{
    public static void Apply(OpenApiDocument document)
    {
        var named = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var operation in document.Operations)
        {
            var id = $"CompanyUsers{operation.VersionName}_{MethodOf(operation)}";
            if (!named.TryAdd(id, operation))
                throw new SpecException($"{named[id]} and {operation} would both be called {id}");
            operation.Json["x-published-operation-id"] = operation.Json["operationId"];
            operation.Json["operationId"] = id;
        }
    }

    private static string MethodOf(Operation operation) => operation.Path.Trim('/').Split('/')[2..] switch
    {
        ["companies", "{company_id}", "me"] when operation.Verb is "get" => "GetCurrent",
        ["companies", "{company_id}", "users", .. var rest] => MethodOf(operation, rest),
        ["users", .. var rest] => MethodOf(operation, rest) + Operation.Unscoped,
        _ => throw NoName(operation),
    };

    private static string MethodOf(Operation operation, string[] rest)
    {
        if (operation.Verb is "patch" && rest is ["inactive", _])
            return "Reactivate";

        var words = string.Concat(rest.Where(segment => !IsParameter(segment)).Select(Casing.Pascal));
        var one = rest.Length > 0 && IsParameter(rest[^1]);
        return (operation.Verb, one) switch
        {
            ("get", true) => "Get" + words,
            ("get", false) => "List" + words,
            ("patch", true) => "Update" + words,
            ("put", true) => "Replace" + words,
            ("delete", true) => "Delete" + words,
            ("post", false) when rest.Length == 0 => "Create",
            ("post" or "patch" or "put" or "delete", false) when words.Length > 0 => words,
            _ => throw NoName(operation),
        };
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static SpecException NoName(Operation operation) => new($"{operation}: no rule gives this operation a name");
}
