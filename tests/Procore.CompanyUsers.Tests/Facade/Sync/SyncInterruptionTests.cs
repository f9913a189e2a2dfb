using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What ends a sync early accounts for every item.</summary>
internal sealed class SyncInterruptionTests
{
    private static readonly SyncOptions InPairs = new() { ItemsPerRequest = 2 };

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(422)]
    [TestCase(429)]
    public async Task SyncAsync_reports_NotApplied_when_a_request_is_refused(int status)
    {
        using var procore = FailingAt(2, () => Answer.Json("""{"message":"No"}""", status));

        var (read, failure) = await Interrupted(procore, People(5));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => (outcome.Position, outcome.Status)), Is.EqualTo(new[] { (0L, SyncStatus.Saved), (1L, SyncStatus.Saved) }));
            Assert.That(failure.InDoubt, Is.Empty);
            Assert.That(failure.MayHaveBeenApplied, Is.True, "The first two items were saved.");
            Assert.That(failure.NotApplied.Select(entry => (entry.Position, entry.Item.Id.Value)), Is.EqualTo(new[] { (2L, (long?)3), (3L, 4) }));
            Assert.That(failure.ResumePosition, Is.EqualTo(4));
            Assert.That(failure.InnerException, Is.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(status));
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    public static IEnumerable<TestCaseData> LostAnswers()
    {
        yield return Lost("408", () => Answer.Json("{}", 408));
        yield return Lost("500", () => Answer.Json("{}", 500));
        yield return Lost("503", () => Answer.Json("{}", 503));
        yield return Lost("a redirect", () => Answer.Json("{}", 307));
        yield return Lost("a page of HTML", () => Answer.Text("<html>", "text/html", 200));
        yield return Lost("cut off", () => Answer.Json("""{"entities":[{"id":3}"""));
        yield return Lost("nothing", () => Answer.Empty(200));
        yield return Lost("a number for the users", () => Answer.Json("""{"entities":7}"""));
        yield return Lost("a connection that breaks", () => throw new HttpRequestException("Reset."));
        yield return Lost("a time-out", () => throw new TaskCanceledException("Too late."));

        static TestCaseData Lost(string name, Func<HttpResponseMessage> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(LostAnswers))]
    public async Task SyncAsync_reports_InDoubt_when_the_response_is_unreadable(Func<HttpResponseMessage> answer)
    {
        using var procore = FailingAt(2, answer);

        var (read, failure) = await Interrupted(procore, People(5));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => outcome.Position), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(failure.InDoubt.Select(entry => (entry.Position, entry.Item.Id.Value)), Is.EqualTo(new[] { (2L, (long?)3), (3L, 4) }));
            Assert.That(failure.NotApplied, Is.Empty);
            Assert.That(failure.ResumePosition, Is.EqualTo(4));
            Assert.That(failure.Message, Does.Contain("2 items are in doubt").And.Contain("from position 4 on"));
        }
    }

    [Test]
    public async Task SyncAsync_returns_invalid_items_of_a_batch_that_fails()
    {
        using var procore = FailingAt(1, () => Answer.Json("{}", 500));

        var (read, failure) = await Interrupted(procore, [new() { Id = 0 }, new() { Id = 7 }, new() { Id = 8 }]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => (outcome.Position, outcome.Status)), Is.EqualTo(new[] { (0L, SyncStatus.NotSent) }));
            Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(new[] { 1 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task SyncAsync_throws_after_the_outcomes_when_the_progress_throws()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var (read, failure) = await procore.Users.SyncStreamingAsync(People(5), InPairs, new ProgressLog<SyncProgress>(_ => throw new InvalidDataException("The bar is gone."))).ReadUntilFailureAsync();

        var interrupted = (SyncInterruptedException)failure;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Has.Count.EqualTo(2));
            Assert.That((interrupted.InDoubt.Count, interrupted.NotApplied.Count, interrupted.ResumePosition), Is.EqualTo((0, 0, 2L)));
            Assert.That(interrupted.InnerException, Is.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public async Task SyncAsync_keeps_the_items_in_doubt_when_closing_the_source_fails()
    {
        using var procore = FailingAt(2, () => Answer.Json("{}", 500));

        var (_, failure) = await Interrupted(procore, FailingToClose());

        Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(new[] { 2, 3 }));
    }


    [Test]
    public async Task SyncAsync_reads_and_sends_nothing_when_it_is_already_cancelled()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        var source = new CountedItems();

        var (read, failure) = await Interrupted(procore, source.Items(), new CancellationToken(canceled: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.Empty);
            Assert.That((failure.InDoubt.Count, failure.NotApplied.Count, failure.ResumePosition), Is.EqualTo((0, 0, 0L)));
            Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
            Assert.That(source.Read, Is.Zero);
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task SyncAsync_keeps_saved_outcomes_when_cancelled_between_requests()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        using var cancellation = new CancellationTokenSource();
        var source = new CountedItems();
        var read = new List<SyncOutcome>();

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(async () =>
        {
            await foreach (var outcome in procore.Users.SyncStreamingAsync(source.Items(), InPairs, cancellationToken: cancellation.Token))
            {
                read.Add(outcome);
                if (outcome.Position == 1)
                    await cancellation.CancelAsync();
            }
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Has.Count.EqualTo(2));
            Assert.That((failure.InDoubt.Count, failure.NotApplied.Count, failure.ResumePosition), Is.EqualTo((0, 0, 2L)));
            Assert.That(source.Read, Is.EqualTo(2));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task SyncAsync_loses_no_item_when_cancelled_while_reading_the_source()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        using var cancellation = new CancellationTokenSource();

        var (read, failure) = await Interrupted(procore, CancelledAt(4), cancellation.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => outcome.Position), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(failure.NotApplied.Select(entry => entry.Item.Id.Value), Is.EqualTo(new[] { 3, 4 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(4));
            Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }

        IEnumerable<CompanyUserSyncItem> CancelledAt(int last)
        {
            foreach (var item in People(9))
            {
                if (item.Id.Value == last)
                    cancellation.Cancel();
                yield return item;
            }
        }
    }

    [Test]
    public async Task SyncAsync_reports_InDoubt_when_cancelled_during_a_request()
    {
        using var cancellation = new CancellationTokenSource();
        using var procore = new ScriptedProcore(async (request, token) =>
        {
            if ((long)request.Updates()[0]["id"]! == 1)
                return SyncBody.SaveAll(request);
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("It wasn't cancelled.");
        });

        var (read, failure) = await Interrupted(procore, People(5), cancellation.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Has.Count.EqualTo(2));
            Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(4));
            Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
        }
    }

    [Test]
    public async Task SyncAsync_stops_when_the_enumeration_is_cancelled()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var reader = procore.Users.SyncStreamingAsync(People(3)).GetAsyncEnumerator(cancellation.Token);

        Assert.That(async () => await reader.MoveNextAsync(), Throws.TypeOf<SyncInterruptedException>().With.InnerException.InstanceOf<OperationCanceledException>());
        await reader.DisposeAsync();
    }

    [Test]
    public async Task SyncAsync_passes_the_cancellation_to_the_source()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);
        using var cancellation = new CancellationTokenSource();

        var (_, failure) = await procore.Users.SyncStreamingAsync(Endless(), InPairs, cancellationToken: cancellation.Token).ReadUntilFailureAsync();

        Assert.That(failure, Is.TypeOf<SyncInterruptedException>().With.Property(nameof(SyncInterruptedException.ResumePosition)).EqualTo(1));

        async IAsyncEnumerable<CompanyUserSyncItem> Endless([EnumeratorCancellation] CancellationToken token = default)
        {
            yield return new CompanyUserSyncItem { Id = 1 };
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    [Test]
    public async Task SyncAsync_sends_nothing_of_a_batch_whose_source_fails()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var (read, failure) = await Interrupted(procore, Failing());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => outcome.Position), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(new[] { 2 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(3));
            Assert.That(failure.InnerException, Is.TypeOf<InvalidDataException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }

        static IEnumerable<CompanyUserSyncItem> Failing()
        {
            yield return new CompanyUserSyncItem { Id = 1 };
            yield return new CompanyUserSyncItem { Id = 2 };
            yield return new CompanyUserSyncItem { Id = 3 };
            throw new InvalidDataException("Line 4 is no person.");
        }
    }

    [Test]
    public async Task SyncAsync_throws_with_the_position_of_a_null_item()
    {
        using var procore = new ScriptedProcore(SyncBody.SaveAll);

        var (read, failure) = await Interrupted(procore, [.. People(3), null!, new() { Id = 9 }]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Has.Count.EqualTo(2));
            Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(new[] { 2 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(3));
            Assert.That(failure.InnerException!.Message, Does.Contain("Item 3"));
        }
    }

    [Test]
    public void SyncAsync_throws_with_the_outcomes_so_far_when_interrupted()
    {
        using var procore = FailingAt(2, () => Answer.Json("{}", 500));

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync(People(5), InPairs));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Outcomes.Select(outcome => (outcome.Position, outcome.Status)), Is.EqualTo(new[] { (0L, SyncStatus.Saved), (1L, SyncStatus.Saved) }));
            Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(4));
            Assert.That(failure.InnerException, Is.InstanceOf<ProcoreException>());
        }
    }

    [Test]
    public async Task SyncAsync_accounts_for_each_of_25000_items_when_a_batch_fails()
    {
        const int Count = 25_000;
        using var procore = FailingAt(13, () => Answer.Json("{}", 500));

        var (read, failure) = await procore.Users.SyncStreamingAsync(People(Count)).ReadUntilFailureAsync();

        var interrupted = (SyncInterruptedException)failure;
        var positions = read.Select(outcome => outcome.Position)
            .Concat(interrupted.InDoubt.Select(entry => entry.Position))
            .Concat(interrupted.NotApplied.Select(entry => entry.Position))
            .Concat(Enumerable.Range((int)interrupted.ResumePosition, Count - (int)interrupted.ResumePosition).Select(position => (long)position));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(positions, Is.EqualTo(Enumerable.Range(0, Count)));
            Assert.That((read.Count, interrupted.InDoubt.Count, interrupted.NotApplied.Count, interrupted.ResumePosition), Is.EqualTo((12_000, 1_000, 0, 13_000L)));
            Assert.That(read.Select(outcome => outcome.User?.Id), Is.EqualTo(Enumerable.Range(1, 12_000)));
        }
    }

    [Test]
    public async Task SyncAsync_can_resume_after_an_interruption()
    {
        const int Count = 25_000;
        var saved = new List<long>();
        var requests = 0;
        using var procore = new ScriptedProcore(request =>
        {
            if (++requests == 13)
                return Answer.Json("{}", 503);
            saved.AddRange(request.Updates().Select(update => (long)update["id"]!));
            return SyncBody.SaveAll(request);
        });

        var (_, failure) = await procore.Users.SyncStreamingAsync(People(Count)).ReadUntilFailureAsync();
        var interrupted = (SyncInterruptedException)failure;
        await procore.Users.SyncAsync(
            [.. interrupted.InDoubt.Select(entry => entry.Item), .. interrupted.NotApplied.Select(entry => entry.Item), .. People(Count).Skip((int)interrupted.ResumePosition)]);

        Assert.That(saved, Is.EqualTo(Enumerable.Range(1, Count)));
    }

    private static ScriptedProcore FailingAt(int failing, Func<HttpResponseMessage> answer)
    {
        var requests = 0;
        return new ScriptedProcore(request => ++requests == failing ? answer() : SyncBody.SaveAll(request));
    }

    private static async Task<(List<SyncOutcome> Read, SyncInterruptedException Failure)> Interrupted(
        ScriptedProcore procore, IEnumerable<CompanyUserSyncItem> items, CancellationToken cancellationToken = default)
    {
        var (read, failure) = await procore.Users.SyncStreamingAsync(items, InPairs, cancellationToken: cancellationToken).ReadUntilFailureAsync();
        return (read, (SyncInterruptedException)failure);
    }

    private static IEnumerable<CompanyUserSyncItem> People(int count) =>
        Enumerable.Range(1, count).Select(id => new CompanyUserSyncItem { Id = id, Zip = "1" });

    private static IEnumerable<CompanyUserSyncItem> FailingToClose()
    {
        try
        {
            foreach (var item in People(5))
                yield return item;
        }
        finally
        {
            Fail();
        }

        static void Fail() => throw new InvalidDataException("The file is gone.");
    }
}
