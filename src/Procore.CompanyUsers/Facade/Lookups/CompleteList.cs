namespace Procore.CompanyUsers;

internal static class CompleteList
{
    /// <summary>Reads a stream to its end, for callers without <c>await foreach</c>.</summary>
    public static async Task<IReadOnlyList<T>> OfAsync<T>(IAsyncEnumerable<T> stream)
    {
        var list = new List<T>();
        await foreach (var item in stream.ConfigureAwait(false))
            list.Add(item);
        return list;
    }
}
