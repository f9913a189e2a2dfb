namespace Procore.CompanyUsers.Tests;

internal static class AsyncSequence
{
    public static async Task<List<T>> ReadAllAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }

    /// <summary>What comes before the failure, and the failure.</summary>
    public static async Task<(List<T> Read, Exception Failure)> ReadUntilFailureAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        try
        {
            await foreach (var item in items)
                list.Add(item);
        }
        catch (Exception failure)
        {
            return (list, failure);
        }
        throw new AssertionException("Nothing failed.");
    }

    public static async IAsyncEnumerable<T> AsStream<T>(this IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    public static async Task<List<long>> ReadIdsAsync(this IAsyncEnumerable<Models.CompanyUser> users) =>
        (await users.ReadAllAsync()).ConvertAll(user => user.Id);
}
