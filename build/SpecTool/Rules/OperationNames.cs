using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `CompanyUsersV13_List`: the client from the version, the method from verb, path and scope.
/// `/users?company_id=` reaches other users than `/companies/{company_id}/users` does, so it is a method of its own: `ListUnscoped`.
/// <see cref="Lookup" /> names the lists of projects, vendors and the like.
/// </summary>
internal static class OperationNames
{
    public static void Apply(OpenApiDocument document)
    {
        var named = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var operation in document.Operations.ToList())
        {
            if (!operation.HasVersion)
            {
                document.Conflicts[$"{operation}"] = new($"{operation}: the path names no version, as /rest/v1.3/ does", [], Conflict.Published, Decision: null, "remove the operation or correct its path in openapi/overlay-published.json");
                operation.Json.Parent!.Remove();
                continue;
            }

            var id = IdOf(operation);
            if (KnownMethodOf(operation) is null)
                document.Conflicts[$"{operation}"] = new($"{operation}: no rule names an operation with such a path", [], Conflict.Published, $"it is called {id}", "write a rule in OperationNames before anyone calls it, if that name is wrong");
            if (!named.TryAdd(id, operation))
            {
                var other = Distinct(id + Casing.Pascal(operation.Verb), named);
                document.Conflicts[id] = new($"{named[id]} and {operation} would both be called {id}", [], Conflict.Published, $"the second is called {other}", "write a rule in OperationNames before anyone calls it, if that name is wrong");
                id = other;
                named.Add(id, operation);
            }

            operation.Json["x-published-operation-id"] = operation.Json["operationId"];
            operation.Json["operationId"] = id;
        }
    }

    /// <summary>The name of an operation, whatever others there are.</summary>
    public static string IdOf(Operation operation) => $"CompanyUsers{operation.VersionName}_{MethodOf(operation)}";

    /// <summary>The same without the version.</summary>
    public static string MethodOf(Operation operation) => KnownMethodOf(operation) ?? ByPath(operation);

    private static string Distinct(string id, Dictionary<string, Operation> named)
    {
        var name = id;
        for (var n = 2; named.ContainsKey(name); n++)
            name = id + n;
        return name;
    }

    private static string ByPath(Operation operation) =>
        Casing.Pascal(operation.Verb) + string.Concat(operation.Segments.Where(segment => !IsParameter(segment)).Select(Casing.Pascal));

    private static string? KnownMethodOf(Operation operation) => Lookup.Of(operation)?.Method ?? operation.Segments switch
    {
        ["companies", ['{', ..], "me"] when operation.Verb is "get" => "GetCurrent",
        ["companies", ['{', ..], "users", .. var rest] => KnownMethodOf(operation, rest),
        ["users", .. var rest] => KnownMethodOf(operation, rest) is { } method ? method + Operation.Unscoped : null,
        _ => null,
    };

    private static string? KnownMethodOf(Operation operation, string[] rest)
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
            _ => null,
        };
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
