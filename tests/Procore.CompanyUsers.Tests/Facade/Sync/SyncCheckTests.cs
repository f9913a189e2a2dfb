using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What can be told of an item before its batch is sent.</summary>
internal sealed class SyncCheckTests
{
    public static IEnumerable<TestCaseData> WrongItems()
    {
        yield return Case("id of 0", new() { Id = 0 }, "id");
        yield return Case("negative id", new() { Id = -7, OriginId = "a" }, "id");
        yield return Case("empty origin id", new() { OriginId = "" }, "origin_id");
        yield return Case("blank origin id beside an id", new() { Id = 7, OriginId = " " }, "origin_id");
        yield return Case("last name cleared", new() { Id = 7, LastName = null }, "last_name");
        yield return Case("last name blank", new() { Id = 7, LastName = " " }, "last_name");
        yield return Case("address cleared", new() { OriginId = "a", EmailAddress = null }, "email_address");
        yield return Case("address blank", new() { Id = 7, EmailAddress = "" }, "email_address");
        yield return Case("new without a last name", new() { EmailAddress = "a@example.com" }, "last_name");
        yield return Case("new without an address", new() { LastName = "A" }, "email_address");
        yield return Case("nothing", new(), "last_name");
        yield return Case("id null", new() { Id = null, LastName = "A", EmailAddress = "a@example.com" }, "id");
        yield return Case("origin id null", new() { OriginId = null, LastName = "A", EmailAddress = "a@example.com" }, "origin_id");
        yield return Case("origin id with a space", new() { OriginId = "a " }, "origin_id");
        yield return Case("empty picture", new() { Id = 7, Avatar = Picture(new MemoryStream()) }, "avatar");
        yield return Case("picture read to its end", new() { Id = 7, Avatar = Picture(new MemoryStream([1, 2]) { Position = 2 }) }, "avatar");
        yield return Case("picture that can be read once", new() { Id = 7, Avatar = Picture(new CountedStream(2, hasLength: false)) }, "avatar");
        yield return Case("closed picture", new() { Id = 7, Avatar = Closed() }, "avatar");
    }

    public static IEnumerable<TestCaseData> RightItems()
    {
        yield return Case("id alone", new() { Id = 7 });
        yield return Case("origin id alone", new() { OriginId = "a" });
        yield return Case("both", new() { Id = 7, OriginId = "a" });
        yield return Case("origin id cleared", new() { Id = 7, OriginId = null });
        yield return Case("id null beside an origin id", new() { Id = null, OriginId = "a" });
        yield return Case("new", new() { LastName = "A", EmailAddress = "a@example.com" });
    }

    [TestCaseSource(nameof(WrongItems))]
    public async Task SyncAsync_sends_valid_items_beside_an_invalid_one(CompanyUserSyncItem wrong, string field)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 101 }, wrong, new() { Id = 102 }]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => (outcome.Position, outcome.Status)), Is.EqualTo(new[] { (0L, SyncStatus.Saved), (1L, SyncStatus.NotSent), (2L, SyncStatus.Saved) }));
            Assert.That(outcomes[1].Item, Is.SameAs(wrong));
            Assert.That(outcomes[1].User, Is.Null);
            Assert.That(outcomes[1].Errors.Single().Field, Is.EqualTo(field));
            Assert.That(outcomes[1].Errors.Single().Message, Does.EndWith("."));
            Assert.That(procore.Requests.Single().Updates().Select(update => (long?)update["id"]), Is.EqualTo(new long?[] { 101, 102 }));
        }
    }

    [Test]
    public async Task SyncAsync_sends_valid_items_beside_one_with_half_a_character()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 101 }, new() { Id = 7, City = "a\ud800" }, new() { OriginId = "b\udc00" }]);

        Assert.That(outcomes.Select(outcome => (outcome.Status, outcome.Errors.SingleOrDefault()?.Field)), Is.EqualTo(new (SyncStatus, string?)[] { (SyncStatus.Saved, null), (SyncStatus.NotSent, "city"), (SyncStatus.NotSent, "origin_id") }));
    }

    [TestCaseSource(nameof(RightItems))]
    public async Task SyncAsync_sends_a_valid_item(CompanyUserSyncItem item)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync([item]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Saved));
    }

    [TestCase("odd")]
    [TestCase("zip")]
    public async Task SyncAsync_sends_other_items_beside_one_that_cannot_be_serialized(string property)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var odd = new CompanyUserSyncItem { Id = 7 };
        odd.AdditionalProperties[property] = property == "odd" ? new Version(1, 2) : "1";

        var outcomes = await procore.Users.SyncAsync([new() { Id = 101 }, odd, new() { Id = 102 }]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.NotSent, SyncStatus.Saved }));
            Assert.That(procore.Requests.Single().Updates(), Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task SyncAsync_sends_the_next_batch_after_a_batch_of_invalid_items()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 0 }, new() { Id = -1 }, new() { Id = 7 }], new SyncOptions { ItemsPerRequest = 2 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.Saved }));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(1000)]
    public async Task SyncAsync_sends_the_first_of_two_items_with_the_same_key(int batchSize)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync(
        [
            new() { Id = 7 },
            new() { OriginId = "a" },
            new() { Id = 7, OriginId = "b" },
            new() { Id = 8, OriginId = "a" },
            new() { OriginId = "b" },
            new() { Id = 8 },
            new() { OriginId = "A" },
        ], new SyncOptions { ItemsPerRequest = batchSize });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Where(outcome => outcome.Status == SyncStatus.NotSent).Select(outcome => outcome.Position), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(outcomes.Where(outcome => outcome.Status == SyncStatus.Saved).Select(outcome => outcome.Position), Is.EqualTo(new[] { 0, 1, 4, 5, 6 }));
            Assert.That(outcomes[2].Errors.Single().Field, Is.EqualTo("id"));
            Assert.That(outcomes[2].Errors.Single().Message, Does.Contain("Item 2 ").And.Contain("item 0"));
            Assert.That(outcomes[3].Errors.Single().Field, Is.EqualTo("origin_id"));
            Assert.That(outcomes[3].Errors.Single().Message, Does.Contain("Item 3 ").And.Contain("item 1"));
        }
    }

    [Test]
    public async Task SyncAsync_ignores_the_key_of_an_invalid_item()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 7, LastName = null }, new() { Id = 7 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.NotSent, SyncStatus.Saved }));
    }

    [Test]
    public async Task SyncAsync_sends_two_new_users_with_the_same_address()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var item = new CompanyUserSyncItem { LastName = "A", EmailAddress = "a@example.com" };

        var outcomes = await procore.Users.SyncAsync([item, item]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Saved }));
    }

    private static TestCaseData Case(string name, CompanyUserSyncItem item, params object[] more) =>
        new TestCaseData([item, .. more]).SetArgDisplayNames(name);

    private static Avatar Picture(Stream content) => new(content, "ada.png", "image/png");

    private static Avatar Closed()
    {
        var picture = Picture(new MemoryStream([1]));
        picture.Content.Dispose();
        return picture;
    }
}
