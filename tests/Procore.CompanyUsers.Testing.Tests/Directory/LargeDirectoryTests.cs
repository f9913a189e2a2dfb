using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>What happens beyond the sizes at which Procore changes its ways.</summary>
internal sealed class LargeDirectoryTests : DirectoryTest
{
    [TestCase("v1.2", "{}")]
    [TestCase("v1.3", """{"entities": []}""")]
    public async Task BulkAdd_of_more_than_1000_users_runs_as_a_batch(string version, string expected)
    {
        var users = Company.AddUsers(1_001);
        var bridge = Company.AddProject("Bridge");
        var answer = await SendAsync(version, "bulk_add", users, bridge);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body, Is.EqualTo(JToken.Parse(expected)).Using(JToken.EqualityComparer));
        Assert.That(Company.Memberships, Is.Empty);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(Company.Memberships, Has.Count.EqualTo(500));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Company.Memberships, Has.Count.EqualTo(1_001));

        answer = await SendAsync(version, "bulk_remove", users, bridge);
        Assert.That(answer.Body, Is.EqualTo(new JObject()).Using(JToken.EqualityComparer));
        Assert.That(Company.Memberships, Has.Count.EqualTo(1_001));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Company.Memberships, Is.Empty);
    }

    [Test]
    public async Task BulkAdd_of_1000_users_runs_at_once()
    {
        var answer = await SendAsync("v1.3", "bulk_add", Company.AddUsers(1_000), Company.AddProject("Bridge"));
        Assert.That(answer.Body["entities"], Has.Exactly(1_000).Items);
        Assert.That(Company.Memberships, Has.Count.EqualTo(1_000));
    }

    [Test]
    public async Task List_returns_every_user_of_a_large_directory_once()
    {
        var users = Company.AddUsers(12_000);
        var ids = new List<long>();
        for (var page = 1; page <= 6; page++)
            ids.AddRange((await Client.GetAsync(Company, $"users?view=ids_only&per_page=2000&page={page}")).Body.Values<long>());
        Assert.That(ids, Is.EqualTo(users.Select(user => user.Id)));
    }

    private Task<WireAnswer> SendAsync(string version, string route, IEnumerable<FakeUser> users, FakeProject project) =>
        Client.SendAsync("POST", Company, $"/rest/{version}/companies/{Company.Id}/users/{route}", new JObject
        {
            ["users"] = new JArray(users.Select(user => new JObject { ["user_id"] = user.Id, ["project_id"] = project.Id })),
        });
}
