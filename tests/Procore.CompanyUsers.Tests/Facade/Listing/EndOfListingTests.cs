namespace Procore.CompanyUsers.Tests;

/// <summary>Where a listing ends, by whatever the server tells of it; and that it is asked no more often than that takes.</summary>
internal sealed class EndOfListingTests
{
    private const string LinkToTwo = "<https://api.procore.com/x?page=2>; rel=\"next\", <https://api.procore.com/x?page=2>; rel=\"last\"";

    [Test]
    public async Task ListPagesAsync_returns_one_empty_page_when_there_are_no_users()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([], ("Total", "0"), ("Per-Page", "1000")));

        var pages = await procore.Users.ListPagesAsync().ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.Single().Users, Is.Empty);
            Assert.That(pages.Single().Number, Is.EqualTo(1));
            Assert.That(pages.Single().Total, Is.Zero);
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task ListPagesAsync_ends_at_an_empty_first_page_without_headers()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([]));

        var pages = await procore.Users.ListPagesAsync().ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.Single().Total, Is.Null);
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCase("Total", "2")]
    [TestCase("Link", "<https://api.procore.com/x?page=1>; rel=\"first\"")]
    public async Task ListAsync_sends_one_request_when_the_headers_name_the_last_page(string header, string value)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1, 2], (header, value)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2 }));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    public static IEnumerable<TestCaseData> Headers()
    {
        yield return new TestCaseData((object)new (string, string)[] { ("Total", "5"), ("Per-Page", "2"), ("Link", LinkToTwo) }) { TestName = "All, Link short of the end" };
        yield return new TestCaseData((object)new (string, string)[] { ("Total", "5"), ("Per-Page", "2") }) { TestName = "No Link" };
        yield return new TestCaseData((object)new (string, string)[] { ("Total", "5") }) { TestName = "Total alone" };
        yield return new TestCaseData((object)Array.Empty<(string, string)>()) { TestName = "None" };
        yield return new TestCaseData((object)new (string, string)[] { ("Per-Page", "2") }) { TestName = "Per-Page alone" };
    }

    [TestCaseSource(nameof(Headers))]
    public async Task ListAsync_returns_all_users_whatever_the_headers_say((string, string)[] headers)
    {
        using var procore = new ScriptedProcore(request => Answer.Users(PageOfFive(request.Page), headers));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task ListAsync_follows_links_to_the_last_page()
    {
        using var procore = new ScriptedProcore(request => Answer.Users(
            PageOfFive(request.Page),
            ("Link", request.Page < 3 ? $"<https://api.procore.com/x?page={request.Page + 1}>; rel=\"next\"" : "<https://api.procore.com/x?page=1>; rel=\"first\"")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3, 4, 5 }));
            Assert.That(procore.Requests, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task ListAsync_believes_a_Per_Page_smaller_than_requested()
    {
        using var procore = new ScriptedProcore(
            request => Answer.Users(PageOfFive(request.Page), ("Total", "5"), ("Per-Page", "2")),
            options => options.Paging.PageSize = 1000);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Has.Count.EqualTo(5));
            Assert.That(procore.Requests.Select(request => request.Line), Is.EqualTo(new[] { 1, 2, 3 }.Select(page =>
                FacadeRoute.Line($"GET /companies/{ScriptedProcore.CompanyId}/users?page={page}&per_page=1000"))));
        }
    }

    [Test]
    public async Task ListAsync_continues_after_a_page_shorter_than_requested()
    {
        long[][] pages = [[1], [2, 3], []];
        using var procore = new ScriptedProcore(request => Answer.Users(pages[request.Page - 1]));

        Assert.That(await procore.Users.ListAsync(new CompanyUserQuery { PageSize = 2 }).ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3 }));
    }

    [Test]
    public async Task ListAsync_sends_no_extra_request_when_the_last_page_is_full()
    {
        using var procore = new ScriptedProcore(request => Answer.Users([(2 * request.Page) - 1, 2 * request.Page], ("Total", "4"), ("Per-Page", "2")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Has.Count.EqualTo(4));
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    private static IEnumerable<long> PageOfFive(int page) => Enumerable.Range(1, 5).Select(id => (long)id).Skip(2 * (page - 1)).Take(2);
}
