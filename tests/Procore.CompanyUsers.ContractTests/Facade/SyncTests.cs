using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class SyncTests : FacadeTest
{
    private const long FirstId = 5_000_000_000;
    private static readonly string Operation = FacadeRoute.Line("PATCH /companies/{company_id}/users/sync");

    private string SyncPath => $"{CompanyPath}/users/sync";

    [Test]
    public async Task SyncAsync_sends_exactly_what_is_set()
    {
        Stub(Answer(200, """
            {
              "entities": [
                { "id": 5000000009, "origin_id": "HR 9", "name": "Ada Abbott" },
                { "id": 5000000004, "email_address": "new@example.com", "last_name": "New" },
                { "id": 5000000001, "job_title": "Foreman" }
              ],
              "errors": [
                { "id": null, "origin_id": "HR 3", "country_code": "usa", "errors": { "country_code": ["is not a code", "is too long"] } }
              ]
            }
            """));

        var outcomes = await Users.SyncAsync(
        [
            new CompanyUserSyncItem { Id = FirstId + 1, JobTitle = "Foreman", FaxNumber = null },
            new CompanyUserSyncItem { Id = FirstId + 9, OriginId = "HR 9", VendorId = 6_000_000_001 },
            new CompanyUserSyncItem { OriginId = "HR 3", CountryCode = "usa", IsEmployee = false },
            new CompanyUserSyncItem { LastName = "New", EmailAddress = "new@example.com", FirstName = "Zoë \"木\" 😀" },
        ]);

        AssertOnlyRequest(
            "PATCH",
            SyncPath,
            """
            {"updates":[{"fax_number":null,"id":5000000001,"job_title":"Foreman"},{"id":5000000009,"origin_id":"HR 9","vendor_id":6000000001},{"country_code":"usa","is_employee":false,"origin_id":"HR 3"},{"email_address":"new@example.com","first_name":"Zoë \"木\" 😀","last_name":"New"}]}
            """.Trim());
        Assert.That(outcomes.Select(o => (o.Position, o.Status, o.User?.Id)), Is.EqualTo(new (long, SyncStatus, long?)[]
        {
            (0, SyncStatus.Saved, FirstId + 1), (1, SyncStatus.Saved, FirstId + 9), (2, SyncStatus.Refused, null), (3, SyncStatus.Saved, FirstId + 4),
        }));
        Assert.That(
            outcomes[2].Errors.Select(e => (e.Field, e.Message)),
            Is.EqualTo([("country_code", "is not a code"), ("country_code", "is too long")]));
    }

    [Test]
    public async Task SyncAsync_sends_every_field([Values] bool hasNulls)
    {
        var sampler = new SchemaSampler(Document);
        var schema = Document.Schema(nameof(CompanyUserSyncItem));
        var sample = hasNulls ? sampler.SampleWithNulls(schema) : sampler.Sample(schema);
        // What an item can't be without, or is found by.
        sample["id"] = FirstId;
        sample["last_name"] = "Hara";
        sample["email_address"] = "zoe@example.com";
        Stub(Answer(200, """{ "entities": [{ "id": 5000000000 }] }"""));

        var outcomes = await Users.SyncAsync([ProcoreJson.Deserialize<CompanyUserSyncItem>(sample.ToString(Formatting.None))]);

        AssertOnlyRequest("PATCH", SyncPath, new JObject { ["updates"] = new JArray(sample) }.ToString(Formatting.None));
        Assert.That(outcomes.Select(o => o.Status), Is.EqualTo([SyncStatus.Saved]));
    }

    [Test]
    public async Task SyncAsync_splits_into_requests_of_1000()
    {
        StubInTurn(Saved(0, 1000), Saved(1000, 1000), Saved(2000, 500));

        var requestsWhenGiven = new Dictionary<long, int>();
        var outcomes = new List<SyncOutcome>();
        await foreach (var outcome in Users.SyncStreamingAsync(Items(2500)))
        {
            if (outcomes.Count % 1000 is 0 or 999 || outcomes.Count == 2499)
                requestsWhenGiven.Add(outcome.Position, Requests.Count);
            outcomes.Add(outcome);
        }

        Assert.That(outcomes.Select(o => (o.Position, o.Item.Id.Value, o.Status, o.User?.Id)), Is.EqualTo(
            Enumerable.Range(0, 2500).Select(n => ((long)n, (long?)(FirstId + n), SyncStatus.Saved, (long?)(FirstId + n)))));
        Assert.That(requestsWhenGiven, Is.EqualTo(new Dictionary<long, int> { [0] = 1, [999] = 1, [1000] = 2, [1999] = 2, [2000] = 3, [2499] = 3 }));
        AssertRequests((0, 1000), (1000, 1000), (2000, 500));
    }

    [TestCase(1, 3)]
    [TestCase(2, 2)]
    [TestCase(3, 1)]
    public async Task SyncAsync_splits_by_ItemsPerRequest(int batchSize, int requests)
    {
        StubInTurn([.. Enumerable.Range(0, requests).Select(n => Saved(n * batchSize, Math.Min(batchSize, 3 - n * batchSize)))]);

        var outcomes = await Users.SyncAsync(Items(3), new SyncOptions { ItemsPerRequest = batchSize });

        Assert.That(outcomes.Select(o => o.Status), Has.All.EqualTo(SyncStatus.Saved).And.Exactly(3).Items);
        AssertRequests([.. Enumerable.Range(0, requests).Select(n => (n * batchSize, Math.Min(batchSize, 3 - n * batchSize)))]);
    }

    [Test]
    public async Task SyncAsync_names_items_in_doubt_and_sends_no_more_after_a_500()
    {
        StubInTurn(Saved(0, 1000), Answer(500, """{ "message": "zoe@example.com broke it" }"""), Saved(2000, 500));

        var (given, failure) = await ReadUntilInterruptedAsync(Users.SyncStreamingAsync(Items(2500)));

        Assert.That(given.Select(o => (o.Position, o.Status)), Is.EqualTo(Positions(0, 1000).Select(n => (n, SyncStatus.Saved))));
        Assert.That(failure.InDoubt.Select(entry => (entry.Position, entry.Item.Id.Value)), Is.EqualTo(Positions(1000, 1000).Select(n => (n, (long?)(FirstId + n)))));
        Assert.That(failure.NotApplied, Is.Empty);
        Assert.That(failure.ResumePosition, Is.EqualTo(2000));
        Assert.That(failure.Message, Does.Contain("1000 items are in doubt").And.Contain("0 items are read but not applied").And.Contain("from position 2000 on"));
        var cause = (ProcoreException)failure.InnerException!;
        Assert.That((cause.StatusCode, cause.Operation, cause.RequestId), Is.EqualTo((500, Operation, "request-1")));
        Assert.That(cause.Errors.Select(e => e.Message), Is.EqualTo(["zoe@example.com broke it"]));
        Assert.That(failure.ToString(), Does.Not.Contain("zoe@example.com").And.Not.Contain(CompanyId.ToString(CultureInfo.InvariantCulture)));
        AssertRequests((0, 1000), (1000, 1000));
    }

    [Test]
    public async Task SyncAsync_can_be_resumed_at_ResumePosition()
    {
        StubInTurn(Saved(0, 2), Answer(503, ""), Saved(2, 2), Saved(4, 1));
        var options = new SyncOptions { ItemsPerRequest = 2 };
        var (given, failure) = await ReadUntilInterruptedAsync(Users.SyncStreamingAsync(Items(5), options));

        var rest = failure.InDoubt.Concat(failure.NotApplied).Select(entry => entry.Item).Concat(Items(5).Skip((int)failure.ResumePosition));
        var outcomes = await Users.SyncAsync(rest, options);

        Assert.That(given.Concat(outcomes).Select(o => (o.User?.Id, o.Status)), Is.EqualTo(Positions(0, 5).Select(n => ((long?)(FirstId + n), SyncStatus.Saved))));
        AssertRequests((0, 2), (2, 2), (2, 2), (4, 1));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(422)]
    [TestCase(429)]
    public async Task SyncAsync_names_items_not_applied_after_a_refusal(int status)
    {
        StubInTurn(Saved(0, 2), Answer(status, """{ "errors": ["No"] }"""));

        var (given, failure) = await ReadUntilInterruptedAsync(Users.SyncStreamingAsync(Items(5), new SyncOptions { ItemsPerRequest = 2 }));

        Assert.That(given, Has.Count.EqualTo(2));
        Assert.That(failure.InDoubt, Is.Empty);
        Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo([2, 3]));
        Assert.That(failure.ResumePosition, Is.EqualTo(4));
        Assert.That(failure.InnerException, Is.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(status));
        AssertRequests((0, 2), (2, 2));
    }

    [TestCaseSource(nameof(Unclear))]
    public async Task SyncAsync_names_items_in_doubt_after_a_broken_response(IResponseBuilder answer)
    {
        StubInTurn(Saved(0, 2), answer);

        var (given, failure) = await ReadUntilInterruptedAsync(Users.SyncStreamingAsync(Items(5), new SyncOptions { ItemsPerRequest = 2 }));

        Assert.That(given, Has.Count.EqualTo(2));
        Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo([2, 3]));
        Assert.That(failure.NotApplied, Is.Empty);
        Assert.That(failure.ResumePosition, Is.EqualTo(4));
        Assert.That(failure.InnerException, Is.Not.Null);
    }

    [Test]
    public async Task SyncAsync_sends_no_more_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        StubInTurn(Saved(0, 2), Saved(2, 2));
        var progress = new ProgressLog<SyncProgress>(_ => cancellation.Cancel());

        var (given, failure) = await ReadUntilInterruptedAsync(Users.SyncStreamingAsync(Items(5), new SyncOptions { ItemsPerRequest = 2 }, progress, cancellation.Token));

        Assert.That(given, Has.Count.EqualTo(2));
        Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
        Assert.That(failure.InDoubt, Is.Empty);
        AssertRequests((0, 2));
    }

    [Test]
    public async Task SyncAsync_reports_progress_after_each_request()
    {
        StubInTurn(
            Saved(0, 2),
            Answer(200, """{ "entities": [{ "id": 5000000003 }], "errors": [{ "id": 5000000002, "errors": { "base": ["No"] } }] }"""),
            Saved(4, 1));
        var progress = new ProgressLog<SyncProgress>();

        await Users.SyncAsync(Items(5), new SyncOptions { ItemsPerRequest = 2 }, progress);

        Assert.That(progress.Reports.Select(p => (p.Items, p.Saved, p.Requests)), Is.EqualTo([(2L, 2L, 1), (4L, 3L, 2), (5L, 4L, 3)]));
    }

    [Test]
    public async Task SyncAsync_does_not_send_wrong_or_conflicting_items()
    {
        Stub(Answer(200, """{ "entities": [{ "id": 5000000001 }, { "id": 5000000002, "origin_id": "a" }, { "id": 5000000003 }] }"""));

        var outcomes = await Users.SyncAsync(
        [
            new CompanyUserSyncItem { Id = FirstId + 1, City = "Bonn" },
            new CompanyUserSyncItem { Id = FirstId + 1, City = "Ulm" },
            new CompanyUserSyncItem { OriginId = "a", City = "Bonn" },
            new CompanyUserSyncItem { Id = FirstId + 4, OriginId = "a" },
            new CompanyUserSyncItem { Id = -1, City = "Bonn" },
            new CompanyUserSyncItem { LastName = "Nobody" },
            new CompanyUserSyncItem { Id = FirstId + 3, City = "Bonn" },
        ]);

        AssertOnlyRequest(
            "PATCH", SyncPath, """{"updates":[{"city":"Bonn","id":5000000001},{"city":"Bonn","origin_id":"a"},{"city":"Bonn","id":5000000003}]}""");
        Assert.That(outcomes.Select(o => o.Status), Is.EqualTo(
        [
            SyncStatus.Saved, SyncStatus.NotSent, SyncStatus.Saved, SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.Saved,
        ]));
        Assert.That(outcomes.Select(o => o.Errors.SingleOrDefault()?.Field), Is.EqualTo([null, "id", null, "origin_id", "id", "email_address", null]));
        Assert.That(outcomes[1].Errors[0].Message, Does.Contain("Item 1 ").And.Contain("item 0"));
        Assert.That(outcomes[3].Errors[0].Message, Does.Contain("Item 3 ").And.Contain("item 2"));
    }

    [Test]
    public async Task SyncAsync_sends_nothing_if_all_items_are_wrong()
    {
        var outcomes = await Users.SyncAsync([new CompanyUserSyncItem { Id = 0 }, new CompanyUserSyncItem { OriginId = " " }]);

        Assert.That(outcomes.Select(o => o.Status), Is.EqualTo([SyncStatus.NotSent, SyncStatus.NotSent]));
        Assert.That(await Users.SyncAsync([]), Is.Empty);
        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task SyncAsync_sends_nothing_until_enumerated()
    {
        _ = Users.SyncStreamingAsync(Items(1));
        Assert.That(() => Users.SyncStreamingAsync(Items(1), new SyncOptions { ItemsPerRequest = 1001 }), Throws.TypeOf<ArgumentOutOfRangeException>());

        Assert.That(Requests, Is.Empty);
    }

    [TestCase("""{ "entities": [], "errors": [] }""")]
    [TestCase("""{ "entities": null, "errors": null }""")]
    [TestCase("{}")]
    public async Task SyncAsync_reports_items_missing_from_the_response(string body)
    {
        Stub(Answer(200, body));

        var outcomes = await Users.SyncAsync(Items(2));

        Assert.That(outcomes.Select(o => (o.Status, o.User, o.Errors.Count)), Is.EqualTo(new[] { (SyncStatus.Unmentioned, (CompanyUser?)null, 1), (SyncStatus.Unmentioned, null, 1) }));
    }

    [TestCase("""{ "base": ["Closed"] }""", "base: Closed")]
    [TestCase("""{ "city": ["is odd", "is blank"], "zip": ["is odd"] }""", "city: is odd|city: is blank|zip: is odd")]
    [TestCase("{}", ": Procore refused the item without saying why.")]
    [TestCase("null", ": Procore refused the item without saying why.")]
    [TestCase("""{ "city": null }""", ": Procore refused the item without saying why.")]
    [TestCase("""{ "city": [null] }""", ": Procore refused the item without saying why.")]
    [TestCase("""{ "city": [null, "is odd"] }""", "city: is odd")]
    [TestCase("""{ "city": [] }""", ": Procore refused the item without saying why.")]
    public async Task SyncAsync_returns_the_messages_of_the_server(string errors, string expected)
    {
        Stub(Answer(200, $$"""{ "errors": [{ "id": 5000000000, "errors": {{errors}} }] }"""));

        var outcome = (await Users.SyncAsync(Items(1))).Single();

        Assert.That(outcome.Status, Is.EqualTo(SyncStatus.Refused));
        Assert.That(string.Join('|', outcome.Errors.Select(e => $"{e.Field}: {e.Message}")), Is.EqualTo(expected));
    }

    [Test]
    public async Task SyncAsync_matches_items_of_one_address_by_their_other_fields()
    {
        Stub(Answer(200, """
            {
              "entities": [{ "id": 5000000002, "email_address": "a@example.com", "last_name": "Second", "city": null }],
              "errors": [{ "email_address": "a@example.com", "last_name": "First", "errors": { "email_address": ["is taken"] } }]
            }
            """));

        var outcomes = await Users.SyncAsync(
        [
            new CompanyUserSyncItem { LastName = "First", EmailAddress = "a@example.com" },
            new CompanyUserSyncItem { LastName = "Second", EmailAddress = "A@example.com" },
        ]);

        Assert.That(outcomes.Select(o => (o.Status, o.User?.Id)), Is.EqualTo(new (SyncStatus, long?)[] { (SyncStatus.Refused, null), (SyncStatus.Saved, FirstId + 2) }));
    }

    private static IEnumerable<TestCaseData> Unclear() =>
    [
        new TestCaseData(Answer(408, "")).SetArgDisplayNames("408"),
        new TestCaseData(Answer(502, "<html><title>Bad gateway</title></html>", "text/html")).SetArgDisplayNames("502"),
        new TestCaseData(Answer(200, "<html><title>Sign in</title></html>", "text/html")).SetArgDisplayNames("HTML"),
        new TestCaseData(Answer(200, """{ "entities": [{ "id": 5""")).SetArgDisplayNames("cut off"),
        new TestCaseData(Answer(200, "")).SetArgDisplayNames("nothing"),
        new TestCaseData(Answer(200, "null")).SetArgDisplayNames("null"),
        new TestCaseData(WireResponses.Break(ConnectionFault.Reset)).SetArgDisplayNames("reset"),
        new TestCaseData(WireResponses.Break(ConnectionFault.Closed)).SetArgDisplayNames("no response"),
    ];

    private static IEnumerable<CompanyUserSyncItem> Items(int count) =>
        Enumerable.Range(0, count).Select(n => new CompanyUserSyncItem { Id = FirstId + n, JobTitle = $"T{n}" });

    private static IResponseBuilder Saved(int first, int count) => Json(200, new JObject
    {
        ["entities"] = new JArray(Enumerable.Range(first, count).Select(n => new JObject { ["id"] = FirstId + n })),
        ["errors"] = new JArray(),
    });

    private static IEnumerable<long> Positions(int first, int count) => Enumerable.Range(first, count).Select(n => (long)n);

    private static async Task<(List<SyncOutcome> Given, SyncInterruptedException Failure)> ReadUntilInterruptedAsync(IAsyncEnumerable<SyncOutcome> outcomes)
    {
        var given = new List<SyncOutcome>();
        var failure = Assert.ThrowsAsync<SyncInterruptedException>(async () =>
        {
            await foreach (var outcome in outcomes)
                given.Add(outcome);
        });
        return (given, failure!);
    }

    /// <summary>These items of <see cref="Items"/> were sent, a request each.</summary>
    private void AssertRequests(params (int First, int Count)[] batches)
    {
        var requests = Requests;

        Assert.That(requests, Has.Count.EqualTo(batches.Length));
        foreach (var (request, (first, count)) in requests.Zip(batches))
        {
            var items = Enumerable.Range(first, count).Select(n => FormattableString.Invariant($$"""{"id":{{FirstId + n}},"job_title":"T{{n}}"}"""));
            AssertRequest(request, "PATCH", SyncPath, $$"""{"updates":[{{string.Join(',', items)}}]}""");
        }
    }
}
