using System.Globalization;
using Procore.CompanyUsers.Benchmarks.Server;
using Procore.CompanyUsers.Benchmarks.Sides.ByHand;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>What a developer writes who has an <see cref="HttpClient" /> and an afternoon: page by page, batch by batch.</summary>
internal abstract class ByHandSide(Uri server) : ISide
{
    private readonly HttpClient _http = Connection.To(server);

    protected abstract Task<T> ReadAsync<T>(HttpContent content)
        where T : class;

    protected abstract HttpContent Write(SyncBody body);

    protected virtual HttpContent Write(NewUserBody body) => throw new NotSupportedException();

    public async Task<Tally> ListAsync(int users)
    {
        var tally = new Tally();
        for (var page = 1; ; page++)
        {
            var list = await PageAsync(users, page);
            foreach (var user in list)
                Add(tally, user);
            if (list.Count < Connection.PageSize || tally.Count == users)
                return tally;
        }
    }

    public async Task<Tally> FirstAsync(int users)
    {
        var tally = new Tally();
        Add(tally, (await PageAsync(users, 1))[0]);
        return tally;
    }

    public async Task<Tally> CreateAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
        {
            Add(tally, await SendAsync<User>(new HttpRequestMessage(HttpMethod.Post, "rest/v1.3/companies/1/users") { Content = Written() }, 1));
        }
        return tally;
    }

    public async Task<Tally> GetAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await SendAsync<User>(new HttpRequestMessage(HttpMethod.Get, UserPath), 1));
        return tally;
    }

    public async Task<Tally> UpdateAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await SendAsync<User>(new HttpRequestMessage(HttpMethod.Patch, UserPath) { Content = Written() }, 1));
        return tally;
    }

    public async Task<Tally> SyncAsync(int items)
    {
        var tally = new Tally();
        foreach (var batch in Enumerable.Range(0, items).Select(SyncItem.Of).Chunk(1000))
        {
            var request = new HttpRequestMessage(HttpMethod.Patch, "rest/v1.3/companies/1/users/sync") { Content = Write(new SyncBody { Updates = batch }) };
            foreach (var user in (await SendAsync<SyncResult>(request, 1)).Entities!)
                Add(tally, user);
        }
        return tally;
    }

    private static string UserPath => string.Create(CultureInfo.InvariantCulture, $"rest/v1.3/companies/1/users/{Connection.UserId}");

    private HttpContent Written() =>
        Write(new NewUserBody { User = new NewUser { FirstName = "Chiara", LastName = "Castillo", EmailAddress = "chiara@bluestone-builders.example", JobTitle = "Project Engineer" } });

    private Task<List<User>> PageAsync(int users, int page) => SendAsync<List<User>>(
        new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"rest/v1.3/companies/{users}/users?page={page}&per_page={Connection.PageSize}")), users);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, int companyId)
        where T : class
    {
        using (request)
        {
            request.Headers.Add("Procore-Company-Id", companyId.ToString(CultureInfo.InvariantCulture));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            return await ReadAsync<T>(response.Content);
        }
    }

    private static void Add(Tally tally, User user) => tally.Add(
        user.Id, user.Name, user.Notes, user.CreatedAt, user.LastLoginAt, user.Vendor?.Name, user.PermissionTemplate?.Name);
}
