using Procore.CompanyUsers.Benchmarks.Default;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>The client that NSwag makes by default of the same document.</summary>
internal sealed class NSwagDefaultSide(Uri server) : ISide
{
    private readonly CompanyUsersV13Client _client = new(Connection.To(server)) { BaseUrl = server.AbsoluteUri };

    public async Task<Tally> ListAsync(int users)
    {
        var tally = new Tally();
        for (var page = 1; ; page++)
        {
            var list = await _client.ListAsync(users, users, null, page, Connection.PageSize, null, null, null, null, null, null, null);
            foreach (var user in list)
                Add(tally, user);
            if (list.Count < Connection.PageSize || tally.Count == users)
                return tally;
        }
    }

    public async Task<Tally> GetAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await _client.GetAsync(1, (int)Connection.UserId, 1));
        return tally;
    }

    public Task<Tally> SyncAsync(int items) => throw new NotSupportedException();

    private static void Add(Tally tally, CompanyUser user) => tally.Add(
        user.Id, user.Name, user.Notes, user.Created_at, user.Last_login_at, user.Vendor?.Name, user.Permission_template?.Name);
}
