using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class BatchTests : DirectoryTest
{
    private static readonly string[] StateNames = ["bid", "is_complete", "total", "pending", "failures", "description"];

    private readonly FakeProject _bridge;

    public BatchTests() => _bridge = Company.AddProject("Bridge");

    [Test]
    public async Task BulkAdd_of_more_than_50_items_becomes_a_batch()
    {
        var users = Company.AddUsers(51);
        Assert.That((await SendAsync("bulk_add", users.Take(50))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.Memberships, Has.Count.EqualTo(50));
        Assert.That((await SendAsync("bulk_remove", users.Take(50))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.Memberships, Is.Empty);

        Assert.That((await SendAsync("bulk_add", users)).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((await SendAsync("bulk_remove", users)).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(Company.Memberships, Is.Empty);
    }

    [Test]
    public async Task Batch_makes_progress_with_the_clock()
    {
        var users = Company.AddUsers(249);
        var started = await SendAsync("bulk_add", [new FakeUser { Id = 5 }, .. users]);
        var state = (JObject)started.Body["data"]!.Single();
        Assert.That(state.Properties().Select(property => property.Name), Is.EquivalentTo(StateNames));
        Assert.That(Numbers(state), Is.EqualTo("False 250 250 0"));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Company.FindMembership(users[98].Id, _bridge.Id), Is.Not.Null);
        Assert.That(Company.FindMembership(users[99].Id, _bridge.Id), Is.Null);
        Assert.That(Numbers(await StatusAsync(started)), Is.EqualTo("False 250 150 1"));
        Clock.Advance(TimeSpan.FromMilliseconds(1_499));
        Assert.That(Numbers(await StatusAsync(started)), Is.EqualTo("False 250 1 1"));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(Numbers(await StatusAsync(started)), Is.EqualTo("True 250 0 1"));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(Numbers(await StatusAsync(started)), Is.EqualTo("True 250 0 1"));
        Assert.That(Company.Memberships.Select(membership => membership.UserId), Is.EqualTo(users.Select(user => user.Id)));
    }

    [Test]
    public async Task BulkRemove_of_more_than_50_items_becomes_a_batch()
    {
        var users = Company.AddUsers(60);
        foreach (var user in users.Skip(1))
            Company.AddMembership(user, _bridge);
        var started = await SendAsync("bulk_remove", users);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Company.Memberships, Is.Empty);
        Assert.That(Numbers(await StatusAsync(started)), Is.EqualTo("True 60 0 1"));
    }

    [Test]
    public async Task Batch_progress_is_visible_to_later_requests()
    {
        var users = Company.AddUsers(60);
        await SendAsync("bulk_add", users);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var removed = await SendAsync("bulk_remove", users.Take(1));
        Assert.That((string?)removed.Body["data"]!.Single()[$"{users[0].Id}"]![$"{_bridge.Id}"], Is.EqualTo("success"));
        Assert.That(Company.Memberships, Has.Count.EqualTo(59));
    }

    [Test]
    public async Task BatchItemsPerSecond_sets_the_speed()
    {
        var slow = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock, BatchItemsPerSecond = 0 });
        var company = slow.AddCompany("Slow");
        using var client = new WireClient(slow);
        var body = Body(company.AddUsers(51), company.AddProject("Tower"));
        var started = await client.SendAsync("POST", company, $"/rest/v2.0/companies/{company.Id}/users/bulk_add", body);
        Clock.Advance(TimeSpan.FromDays(1));
        var status = await client.GetAsync(company, $"/rest/v2.0/companies/{company.Id}/users/bulk/status/{Id(started)}");
        Assert.That(Numbers(status.Body["data"]!), Is.EqualTo("False 51 51 0"));
    }

    [Test]
    public async Task Batches_are_independent()
    {
        var users = Company.AddUsers(120);
        var first = await SendAsync("bulk_add", users.Take(51));
        Clock.Advance(TimeSpan.FromMilliseconds(300));
        var second = await SendAsync("bulk_add", users.Skip(51));
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        Assert.That(Numbers(await StatusAsync(first)), Is.EqualTo("False 51 1 0"));
        Assert.That(Numbers(await StatusAsync(second)), Is.EqualTo("False 69 49 0"));
    }

    [Test]
    public async Task GetBulkStatus_gets_404_in_another_company()
    {
        var started = await SendAsync("bulk_add", Company.AddUsers(51));
        var other = Fake.AddCompany("Other");
        Assert.That((await Client.GetAsync(other, $"/rest/v2.0/companies/{other.Id}/users/bulk/status/{Id(started)}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Client.GetAsync(Company, $"/rest/v2.0/companies/{Company.Id}/users/bulk/status/x")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Client.GetAsync(Company, $"/rest/v2.0/companies/{Company.Id}/users/bulk/status/{Id(started)}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task BulkAdd_of_a_malformed_item_starts_no_batch()
    {
        var body = Body(Company.AddUsers(51), _bridge);
        body["users"]![50]!["user_id"] = 7;
        var answer = await Client.SendAsync("POST", Company, $"/rest/v2.0/companies/{Company.Id}/users/bulk_add", body);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(Company.Memberships, Is.Empty);
    }

    private static string Numbers(JToken state) => $"{state["is_complete"]} {state["total"]} {state["pending"]} {state["failures"]}";

    private static string Id(WireAnswer started)
    {
        var id = started.Body["data"]!.Single()["bid"]!;
        Assert.That(id.Type, Is.EqualTo(JTokenType.String));
        return (string)id!;
    }

    private Task<WireAnswer> SendAsync(string route, IEnumerable<FakeUser> users) =>
        Client.SendAsync("POST", Company, $"/rest/v2.0/companies/{Company.Id}/users/{route}", Body(users, _bridge));

    private async Task<JToken> StatusAsync(WireAnswer started)
    {
        var answer = await Client.GetAsync(Company, $"/rest/v2.0/companies/{Company.Id}/users/bulk/status/{Id(started)}");
        Assert.That((string?)answer.Body["data"]!["bid"], Is.EqualTo(Id(started)));
        return answer.Body["data"]!;
    }

    private static JObject Body(IEnumerable<FakeUser> users, FakeProject project) => new()
    {
        ["users"] = new JArray(users.Select(user => new JObject { ["user_id"] = $"{user.Id}", ["project_id"] = $"{project.Id}" })),
    };
}
