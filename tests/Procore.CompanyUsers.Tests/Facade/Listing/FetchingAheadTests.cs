namespace Procore.CompanyUsers.Tests;

internal sealed class FetchingAheadTests
{
    [Test]
    public async Task Nothing_is_sent_until_the_stream_is_read()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1]));

        var users = procore.Users.ListAsync();
        Assert.That(procore.Requests, Is.Empty);

        _ = await users.ReadIdsAsync();
        Assert.That(procore.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task As_long_as_the_reader_stays_on_the_first_page_it_is_the_only_one_asked_for()
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
    public async Task The_order_stays_though_later_pages_are_answered_first()
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
    public async Task No_more_than_the_limit_are_in_flight(int limit)
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

    [Test]
    public async Task A_reader_that_leaves_cancels_what_was_fetched_ahead_and_nothing_more_is_sent()
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
    public async Task A_reader_that_leaves_is_not_troubled_by_what_fails_behind_it()
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
    public async Task A_failure_on_page_3_comes_after_pages_1_and_2()
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
    public async Task Cancelling_the_call_ends_the_reading()
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
    public async Task Cancelling_the_enumeration_ends_it()
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
    public void What_is_cancelled_before_it_begins_sends_nothing()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1]));

        Assert.That(
            async () => await procore.Users.ListAsync(cancellationToken: new CancellationToken(canceled: true)).ReadIdsAsync(),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(procore.Requests, Is.Empty);
    }

    [Test]
    public async Task Reading_twice_asks_twice()
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
