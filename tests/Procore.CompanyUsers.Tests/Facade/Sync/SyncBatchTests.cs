using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class SyncBatchTests
{
    [TestCase(0, 3, new int[0])]
    [TestCase(1, 3, new[] { 1 })]
    [TestCase(3, 3, new[] { 3 })]
    [TestCase(4, 3, new[] { 3, 1 })]
    [TestCase(3, 1, new[] { 1, 1, 1 })]
    [TestCase(1000, null, new[] { 1000 })]
    [TestCase(2001, null, new[] { 1000, 1000, 1 })]
    public async Task SyncAsync_sends_at_most_ItemsPerRequest_items_a_request(int count, int? batchSize, int[] sizes)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var outcomes = await procore.Users.SyncAsync(People(count), batchSize is { } size ? new SyncOptions { ItemsPerRequest = size } : null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Select(request => request.Updates().Count), Is.EqualTo(sizes));
            Assert.That(procore.Requests.SelectMany(request => request.Updates()).Select(update => (long)update["id"]!), Is.EqualTo(outcomes.Select(outcome => outcome.User!.Id)));
            Assert.That(outcomes.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, count)));
        }
    }

    [Test]
    public async Task SyncAsync_sends_requests_one_after_another()
    {
        var (inFlight, most) = (0, 0);
        using var procore = new ScriptedProcore(async (request, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inFlight));
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            return SyncBody.SaveAll(request);
        });

        await procore.Users.SyncAsync(People(6), new SyncOptions { ItemsPerRequest = 1 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(most, Is.EqualTo(1));
            Assert.That(procore.Requests, Has.Count.EqualTo(6));
        }
    }

    [Test]
    public async Task SyncAsync_reads_an_endless_source_one_batch_ahead()
    {
        var source = new CountedItems();
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var readAt = new List<(long Position, int Read, int Requests)>();

        var outcomes = procore.Users.SyncStreamingAsync(source.Items(), new SyncOptions { ItemsPerRequest = 2 });
        readAt.Add((-1, source.Read, procore.Requests.Count));
        await foreach (var outcome in outcomes)
        {
            readAt.Add((outcome.Position, source.Read, procore.Requests.Count));
            if (outcome.Position == 3)
                break;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(readAt, Is.EqualTo(new[] { (-1L, 0, 0), (0L, 2, 1), (1L, 2, 1), (2L, 4, 2), (3L, 4, 2) }));
            Assert.That(source.IsClosed, Is.True);
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task SyncAsync_sends_exactly_the_properties_that_are_set()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var withMore = new CompanyUserSyncItem { OriginId = "hr-8", VendorId = null, IsEmployee = false };
        withMore.AdditionalProperties["shoe_size"] = 44;

        await procore.Users.SyncAsync(
        [
            new CompanyUserSyncItem { Id = 562949953421313, JobTitle = "Superintendent", FaxNumber = null },
            withMore,
            new CompanyUserSyncItem { LastName = "Ö'Neil", EmailAddress = "zoe@example.com" },
        ]);

        var sent = procore.Requests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Line, Is.EqualTo(FacadeRoute.Line("PATCH /companies/562949953421312/users/sync")));
            Assert.That(sent.Headers["Procore-Company-Id"], Is.EqualTo("562949953421312"));
            Assert.That(sent.ContentType, Does.StartWith("application/json"));
            Assert.That(Json.Parse(sent.Body!), Is.EqualTo(Json.Parse("""
                {"updates":[
                    {"id":562949953421313,"job_title":"Superintendent","fax_number":null},
                    {"origin_id":"hr-8","vendor_id":null,"is_employee":false,"shoe_size":44},
                    {"last_name":"Ö'Neil","email_address":"zoe@example.com"}
                ]}
                """)).Using<JToken>(Json.AreEqual));
        }
    }

    [Test]
    public async Task SyncAsync_returns_outcomes_in_the_order_of_the_items()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(SyncBody.Result(
            request.Updates().Where((_, index) => index % 2 == 0).Select(SyncBody.Saved).Reverse(),
            request.Updates().Where((_, index) => index % 2 == 1).Select(update => SyncBody.Refused(update, "zip", $"of {update["id"]}")).Reverse()).ToString()));

        var items = People(5).ToList();
        var outcomes = await procore.Users.SyncAsync(items);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Item), Is.EqualTo(items));
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused, SyncStatus.Saved, SyncStatus.Refused, SyncStatus.Saved }));
            Assert.That(outcomes.SelectMany(outcome => outcome.Errors).Select(error => error.Message), Is.EqualTo(new[] { "of 2", "of 4" }));
        }
    }

    [Test]
    public async Task SyncAsync_refuses_a_second_enumeration_of_the_outcomes()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var outcomes = procore.Users.SyncStreamingAsync(People(2));
        await outcomes.ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await outcomes.ReadAllAsync(), Throws.InvalidOperationException);
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1001)]
    public void SyncAsync_refuses_ItemsPerRequest_outside_1_to_1000(int batchSize)
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        Assert.That(
            () => procore.Users.SyncStreamingAsync(People(1), new SyncOptions { ItemsPerRequest = batchSize }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("options").And.Message.Contains("ItemsPerRequest"));
    }

    [Test]
    public async Task SyncAsync_reports_progress_after_each_batch()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(SyncBody.Result(
            request.Updates().Where(update => (long)update["id"]! != 2).Select(SyncBody.Saved),
            request.Updates().Where(update => (long)update["id"]! == 2).Select(update => SyncBody.Refused(update, "zip", "no"))).ToString()));
        var progress = new ProgressLog<SyncProgress>();
        CompanyUserSyncItem[] wrong = [new() { Id = 0 }, new() { Id = -1 }];

        await procore.Users.SyncAsync([.. People(3), .. wrong], new SyncOptions { ItemsPerRequest = 2 }, progress);

        Assert.That(
            progress.Reports.Select(told => (told.Items, told.Saved, told.Requests)),
            Is.EqualTo(new[] { (2L, 1L, 1), (4L, 2L, 2), (5L, 2L, 2) }));
    }

    private static IEnumerable<CompanyUserSyncItem> People(int count) =>
        Enumerable.Range(1, count).Select(id => new CompanyUserSyncItem { Id = id, Zip = "1" });
}
