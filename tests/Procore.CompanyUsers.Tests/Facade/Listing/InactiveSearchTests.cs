using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>The route of inactive users can't search. The route of all users may, with a filter whose value false isn't published.</summary>
internal sealed class InactiveSearchTests
{
    private const string Filter = "&filters%5Bactive%5D=false";
    private const string Mixed = """[{"id":1,"is_active":true},{"id":2,"is_active":false}]""";
    private const string Inactive = """[{"id":2,"is_active":false}]""";

    private static readonly CompanyUserQuery Search = new() { Status = CompanyUserStatus.Inactive, Search = "a" };

    private static readonly CompanyUserQuery FromPage2 = new() { Status = CompanyUserStatus.Inactive, Search = "a", StartPage = 2 };

    public static IEnumerable<TestCaseData> Queries()
    {
        yield return Case("Search", new() { Search = "Zoë", VendorIds = [1, 2] }, "&filters%5Bvendor_id%5D=1,2&filters%5Bsearch%5D=Zo%C3%AB");
        yield return Case("TradeIds", new() { TradeIds = [3], OriginId = "o" }, "&filters%5Borigin_id%5D=o&filters%5Btrade_id%5D%5B%5D=3");
        yield return Case("Sort", new() { Sort = [CompanyUserSort.VendorName.Descending(), CompanyUserSort.Name] }, "&sort=-vendor_name%2Cname");
    }

    [TestCaseSource(nameof(Queries))]
    public async Task ListAsync_asks_the_unscoped_route_for_inactive_users(CompanyUserQuery query, string sent)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(Inactive, 200, ("Total", "1")));
        query.Status = CompanyUserStatus.Inactive;

        var ids = await procore.Users.ListAsync(query).ReadIdsAsync();

        Assert.That(ids, Is.EqualTo(new[] { 2 }));
        Assert.That(procore.Requests.Single().Line, Is.EqualTo(FacadeRoute.Line($"GET /users?company_id={ScriptedProcore.CompanyId}&page=1&per_page=1000{Filter}{sent}")));
    }

    [Test]
    public async Task ListAsync_reads_a_list_inside_an_object()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json($$"""{"data":{{Inactive}}}""", 200, ("Total", "1")));

        Assert.That(await procore.Users.ListAsync(Search).ReadIdsAsync(), Is.EqualTo(new[] { 2 }));
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void ListAsync_reports_the_errors_of_a_success()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""{"data":null,"errors":["Not today"]}"""));

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.ListAsync(Search).ReadIdsAsync());

        Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "Not today" }));
    }

    [TestCase("[]", TestName = "ListAsync_lists_all_when_the_filter_finds_no_user")]
    [TestCase(Mixed, TestName = "ListAsync_lists_all_when_the_filter_is_ignored")]
    [TestCase("""[{"id":1,"is_active":true}]""", TestName = "ListAsync_lists_all_when_false_is_taken_for_true")]
    public async Task ListAsync_lists_all(string filtered)
    {
        using var procore = new ScriptedProcore(request => Answer.Json(IsFiltered(request) ? filtered : Mixed, 200, ("Total", "2")));

        var ids = await procore.Users.ListAsync(Search).ReadIdsAsync();

        Assert.That(ids, Is.EqualTo(new[] { 2 }));
        Assert.That(procore.Requests.Select(IsFiltered), Is.EqualTo(new[] { true, false }));
    }

    [TestCase(400)]
    [TestCase(422)]
    public async Task ListAsync_lists_all_when_the_filter_is_refused(int status)
    {
        using var procore = new ScriptedProcore(request => IsFiltered(request) ? Answer.Json("{}", status) : Answer.Json(Mixed, 200, ("Total", "2")));

        Assert.That(await procore.Users.ListAsync(Search).ReadIdsAsync(), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task ListAsync_drops_active_users_of_later_pages()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(request.Page == 1 ? Inactive : """[{"id":3,"is_active":true}]""", 200, ("Total", "2"), ("Per-Page", "1")));

        Assert.That(await procore.Users.ListAsync(Search).ReadIdsAsync(), Is.EqualTo(new[] { 2 }));
        Assert.That(procore.Requests.Select(IsFiltered), Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task ListAsync_lists_later_pages_without_the_filter_too()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(request.Page == 1 ? Mixed : """[{"id":4,"is_active":false}]""", 200, ("Total", "3"), ("Per-Page", "2")));

        Assert.That(await procore.Users.ListAsync(Search).ReadIdsAsync(), Is.EqualTo(new[] { 2, 4 }));
        Assert.That(procore.Requests.Select(IsFiltered), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public async Task ListAsync_ends_at_an_empty_page_that_it_starts_with()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(request.Page == 1 ? Inactive : "[]", 200, ("Total", "1")));

        Assert.That(await procore.Users.ListAsync(FromPage2).ReadIdsAsync(), Is.Empty);
        Assert.That(procore.Requests.Select(request => (request.Page, IsFiltered(request))), Is.EqualTo(new[] { (2, true), (1, true) }));
    }

    [Test]
    public async Task ListAsync_starts_later_without_the_filter_when_it_finds_no_user()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(IsFiltered(request) ? "[]" : Inactive, 200, ("Total", "3"), ("Per-Page", "2")));

        Assert.That(await procore.Users.ListAsync(FromPage2).ReadIdsAsync(), Is.EqualTo(new[] { 2 }));
        Assert.That(procore.Requests.Select(request => (request.Page, IsFiltered(request))), Is.EqualTo(new[] { (2, true), (1, true), (2, false) }));
    }

    [Test]
    public void ListAsync_throws_when_a_user_lacks_the_state()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1}]""");

        Assert.That(async () => await procore.Users.ListAsync(Search).ReadIdsAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("IsActive"));
    }

    private static bool IsFiltered(SentRequest request) => request.Line.Contains(Filter, StringComparison.Ordinal);

    private static TestCaseData Case(string name, CompanyUserQuery query, string sent) => new TestCaseData(query, sent).SetArgDisplayNames(name);
}
