using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Benchmarks.Sides.ByHand;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>This library as its users have it.</summary>
internal sealed class FacadeSide : ISide
{
    private readonly IProcoreClient _client;

    public FacadeSide(Uri server, Action<ProcoreOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddProcore(options =>
        {
            options.AccessToken = Connection.Token;
            options.ApiAddress = server;
            configure?.Invoke(options);
        });
        _client = services.BuildServiceProvider().GetRequiredService<IProcoreClient>();
    }

    public FacadeSide(IProcoreClient client) => _client = client;

    public async Task<Tally> ListAsync(int users)
    {
        var tally = new Tally();
        await foreach (var user in _client.Company(users).Users.ListAsync())
            Add(tally, user);
        return tally;
    }

    public async Task<Tally> FirstAsync(int users)
    {
        var tally = new Tally();
        await using var listing = _client.Company(users).Users.ListAsync().GetAsyncEnumerator();
        await listing.MoveNextAsync();
        Add(tally, listing.Current);
        return tally;
    }

    public async Task<Tally> CreateAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await _client.Company(1).Users.CreateAsync(new NewCompanyUser("Castillo", "chiara@bluestone-builders.example") { FirstName = "Chiara", JobTitle = "Project Engineer" }));
        return tally;
    }

    public async Task<Tally> GetAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await _client.Company(1).Users.GetAsync(Connection.UserId));
        return tally;
    }

    public async Task<Tally> UpdateAsync(int times)
    {
        var tally = new Tally();
        for (var i = 0; i < times; i++)
            Add(tally, await _client.Company(1).Users.UpdateAsync(Connection.UserId, new CompanyUserChanges { FirstName = "Chiara", LastName = "Castillo", EmailAddress = "chiara@bluestone-builders.example", JobTitle = "Project Engineer" }));
        return tally;
    }

    public async Task<Tally> SyncAsync(int items)
    {
        var tally = new Tally();
        await foreach (var outcome in _client.Company(1).Users.SyncStreamingAsync(Enumerable.Range(0, items).Select(index => SyncItem.Of(index).ToModel()).ToAsyncEnumerable()))
            Add(tally, outcome.User!);
        return tally;
    }

    public static void Add(Tally tally, CompanyUser user) => tally.Add(
        user.Id, user.Name, user.Notes, user.CreatedAt, user.LastLoginAt, user.Vendor?.Name, user.PermissionTemplate.Or(null)?.Name.Or(null));
}
