using NUnit.Framework;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Sync: what an id and an origin id find, and what is told of an item that fails.</summary>
public sealed class SyncBehaviour<TDirectory> : BehaviourTest<TDirectory>
    where TDirectory : DirectoryUnderTest, new()
{
    private string SyncPath => $"{UsersPath}/sync";

    [Test]
    public Task SyncAsync_updates_by_a_known_id() => SavesAsync(
        new CompanyUserSyncItem { Id = FirstId, City = "Bonn" },
        """{ "id": 5000000001, "last_name": "Abbott", "origin_id": "HR 1", "city": "Bonn" }""");

    [Test]
    public Task SyncAsync_refuses_an_unknown_id() => FailsAsync(
        new CompanyUserSyncItem { Id = FirstId + 9, City = "Bonn" },
        """{ "id": 5000000010, "city": "Bonn", "errors": { "id": ["does not exist"] } }""",
        "id",
        "does not exist");

    [Test]
    public Task SyncAsync_updates_by_a_known_origin_id() => SavesAsync(
        new CompanyUserSyncItem { OriginId = "HR 1", City = "Bonn" },
        """{ "id": 5000000001, "last_name": "Abbott", "origin_id": "HR 1", "city": "Bonn" }""");

    [Test]
    public Task SyncAsync_creates_by_an_unknown_origin_id() => SavesAsync(
        new CompanyUserSyncItem { OriginId = "HR 9", LastName = "New", EmailAddress = "new@example.com" },
        """{ "id": 5000000003, "last_name": "New", "origin_id": "HR 9" }""");

    [Test]
    public Task SyncAsync_finds_by_id_and_changes_the_origin_id() => SavesAsync(
        new CompanyUserSyncItem { Id = FirstId, OriginId = "HR 9" },
        """{ "id": 5000000001, "last_name": "Abbott", "origin_id": "HR 9" }""");

    [Test]
    public Task SyncAsync_creates_without_id_and_origin_id() => SavesAsync(
        new CompanyUserSyncItem { LastName = "New", EmailAddress = "new@example.com" },
        """{ "id": 5000000003, "last_name": "New", "origin_id": null }""");

    [Test]
    public Task SyncAsync_does_not_find_by_address() => FailsAsync(
        new CompanyUserSyncItem { LastName = "Abbott", EmailAddress = "a@example.com" },
        """{ "last_name": "Abbott", "email_address": "a@example.com", "errors": { "email_address": ["has already been taken"] } }""",
        "email_address",
        "has already been taken");

    [Test]
    public Task SyncAsync_refuses_the_origin_id_of_another_user() => FailsAsync(
        new CompanyUserSyncItem { Id = FirstId, OriginId = "HR 2" },
        """{ "id": 5000000001, "origin_id": "HR 2", "errors": { "origin_id": ["has already been taken"] } }""",
        "origin_id",
        "has already been taken");

    [Test]
    public async Task SyncAsync_returns_an_outcome_per_item_in_order()
    {
        AddPeople();
        await AnswersAsync("PATCH", SyncPath, 200, """
            {
              "entities": [{ "id": 5000000002, "job_title": "Foreman" }, { "id": 5000000003, "origin_id": "HR 3", "last_name": "Third" }, { "id": 5000000001, "fax_number": null }],
              "errors": [
                { "last_name": "Wrong", "email_address": "x@example.com", "country_code": "usa", "errors": { "country_code": ["is not an ISO 3166-1 code in upper case"] } },
                { "id": 5000000009, "errors": { "id": ["does not exist"] } }
              ]
            }
            """);

        var outcomes = await Users.SyncAsync(
        [
            new CompanyUserSyncItem { LastName = "Wrong", EmailAddress = "x@example.com", CountryCode = "usa" },
            new CompanyUserSyncItem { Id = FirstId + 1, JobTitle = "Foreman" },
            new CompanyUserSyncItem { OriginId = "HR 3", LastName = "Third", EmailAddress = "third@example.com" },
            new CompanyUserSyncItem { Id = FirstId + 8, City = "Bonn" },
            new CompanyUserSyncItem { OriginId = "HR 3", City = "Ulm" },
            new CompanyUserSyncItem { OriginId = "HR 1", FaxNumber = null },
        ]);

        Assert.That(outcomes.Select(o => (o.Position, o.Status, o.User?.Id)), Is.EqualTo(new (long, SyncStatus, long?)[]
        {
            (0, SyncStatus.Refused, null),
            (1, SyncStatus.Saved, FirstId + 1),
            (2, SyncStatus.Saved, FirstId + 2),
            (3, SyncStatus.Refused, null),
            (4, SyncStatus.NotSent, null),
            (5, SyncStatus.Saved, FirstId),
        }));
        Assert.That(outcomes.SelectMany(o => o.Errors).Select(e => e.Field), Is.EqualTo(["country_code", "id", "origin_id"]));
    }

    [Test]
    public async Task SyncAsync_saves_batch_by_batch()
    {
        await AnswersAsync("PATCH", SyncPath, 200, """{ "entities": [{ "id": 5000000001, "origin_id": "0" }, { "id": 5000000002, "origin_id": "1" }] }""");
        await AnswersAsync("PATCH", SyncPath, 200, """{ "entities": [{ "id": 5000000003, "origin_id": "2" }], "errors": [] }""");

        var outcomes = await Users.SyncAsync(
            Enumerable.Range(0, 3).Select(n => new CompanyUserSyncItem { OriginId = $"{n}", LastName = $"L{n}", EmailAddress = $"e{n}@example.com" }),
            new SyncOptions { ItemsPerRequest = 2 });

        Assert.That(outcomes.Select(o => (o.Status, o.User?.Id)), Is.EqualTo(Enumerable.Range(0, 3).Select(n => (SyncStatus.Saved, (long?)(FirstId + n)))));
    }

    private async Task SavesAsync(CompanyUserSyncItem item, string entity)
    {
        AddPeople();
        await AnswersAsync("PATCH", SyncPath, 200, $$"""{ "entities": [{{entity}}], "errors": [] }""");

        var outcome = (await Users.SyncAsync([item])).Single();

        Assert.That((outcome.Status, outcome.Errors.Count), Is.EqualTo((SyncStatus.Saved, 0)));
        var expected = ProcoreJson.Deserialize<CompanyUser>(entity);
        Assert.That((outcome.User?.Id, outcome.User?.LastName, outcome.User?.OriginId, outcome.User?.City), Is.EqualTo((expected.Id, expected.LastName, expected.OriginId, expected.City)));
    }

    private async Task FailsAsync(CompanyUserSyncItem item, string error, string field, string message)
    {
        AddPeople();
        await AnswersAsync("PATCH", SyncPath, 200, $$"""{ "entities": [], "errors": [{{error}}] }""");

        var outcome = (await Users.SyncAsync([item])).Single();

        Assert.That((outcome.Status, outcome.User), Is.EqualTo((SyncStatus.Refused, (CompanyUser?)null)));
        Assert.That(outcome.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([(field, message)]));
    }

    private void AddPeople()
    {
        Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", OriginId = "HR 1", FaxNumber = "1" });
        Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", OriginId = "HR 2" });
    }
}
