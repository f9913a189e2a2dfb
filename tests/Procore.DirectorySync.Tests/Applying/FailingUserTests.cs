using System.Net;

namespace Procore.DirectorySync.Tests;

/// <summary>Users that Procore can't save, whose requests fail every night.</summary>
internal sealed class FailingUserTests : SyncTest
{
    private int _failed;

    [TestCase(HttpStatusCode.InternalServerError, ChangeStatus.InDoubt)]
    [TestCase(HttpStatusCode.GatewayTimeout, ChangeStatus.InDoubt)]
    [TestCase(HttpStatusCode.BadRequest, ChangeStatus.Refused)]
    [TestCase(HttpStatusCode.RequestEntityTooLarge, ChangeStatus.Refused)]
    [TestCase(HttpStatusCode.RequestTimeout, ChangeStatus.InDoubt)]
    public async Task ApplyAsync_isolates_a_failing_user_and_continues(HttpStatusCode status, ChangeStatus expected)
    {
        var gone = Directory.Add("Gone", "HR-99");
        FailWhere(body => body.Contains("HR-13\"", StringComparison.Ordinal), status);
        var options = Options();
        options.MaxCreations = 40;

        var run = await RunAsync(options, [.. Enumerable.Range(0, 40).Select(i => Person($"New{i}", $"HR-{i}"))]);

        Assert.That(run.IsComplete, Is.False);
        Assert.That(run.Outcomes.Count(outcome => outcome.Status == ChangeStatus.Done), Is.EqualTo(40));
        var poisoned = run.Outcomes.Single(outcome => !outcome.IsMade);
        Assert.That((poisoned.Change.Person.OriginId, poisoned.Status), Is.EqualTo(("HR-13", expected)));
        Assert.That(poisoned.Errors, Is.Not.Empty);
        Assert.That(Directory.User(gone.Id).IsActive, Is.False);
        Assert.That(run.Problems.Single().Key, Is.EqualTo($"{expected} Create origin id HR-13"));
    }

    [Test]
    public async Task ApplyAsync_isolates_failing_users_in_every_kind_of_request()
    {
        var update = Directory.Add("Update", "HR-1");
        var back = Directory.Add("Return", "HR-2", isActive: false);
        var gone = Directory.Add("Gone", "HR-99");
        var gone2 = Directory.Add("Gone2", "HR-98");
        FailWhere(body => body.Contains("\"Poison", StringComparison.Ordinal), HttpStatusCode.InternalServerError, path => path.EndsWith($"/inactive/{back.Id}", StringComparison.Ordinal) || path.EndsWith($"/{gone.Id}", StringComparison.Ordinal));

        var run = await RunAsync(
            Options(),
            new Person { OriginId = "HR-1", JobTitle = "Poison" },
            new Person { OriginId = "HR-2" },
            new Person { FirstName = "Poison", LastName = "Create", EmailAddress = "poison@bluestone.example" },
            Person("New", "HR-3"));

        Assert.That(run.Outcomes.Where(outcome => outcome.Status == ChangeStatus.InDoubt).Select(outcome => outcome.UserId), Is.EquivalentTo(new long?[] { update.Id, back.Id, null, gone.Id }));
        Assert.That(run.Outcomes.Count(outcome => outcome.Status == ChangeStatus.Done), Is.EqualTo(2));
        Assert.That(Directory.User(gone2.Id).IsActive, Is.False);
    }

    [Test]
    public async Task ApplyAsync_halves_batches_and_keeps_the_size_that_Procore_accepts()
    {
        var sizes = new List<int>();
        Directory.Hook.BeforeAnswering = async (request, response) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/sync", StringComparison.Ordinal))
                return;
            var count = (await request.Content!.ReadAsStringAsync()).Split("\"origin_id\"").Length - 1;
            sizes.Add(count);
            if (count > 25)
                response.StatusCode = HttpStatusCode.RequestEntityTooLarge;
        };
        var options = Options();
        (options.MaxCreations, options.BatchSize) = (200, 100);

        var run = await RunAsync(options, [.. Enumerable.Range(0, 200).Select(i => Person($"New{i}", $"HR-{i}"))]);

        Assert.That(run.Outcomes.Select(outcome => outcome.IsMade), Is.All.True);
        Assert.That(sizes.Skip(sizes.IndexOf(25)), Is.All.LessThanOrEqualTo(50));
        Assert.That(sizes, Has.Count.LessThanOrEqualTo(13));
    }

    [Test]
    public async Task ApplyAsync_attempts_the_deactivations_after_many_failures_in_a_row()
    {
        var leavers = Enumerable.Range(0, 40).Select(i => Directory.Add($"Gone{i}", $"OLD-{i}")).ToList();
        FailWhere(body => body.Contains("\"updates\"", StringComparison.Ordinal), HttpStatusCode.InternalServerError);
        var options = Options();
        options.MaxCreations = 100;
        var plan = await PlanAsync(options, [.. Enumerable.Range(0, 100).Select(i => Person($"New{i}", $"HR-{i}"))]);

        var interrupted = Assert.ThrowsAsync<DirectoryRunInterruptedException>(() => Sync.ApplyAsync(plan))!;

        Assert.That(interrupted.InnerException, Is.TypeOf<ProcoreException>());
        Assert.That(leavers.Select(leaver => Directory.User(leaver.Id).IsActive), Is.All.False);
        Assert.That(interrupted.Run.Outcomes.Count(outcome => outcome.Status == ChangeStatus.InDoubt), Is.EqualTo(100), "all were in the first request");
        Assert.That((await Journal.ReadRunAsync(interrupted.Run.Id!)).IsInterrupted);
    }

    [Test]
    public async Task ApplyAsync_stops_soon_when_the_server_is_down()
    {
        for (var i = 0; i < 40; i++)
            Directory.Add($"Gone{i}", $"OLD-{i}");
        var options = Options();
        options.MaxCreations = 100;
        var plan = await PlanAsync(options, [.. Enumerable.Range(0, 100).Select(i => Person($"New{i}", $"HR-{i}"))]);
        FailWhere(_ => true, HttpStatusCode.InternalServerError);
        Assert.That(() => Sync.ApplyAsync(plan), Throws.TypeOf<DirectoryRunInterruptedException>());
        Assert.That(_failed, Is.InRange(10, 50));
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden)]
    public async Task ApplyAsync_stops_at_once_when_the_cause_is_not_in_a_user(HttpStatusCode status)
    {
        Directory.Add("Gone", "HR-99");
        var plan = await PlanAsync(Person("New", "HR-1"), Person("New2", "HR-2"));
        FailWhere(body => body.Contains("\"updates\"", StringComparison.Ordinal), status);
        Assert.That(() => Sync.ApplyAsync(plan), Throws.TypeOf<DirectoryRunInterruptedException>());
        Assert.That(_failed, Is.LessThanOrEqualTo(2));
    }

    private void FailWhere(Func<string, bool> isPoisoned, HttpStatusCode status, Func<string, bool>? isPoisonedPath = null) => Directory.Hook.BeforeSending = async request =>
    {
        if (request.Method == HttpMethod.Get)
            return;
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync();
        if (isPoisoned(body) || isPoisonedPath?.Invoke(request.RequestUri!.AbsolutePath) == true)
        {
            _failed++;
            Directory.Hook.AnswerNext(new HttpResponseMessage(status) { Content = new StringContent("""{"errors":"Broken."}""") });
        }
    };
}
