using Procore.CompanyUsers.Benchmarks.Sides.ByHand;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>The generated client without the facade and its transport.</summary>
internal sealed class RawClientSide(Uri server) : ISide
{
    private readonly CompanyUsersV13Client _client = new(Connection.To(server));

    public async Task<Tally> ListAsync(int users)
    {
        var tally = new Tally();
        for (var page = 1; ; page++)
        {
            var list = (await _client.ListAsync(users, page: page, perPage: Connection.PageSize)).Result!;
            foreach (var user in list)
                FacadeSide.Add(tally, user);
            if (list.Count < Connection.PageSize || tally.Count == users)
                return tally;
        }
    }

    public async Task<Tally> GetAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            FacadeSide.Add(tally, (await _client.GetAsync(1, Connection.UserId)).Result!);
        return tally;
    }

    public async Task<Tally> SyncAsync(int items)
    {
        var tally = new Tally();
        foreach (var batch in Enumerable.Range(0, items).Select(index => SyncItem.Of(index).ToModel()).Chunk(1000))
        {
            foreach (var user in (await _client.SyncAsync(1, new CompanyUserSyncBody { Updates = batch })).Result!.Entities!)
                FacadeSide.Add(tally, user);
        }
        return tally;
    }
}
