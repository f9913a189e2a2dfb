using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What a query becomes on the wire, to the letter.</summary>
internal sealed class SentQueryTests
{
    private const long Id = 562949953421313;

    private static readonly TimeRange Range = new(
        new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 11, 22, 8, 30, 0, 1, TimeSpan.Zero));

    public static IEnumerable<TestCaseData> Filters()
    {
        yield return Case("Nothing", new CompanyUserQuery(), string.Empty);
        yield return Case("Search", new CompanyUserQuery { Search = "Zoë & Söhne #1+" }, "&filters%5Bsearch%5D=Zo%C3%AB%20%26%20S%C3%B6hne%20%231%2B");
        yield return Case("VendorIds", new CompanyUserQuery { VendorIds = [Id, 2] }, $"&filters%5Bvendor_id%5D={Id},2");
        yield return Case("TradeIds", new CompanyUserQuery { TradeIds = [Id, 2] }, $"&filters%5Btrade_id%5D%5B%5D={Id}&filters%5Btrade_id%5D%5B%5D=2");
        yield return Case("OriginId", new CompanyUserQuery { OriginId = "HR/7 ä" }, "&filters%5Borigin_id%5D=HR%2F7%20%C3%A4");
        yield return Case("CreatedAt", new CompanyUserQuery { CreatedAt = Range }, "&filters%5Bcreated_at%5D=2026-10-31T22%3A00%3A00Z...2026-11-22T08%3A30%3A01Z");
        yield return Case("UpdatedAt", new CompanyUserQuery { UpdatedAt = Range }, "&filters%5Bupdated_at%5D=2026-10-31T22%3A00%3A00Z...2026-11-22T08%3A30%3A01Z");
        yield return Case("Sort", new CompanyUserQuery { Sort = [CompanyUserSort.Name] }, "&sort=name");
        yield return Case(
            "Sorts", new CompanyUserQuery { Sort = [CompanyUserSort.VendorName.Descending(), CompanyUserSort.FullName] }, "&sort=-vendor_name%2Cfull_name");
        yield return Case("A sort that is new to Procore", new CompanyUserQuery { Sort = [new CompanyUserSort("shoe_size")] }, "&sort=shoe_size");
    }

    [TestCaseSource(nameof(Filters))]
    public async Task ListAsync_requests_active_users_from_the_company_route(CompanyUserQuery query, string sent)
    {
        var request = await RequestOf(query, CompanyUserStatus.Active);

        Assert.That(request.Line, Is.EqualTo(FacadeRoute.Line($"GET /companies/{ScriptedProcore.CompanyId}/users?page=1&per_page=1000{sent}")));
    }

    [TestCaseSource(nameof(Filters))]
    public async Task ListAsync_requests_all_users_from_the_unscoped_route(CompanyUserQuery query, string sent)
    {
        var request = await RequestOf(query, CompanyUserStatus.Any);

        Assert.That(request.Line, Is.EqualTo(FacadeRoute.Line($"GET /users?company_id={ScriptedProcore.CompanyId}&page=1&per_page=1000{sent}")));
    }

    public static IEnumerable<TestCaseData> InactiveQueries()
    {
        yield return Case("Nothing", new CompanyUserQuery(), string.Empty);
        yield return Case("VendorIds", new CompanyUserQuery { VendorIds = [1] }, string.Empty);
        yield return Case("OriginId", new CompanyUserQuery { OriginId = "HR7" }, string.Empty);
        yield return Case("CreatedAt", new CompanyUserQuery { CreatedAt = Range }, string.Empty);
        yield return Case("UpdatedAt", new CompanyUserQuery { UpdatedAt = Range }, string.Empty);
        yield return Case("Normal view", new CompanyUserQuery { View = CompanyUserView.Normal }, string.Empty);
        yield return Case("Sort", new CompanyUserQuery { Sort = [CompanyUserSort.Name.Descending()] }, "&sort=-name");
    }

    [TestCaseSource(nameof(InactiveQueries))]
    public async Task ListAsync_requests_inactive_users_from_the_inactive_route(CompanyUserQuery query, string sent)
    {
        var request = await RequestOf(query, CompanyUserStatus.Inactive);

        Assert.That(request.Line, Is.EqualTo($"GET /rest/v1.0/companies/{ScriptedProcore.CompanyId}/users/inactive?page=1&per_page=1000{sent}"));
    }

    [TestCase("normal", CompanyUserStatus.Active, "?view=normal&page=1")]
    [TestCase("extended", CompanyUserStatus.Active, "?view=extended&page=1")]
    [TestCase("normal", CompanyUserStatus.Any, $"?company_id=562949953421312&page=1")]
    public async Task ListAsync_sends_the_view_when_the_route_has_one(string view, CompanyUserStatus status, string sent)
    {
        var request = await RequestOf(new CompanyUserQuery { View = new CompanyUserView(view) }, status);

        Assert.That(request.Address.Query, Does.StartWith(sent));
    }

    [TestCase(CompanyUserStatus.Active, "?view=ids_only&page=1")]
    [TestCase(CompanyUserStatus.Any, "?company_id=562949953421312&page=1")]
    [TestCase(CompanyUserStatus.Inactive, "?page=1")]
    public async Task ListIdsAsync_requests_ids_only_when_the_route_has_them(CompanyUserStatus status, string sent)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("[562949953421313]", 200, ("Total", "1")));

        var ids = await procore.Users.ListIdsAsync(new CompanyUserQuery { Status = status }).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.EqualTo(new[] { Id }));
            Assert.That(procore.Requests.Single().Address.Query, Does.StartWith(sent));
        }
    }

    [Test]
    public async Task ListAsync_prefers_the_page_size_of_the_query_to_the_options()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1], ("Total", "1")), options => options.Paging.PageSize = 50);

        _ = await procore.Users.ListAsync().ReadIdsAsync();
        _ = await procore.Users.ListAsync(new CompanyUserQuery { PageSize = 2000 }).ReadIdsAsync();

        Assert.That(procore.Requests.Select(request => request.Query), Is.EqualTo(new[] { "page=1&per_page=50", "page=1&per_page=2000" }));
    }

    [Test]
    public async Task ListAsync_keeps_a_copy_of_its_query()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1], ("Total", "1")));
        var vendors = new List<long> { 1 };
        var query = new CompanyUserQuery { VendorIds = vendors, Search = "before" };

        var users = procore.Users.ListAsync(query);
        vendors.Add(2);
        query.Search = "after";
        _ = await users.ReadIdsAsync();

        Assert.That(procore.Requests.Single().Query, Is.EqualTo("page=1&per_page=1000&filters%5Bvendor_id%5D=1&filters%5Bsearch%5D=before"));
    }

    private static async Task<SentRequest> RequestOf(CompanyUserQuery query, CompanyUserStatus status)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([], ("Total", "0")));
        query.Status = status;
        _ = await procore.Users.ListAsync(query).ReadIdsAsync();
        return procore.Requests.Single();
    }

    private static TestCaseData Case(string name, CompanyUserQuery query, string sent) => new TestCaseData(query, sent).SetArgDisplayNames(name);
}
