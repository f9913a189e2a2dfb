namespace Procore.CompanyUsers.Tests;

internal sealed class PrefetchTests
{
    [Test]
    public async Task ListAsync_sends_nothing_until_it_is_enumerated()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1}]""");

        var users = procore.Users.ListAsync();
        Assert.That(procore.Requests, Is.Empty);

        _ = await users.ReadIdsAsync();
        Assert.That(procore.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task ListAsync_requests_one_page_while_the_reader_is_on_the_first()
    {
        using var procore = new ScriptedProcore(request => Page(request.Page, of: 5));

        await foreach (var user in procore.Users.ListAsync())
        {
            if (user.Id == 2)
                break;
        }

        Assert.That(procore.Requests.Select(request => request.Page), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task ListAsync_keeps_the_order_when_later_pages_arrive_first()
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync);
        pages.Release(1, Page(1, of: 4));

        var reading = procore.Users.ListAsync().ReadIdsAsync();
        await pages.ArrivalOf(2, 3, 4);
        foreach (var page in new[] { 4, 3, 2 })
            pages.Release(page, Page(page, of: 4));

        Assert.That(await reading, Is.EqualTo(new long?[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task ListAsync_has_at_most_MaxParallelPages_requests_in_flight(int limit)
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync, options => options.Paging.MaxParallelPages = limit);
        pages.Release(1, Page(1, of: 9));

        var reading = procore.Users.ListAsync().ReadIdsAsync();
        for (var page = 2; page <= 9; page++)
        {
            await pages.ArrivalOf([.. Enumerable.Range(page, Math.Min(limit, 10 - page))]);
            pages.Release(page, Page(page, of: 9));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await reading, Has.Count.EqualTo(18));
            Assert.That(pages.MostInFlight, Is.EqualTo(limit));
        }
    }

    [TestCase(49, 4)]
    [TestCase(50, 7)]
    public async Task ListAsync_requests_more_pages_at_a_time_if_the_first_one_takes_long(int milliseconds, int atATime)
    {
        var (pages, clock) = (new GatedPages(), new TestClock());
        using var procore = new ScriptedProcore(pages.AnswerAsync, clock: clock);
        var reading = procore.Users.ListAsync().ReadIdsAsync();
        await pages.ArrivalOf(1);
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        for (var page = 1; page <= 12; page++)
        {
            pages.Release(page, Page(page, of: 12));
            await pages.ArrivalOf([.. Enumerable.Range(page + 1, Math.Min(atATime, 12 - page))]);
        }

        Assert.That(await reading, Has.Count.EqualTo(24));
        Assert.That(pages.MostInFlight, Is.EqualTo(atATime));
    }

    [Test]
    public async Task ListAsync_cancels_prefetched_pages_when_the_reader_stops()
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync, options => options.Paging.MaxParallelPages = 3);
        pages.Release(1, Page(1, of: 9));
        pages.Release(2, Page(2, of: 9));

        await foreach (var page in procore.Users.ListPagesAsync())
        {
            if (page.Number < 2)
                continue;
            await pages.ArrivalOf(3, 4);
            break;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.IsCancelled(3) && pages.IsCancelled(4), Is.True);
            Assert.That(procore.Requests.Select(request => request.Page), Is.EquivalentTo(new[] { 1, 2, 3, 4 }));
        }
    }

    [Test]
    public async Task ListPagesAsync_hides_prefetch_failures_when_the_reader_stops()
    {
        var pages = new GatedPages();
        var calls = 0;
        using var procore = new ScriptedProcore(pages.AnswerAsync, options =>
        {
            options.AccessToken = null;
            options.AccessTokenSource = _ => Interlocked.Increment(ref calls) == 3 ? throw new TimeoutException("No token.") : new("token");
        });
        pages.Release(1, Page(1, of: 3));
        pages.Release(2, Page(2, of: 3));

        var read = 0;
        await foreach (var page in procore.Users.ListPagesAsync())
        {
            read = page.Number;
            if (read == 2)
                break;
        }

        Assert.That(read, Is.EqualTo(2));
    }

    [Test]
    public async Task ListAsync_returns_pages_1_and_2_before_page_3_fails()
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync);
        pages.Release(1, Page(1, of: 4));
        pages.Release(3, Answer.Json("{}", 500));
        var read = new List<long?>();

        var reading = Task.Run(async () =>
        {
            await foreach (var user in procore.Users.ListAsync())
                read.Add(user.Id);
        });
        await pages.ArrivalOf(2, 3, 4);
        pages.Release(2, Page(2, of: 4));

        Assert.That(async () => await reading, Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(500));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.EqualTo(new long?[] { 1, 2, 3, 4 }));
            Assert.That(pages.IsCancelled(4), Is.True);
        }
    }

    [Test]
    public async Task ListAsync_stops_when_the_call_is_cancelled()
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync);
        using var cancellation = new CancellationTokenSource();
        pages.Release(1, Page(1, of: 3));

        var reading = procore.Users.ListAsync(cancellationToken: cancellation.Token).ReadIdsAsync();
        await pages.ArrivalOf(2, 3);
        await cancellation.CancelAsync();

        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ListAsync_stops_when_the_enumeration_is_cancelled()
    {
        var pages = new GatedPages();
        using var procore = new ScriptedProcore(pages.AnswerAsync);
        using var cancellation = new CancellationTokenSource();
        var reader = procore.Users.ListIdsAsync().GetAsyncEnumerator(cancellation.Token);

        var first = reader.MoveNextAsync().AsTask();
        await pages.ArrivalOf(1);
        await cancellation.CancelAsync();

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        await reader.DisposeAsync();
    }

    [Test]
    public void ListAsync_sends_nothing_when_it_is_already_cancelled()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1]));

        Assert.That(
            async () => await procore.Users.ListAsync(cancellationToken: new CancellationToken(canceled: true)).ReadIdsAsync(),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(procore.Requests, Is.Empty);
    }

    [Test]
    public async Task ListAsync_requests_the_pages_again_when_enumerated_twice()
    {
        using var procore = new ScriptedProcore(request => Page(request.Page, of: 2));
        var users = procore.Users.ListAsync();

        var first = await users.ReadIdsAsync();
        var second = await users.ReadIdsAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.EqualTo(first).And.Count.EqualTo(4));
            Assert.That(procore.Requests.Select(request => request.Page), Is.EqualTo(new[] { 1, 2, 1, 2 }));
        }
    }

    private static HttpResponseMessage Page(int number, int of) =>
        Answer.Users([(2 * number) - 1, 2 * number], ("Total", $"{2 * of}"), ("Per-Page", "2"));
}
