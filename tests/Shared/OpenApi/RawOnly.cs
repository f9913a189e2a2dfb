namespace Procore.Tests.Shared.OpenApi;

/// <summary>The operations that no method of the facade calls and FakeProcore doesn't serve, on purpose: callers use the raw clients.</summary>
public static class RawOnly
{
    /// <summary>
    /// The reason by operation, such as `CompanyUsersV13_Merge`. Versions of the same API before and after it need no entry of their own.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether an operation is listed, in this or another version of the same API.</summary>
    public static bool Covers(string operationId, IEnumerable<string> listed)
    {
        var key = KeyOf(operationId);
        return listed.Any(id => KeyOf(id) == key);
    }

    // `CompanyUsersV13_Merge` without the second number of its version.
    private static (string Api, string Name) KeyOf(string operationId)
    {
        var parts = operationId.Split('_', 2);
        var api = parts[0].IndexOfAny([.. "0123456789"]);
        return (parts[0][..(api + 1)], parts[^1]);
    }
}
