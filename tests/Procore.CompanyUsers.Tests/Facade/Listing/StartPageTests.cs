using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A grid that shows one page at a time: it starts anywhere, knows the total, and whether to offer the next page.</summary>
internal sealed class StartPageTests
{
    private static readonly (string, string)[] TotalOfFive = [("Total", "5"), ("Per-Page", "2")];

    [TestCase(1, new long[] { 1, 2 }, true)]
    [TestCase(2, new long[] { 3, 4 }, true)]
    [TestCase(3, new long[] { 5 }, false)]
    [TestCase(4, new long[0], false)]
    public async Task ListPagesAsync_returns_any_page_with_one_request(int number, long[] ids, bool hasNext)
    {
        using var procore = Pages(TotalOfFive);

        CompanyUserPage? page = null;
        await foreach (var first in procore.Users.ListPagesAsync(Query(number)))
        {
            page = first;
            break;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((page!.Number, page.Total, page.HasNext), Is.EqualTo((number, (long?)5, hasNext)));
            Assert.That(page.Users.Select(user => user.Id), Is.EqualTo(ids));
            Assert.That(procore.Requests.Select(request => request.Page), Is.EqualTo(new[] { number }));
        }
    }

    [TestCase(int.MaxValue)]
    [TestCase(int.MaxValue - 3)]
    public async Task ListPagesAsync_ends_at_a_page_far_beyond_the_last_one(int number)
    {
        using var procore = Pages(TotalOfFive);

        var pages = await procore.Users.ListPagesAsync(Query(number)).ReadAllAsync();

        Assert.That(pages.Sum(page => page.Users.Count), Is.Zero);
    }

    [Test]
    public void ListPagesAsync_ends_at_the_largest_page_number()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""[{"id":7},{"id":8}]"""));

        Assert.That(() => procore.Users.ListPagesAsync(Query(int.MaxValue)).ReadAllAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("StartPage"));
    }

    [TestCaseSource(nameof(Headers))]
    public async Task ListPagesAsync_continues_from_its_first_page_to_the_end((string, string)[] headers)
    {
        using var procore = Pages(headers);

        var pages = await procore.Users.ListPagesAsync(Query(2)).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.Select(page => page.Number), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(pages.SelectMany(page => page.Users).Select(user => user.Id), Is.EqualTo(new long[] { 3, 4, 5 }));
            Assert.That(pages[0].HasNext, Is.True);
        }
    }

    [Test]
    public async Task ListAsync_sends_no_request_after_the_last_page()
    {
        using var procore = Pages(TotalOfFive);

        Assert.That(await procore.Users.ListAsync(Query(3)).ReadIdsAsync(), Is.EqualTo(new long[] { 5 }));
        Assert.That(procore.Requests.Select(request => request.Page), Is.EqualTo(new[] { 3 }));
    }

    private static IEnumerable<TestCaseData> Headers()
    {
        yield return new TestCaseData((object)TotalOfFive).SetArgDisplayNames("Total and Per-Page");
        yield return new TestCaseData((object)new (string, string)[] { ("Total", "5") }).SetArgDisplayNames("Total alone");
        yield return new TestCaseData((object)Array.Empty<(string, string)>()).SetArgDisplayNames("none");
    }

    private static CompanyUserQuery Query(int page) => new() { StartPage = page, PageSize = 2 };

    private static ScriptedProcore Pages((string, string)[] headers) => new(request =>
        Answer.Users(Enumerable.Range(1, 5).Select(id => (long)id).Skip((int)Math.Min(int.MaxValue, 2L * (request.Page - 1))).Take(2), headers));
}
