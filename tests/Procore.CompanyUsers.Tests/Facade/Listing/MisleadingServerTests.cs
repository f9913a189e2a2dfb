namespace Procore.CompanyUsers.Tests;

/// <summary>A server that is wrong about its pages neither holds the reader for ever nor leads anywhere else.</summary>
internal sealed class MisleadingServerTests
{
    private const int Patience = 50;

    public static IEnumerable<TestCaseData> Headers()
    {
        yield return Case("Nothing", _ => []);
        yield return Case("Per-Page", _ => [("Per-Page", "1000")]);
        yield return Case("Total", _ => [("Total", "6"), ("Per-Page", "2")]);
        yield return Case("Next is always 2", _ => [("Link", "<https://x/?page=2>; rel=\"next\"")]);
        yield return Case("Next is always one more", page => [("Link", $"<https://x/?page={page + 1}>; rel=\"next\"")]);
    }

    [TestCaseSource(nameof(Headers))]
    public void ListAsync_throws_when_the_server_ignores_the_page_number(Func<int, (string, string)[]> headers)
    {
        using var procore = new ScriptedProcore(request => request.Page > Patience
            ? throw new InvalidOperationException("The listing doesn't end.")
            : Answer.Users([1, 2], headers(request.Page)));
        var read = new List<long?>();

        Assert.That(
            async () =>
            {
                await foreach (var user in procore.Users.ListAsync())
                    read.Add(user.Id);
            },
            Throws.TypeOf<ProcoreException>().With.Message.Contains("makes no progress: pages 2 to 4 hold no user"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(procore.Requests, Has.Count.LessThan(10));
        }
    }

    public static IEnumerable<TestCaseData> Endings()
    {
        yield return Case("Total", page => [("Total", "4"), ("Per-Page", "2")]);
        yield return Case("Nothing", _ => []);
        yield return Case("Link", page => page < 2 ? [("Link", "<https://x/?page=2>; rel=\"next\"")] : [("Link", "<https://x/?page=1>; rel=\"prev\"")]);
    }

    [TestCaseSource(nameof(Endings))]
    public async Task ListAsync_accepts_one_repeated_page_before_the_end(Func<int, (string, string)[]> headers)
    {
        long[][] pages = [[1, 2], [1, 2], []];
        using var procore = new ScriptedProcore(request => Answer.Users(pages[request.Page - 1], headers(request.Page)));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [Test]
    public async Task ListAsync_ends_at_a_repeated_page_when_all_users_are_read()
    {
        long[][] pages = [[1, 2], [3, 4], [3, 4]];
        using var procore = new ScriptedProcore(request => Answer.Users(pages[request.Page - 1], ("Total", request.Page < 3 ? "5" : "4"), ("Per-Page", "2")));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void ListAsync_throws_when_links_end_with_two_repeated_pages()
    {
        using var procore = new ScriptedProcore(request => Answer.Users(
            [1, 2], ("Link", request.Page < 3 ? $"<https://x/?page={request.Page + 1}>; rel=\"next\"" : "<https://x/?page=1>; rel=\"first\"")));

        Assert.That(async () => await procore.Users.ListAsync().ReadIdsAsync(), Throws.TypeOf<ProcoreException>().With.Message.Contains("makes no progress"));
    }

    [Test]
    public async Task ListAsync_stops_when_empty_pages_always_link_to_a_next_one()
    {
        using var procore = new ScriptedProcore(request => request.Page > Patience
            ? throw new InvalidOperationException("The listing doesn't end.")
            : Answer.Users([], ("Link", $"<https://x/?page={request.Page + 1}>; rel=\"next\"")));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.Empty);
    }

    [TestCase("nonsense")]
    [TestCase("")]
    [TestCase("<https://x/?cursor=abc>; rel=\"next\"")]
    [TestCase("<https://x/?page=abc>; rel=\"next\"")]
    public async Task ListAsync_continues_after_an_unreadable_link(string link)
    {
        using var procore = new ScriptedProcore(request => Answer.Users(request.Page < 3 ? [request.Page] : [], ("Link", link)));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [Test]
    public async Task ListAsync_continues_after_a_repeated_page_below_the_total()
    {
        long[][] pages = [[1, 2], [1, 2], [3]];
        using var procore = new ScriptedProcore(request => Answer.Users(pages[request.Page - 1], ("Total", "5"), ("Per-Page", "2")));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3 }));
    }

    [Test]
    public async Task ListAsync_never_calls_other_hosts_named_in_links()
    {
        using var procore = new ScriptedProcore(request => Answer.Users(
            [request.Page],
            ("Link", request.Page < 3 ? $"<https://elsewhere.example.com/steal?page={request.Page + 1}>; rel=\"next\"" : string.Empty)));

        _ = await procore.Users.ListAsync().ReadIdsAsync();

        Assert.That(procore.Requests.Select(request => request.Address.GetLeftPart(UriPartial.Path)), Is.EqualTo(
            Enumerable.Repeat("https://api.procore.com" + FacadeRoute.Path($"GET /companies/{ScriptedProcore.CompanyId}/users"), 3)));
    }

    [Test]
    public async Task ListPagesAsync_returns_no_user_twice_when_pages_overlap()
    {
        long[][] pages = [[1, 2, 2], [2, 3], [3, 1], [4]];
        using var procore = new ScriptedProcore(request => Answer.Users(pages[request.Page - 1], ("Total", "8"), ("Per-Page", "2")));

        var read = await procore.Users.ListPagesAsync().ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.SelectMany(page => page.Users).Select(user => user.Id), Is.EqualTo(new long?[] { 1, 2, 3, 4 }));
            Assert.That(read.Select(page => page.Number), Is.EqualTo(new[] { 1, 2, 4 }));
        }
    }

    [Test]
    public async Task ListPagesAsync_reports_and_follows_a_total_that_changes()
    {
        string[] totals = ["4", "5", "5"];
        using var procore = new ScriptedProcore(request => Answer.Users(
            Enumerable.Range(1, 5).Select(id => (long)id).Skip(2 * (request.Page - 1)).Take(2), ("Total", totals[request.Page - 1]), ("Per-Page", "2")));

        var read = await procore.Users.ListPagesAsync().ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(page => page.Total), Is.EqualTo(new long?[] { 4, 5, 5 }));
            Assert.That(read.Select(page => page.TotalChanged), Is.EqualTo(new[] { false, true, false }));
            Assert.That(read.Sum(page => page.Users.Count), Is.EqualTo(5));
        }
    }

    private static TestCaseData Case(string name, Func<int, (string, string)[]> headers) => new TestCaseData(headers).SetArgDisplayNames(name);
}
