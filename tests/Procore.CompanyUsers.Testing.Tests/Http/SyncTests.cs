using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class SyncTests : DirectoryTest
{
    [Test]
    public async Task Sync_updates_by_a_known_id()
    {
        var user = Add("Abbott", "E1");
        var answer = await SyncAsync(new { id = user.Id, city = "Graz" });
        Assert.That(Entity(answer)["city"]!.Value<string>(), Is.EqualTo("Graz"));
        Assert.That(Company.Users, Is.EqualTo(new[] { user with { City = "Graz" } }));
    }

    [Test]
    public async Task Sync_takes_a_null_id_for_none()
    {
        var user = Add("Abbott", "E1");
        await SyncAsync(new { id = (long?)null, origin_id = "E1", city = "Graz" });
        Assert.That(Company.Users, Is.EqualTo(new[] { user with { City = "Graz" } }));
    }

    [Test]
    public async Task Sync_refuses_an_unknown_id_despite_a_known_origin_id()
    {
        var user = Add("Abbott", "E1");
        var answer = await SyncAsync(new { id = 7, origin_id = "E1", last_name = "Abbott", email_address = "new@example.com" });
        Assert.That(Error(answer)["errors"]!["id"]!.Values<string>(), Is.EqualTo(new[] { "does not exist" }));
        Assert.That(Company.Users, Is.EqualTo(new[] { user }));
    }

    [Test]
    public async Task Sync_updates_by_a_known_origin_id()
    {
        var user = Add("Abbott", "E1");
        var answer = await SyncAsync(new { origin_id = "E1", city = "Graz" });
        Assert.That((long)Entity(answer)["id"]!, Is.EqualTo(user.Id));
        Assert.That(Company.FindUser(user.Id)!.City, Is.EqualTo("Graz"));
    }

    [Test]
    public async Task Sync_creates_by_an_unknown_origin_id()
    {
        var answer = await SyncAsync(new { origin_id = "E2", last_name = "Brandt", email_address = "b@example.com" });
        Assert.That((string?)Entity(answer)["origin_id"], Is.EqualTo("E2"));
        Assert.That(Company.Users.Single().OriginId, Is.EqualTo("E2"));
    }

    [Test]
    public async Task Sync_finds_by_id_and_changes_the_origin_id()
    {
        var user = Add("Abbott", "E1");
        await SyncAsync(new { id = user.Id, origin_id = "E2" });
        Assert.That(Company.Users, Is.EqualTo(new[] { user with { OriginId = "E2" } }));
    }

    [Test]
    public async Task Sync_without_id_and_origin_id_always_creates()
    {
        Add("Abbott", null);
        var created = await SyncAsync(new { last_name = "Abbott", email_address = "other@example.com" });
        Assert.That(Entity(created), Is.Not.Null);
        var duplicate = await SyncAsync(new { last_name = "Abbott", email_address = "abbott@example.com" });
        Assert.That(Error(duplicate)["errors"]!["email_address"]!.Values<string>(), Is.EqualTo(new[] { "has already been taken" }));
        Assert.That(Company.Users, Has.Count.EqualTo(2));
    }

    [TestCase("/rest/v1.0/companies/{0}/users/sync")]
    [TestCase("/rest/v1.3/companies/{0}/users/sync")]
    [TestCase("/rest/v1.3/users/sync?company_id={0}")]
    public async Task Sync_answers_each_item_with_an_entity_or_its_own_attributes(string path)
    {
        var body = Updates(
            new { last_name = "Abbott", email_address = "a@example.com", bid_contact = true, add_to_new_projects = true },
            new { last_name = "Brandt", email_address = "brandt", job_title = "Foreman", business_phone_extension = "x" },
            new { last_name = "Castillo", email_address = "a@example.com" });
        var answer = await Client.SendAsync("PATCH", Company, Address(path, Company.Id), body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Fields(answer.Body["entities"]!.Single()), Is.EquivalentTo(PublishedDocument.FieldsOf("CompanyUser2")));
        Assert.That(answer.Body["errors"], Is.EqualTo(JArray.Parse("""
            [
              {
                "last_name": "Brandt", "email_address": "brandt", "job_title": "Foreman", "business_phone_extension": "x",
                "errors": { "business_phone_extension": ["is not a valid integer"], "email_address": ["is not a valid e-mail address"] }
              },
              { "last_name": "Castillo", "email_address": "a@example.com", "errors": { "email_address": ["has already been taken"] } }
            ]
            """)).Using(JToken.EqualityComparer));
        Assert.That(Company.Users.Single(), Has.Property("BidContact").Null.And.Property("AddToNewProjects").Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Sync_changes_is_active_only_with_SyncChangesIsActive(bool changes)
    {
        var fake = new FakeProcore(new FakeProcoreOptions { SyncChangesIsActive = changes });
        var company = fake.AddCompany("Acme Construction");
        var user = company.AddUser("Ada", "Abbott", "ada@example.com");
        using var client = new WireClient(fake);
        var answer = await client.SendAsync("PATCH", company, "users/sync", Updates(
            new { id = user.Id, is_active = false },
            new { last_name = "Brandt", email_address = "b@example.com", is_active = false }));
        Assert.That(answer.Body["entities"]!.Select(entity => (bool)entity["is_active"]!), Is.All.EqualTo(!changes));
        Assert.That(company.Users.Select(stored => stored.IsActive), Is.All.EqualTo(!changes));
    }

    [Test]
    public async Task Sync_echoes_is_active_of_a_refused_item()
    {
        var answer = await SyncAsync(new { id = 7, is_active = false });
        Assert.That((bool)Error(answer)["is_active"]!, Is.False);
    }

    [TestCase(1_000, HttpStatusCode.OK)]
    [TestCase(1_001, HttpStatusCode.BadRequest)]
    [TestCase(0, HttpStatusCode.BadRequest)]
    public async Task Sync_accepts_at_most_1000_items(int count, HttpStatusCode expected)
    {
        var answer = await SyncAsync([.. Enumerable.Range(0, count).Select(number => new { last_name = "Abbott", email_address = $"{number}@example.com" })]);
        Assert.That(answer.Status, Is.EqualTo(expected));
        Assert.That(Company.Users, Has.Count.EqualTo(expected == HttpStatusCode.OK ? count : 0));
    }

    private FakeUser Add(string lastName, string? originId) =>
        Company.AddUser(new FakeUser { LastName = lastName, EmailAddress = $"{lastName}@example.com", OriginId = originId });

    private Task<WireAnswer> SyncAsync(params object[] items) => Client.SendAsync("PATCH", Company, "users/sync", Updates(items));

    private static JObject Updates(params object[] items) => new() { ["updates"] = JArray.FromObject(items) };

    private static JToken Entity(WireAnswer answer)
    {
        Assert.That(answer.Body["errors"], Is.Empty);
        return answer.Body["entities"]!.Single();
    }

    private static JToken Error(WireAnswer answer)
    {
        Assert.That(answer.Body["entities"], Is.Empty);
        return answer.Body["errors"]!.Single();
    }

    private static IEnumerable<string> Fields(JToken item) => ((JObject)item).Properties().Select(property => property.Name);
}
