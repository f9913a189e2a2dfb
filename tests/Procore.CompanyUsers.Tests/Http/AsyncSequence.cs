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

    public static async Task<List<long?>> ReadIdsAsync(this IAsyncEnumerable<Models.CompanyUser> users) =>
        (await users.ReadAllAsync()).ConvertAll(user => user.Id);
}
