using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.Models;
using WireMock.RequestBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class ListTests : FacadeTest
{
    private const long FirstId = 5_000_000_001;

    private static readonly TimeRange April = new(
        new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 30, 0, 0, 0, TimeSpan.Zero));

    private static readonly TimeRange March = new(
        new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.Zero));

    private string ActivePath => $"{CompanyPath}/users";

    private string InactivePath => $"{CompanyPath}/users/inactive";

    private static CompanyUserQuery InTwos => new() { PageSize = 2 };

    [Test]
    public async Task ListAsync_reads_three_pages_in_order()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "5"), ("Per-Page", "2"), ("Link", Links(next: 2, last: 3)));
        StubPage(ActivePath, 2, People(3, 4), ("Total", "5"), ("Per-Page", "2"), ("Link", Links(next: 3, last: 3)));
        StubPage(ActivePath, 3, People(5), ("Total", "5"), ("Per-Page", "2"), ("Link", Links(last: 3)));

        Assert.That(await IdsAsync(InTwos), Is.EqualTo([1, 2, 3, 4, 5]));

        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2", "page=3&per_page=2");
    }

    [Test]
    public async Task ListPagesAsync_returns_number_and_total()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "3"), ("Per-Page", "2"));
        StubPage(ActivePath, 2, People(3), ("Total", "3"), ("Per-Page", "2"));

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.Select(page => (page.Number, page.Total, page.TotalChanged)), Is.EqualTo([(1, 3L, false), (2, 3L, false)]));
        Assert.That(pages.Select(page => page.Users.Count), Is.EqualTo([2, 1]));
    }

    [Test]
    public async Task ListPagesAsync_reports_a_total_that_changes()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "4"), ("Per-Page", "2"));
        StubPage(ActivePath, 2, People(3), ("Total", "3"), ("Per-Page", "2"));

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.Select(page => (page.Total, page.TotalChanged)), Is.EqualTo([(4L, false), (3L, true)]));
    }

    [Test]
    public async Task ListPagesAsync_reads_header_names_in_lower_case()
    {
        StubPage(ActivePath, 1, People(1, 2), ("total", "3"), ("per-page", "2"), ("link", Links(next: 2, last: 2)));
        StubPage(ActivePath, 2, People(3), ("total", "3"), ("per-page", "2"), ("link", Links(last: 2)));

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.Select(page => (page.Users.Count, page.Total)), Is.EqualTo([(2, 3L), (1, 3L)]));
        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2");
    }

    [Test]
    public async Task ListAsync_reads_pages_smaller_than_requested()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "5"), ("Per-Page", "2"));
        StubPage(ActivePath, 2, People(3, 4), ("Total", "5"), ("Per-Page", "2"));
        StubPage(ActivePath, 3, People(5), ("Total", "5"), ("Per-Page", "2"));

        Assert.That(await IdsAsync(), Is.EqualTo([1, 2, 3, 4, 5]));

        AssertPages(ActivePath, "page=1&per_page=1000", "page=2&per_page=1000", "page=3&per_page=1000");
    }

    [Test]
    public async Task ListPagesAsync_follows_links_without_a_total()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Link", Links(next: 2)));
        StubPage(ActivePath, 2, People(3, 4), ("Link", Links(next: 3)));
        StubPage(ActivePath, 3, People(5), ("Link", Links(prev: 2)));

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.SelectMany(page => page.Users).Select(Number), Is.EqualTo([1, 2, 3, 4, 5]));
        Assert.That(pages.Select(page => page.Total), Has.All.Null);
        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2", "page=3&per_page=2");
    }

    [Test]
    public async Task ListAsync_follows_the_total_without_links()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "4"));
        StubPage(ActivePath, 2, People(3, 4), ("Total", "4"));

        Assert.That(await IdsAsync(InTwos), Is.EqualTo([1, 2, 3, 4]));

        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2");
    }

    [Test]
    public async Task ListPagesAsync_ends_at_an_empty_page_without_headers()
    {
        StubPage(ActivePath, 1, People(1, 2));
        StubPage(ActivePath, 2, People(3));
        StubPage(ActivePath, 3, People());

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.Select(page => page.Users.Count), Is.EqualTo([2, 1]));
        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2", "page=3&per_page=2");
    }

    [Test]
    public async Task ListPagesAsync_returns_one_empty_page_without_users([Values] bool hasHeaders)
    {
        StubPage(ActivePath, 1, People(), hasHeaders ? [("Total", "0"), ("Per-Page", "2"), ("Link", Links(last: 1))] : []);

        var pages = await Users.ListPagesAsync(InTwos).ToListAsync();

        Assert.That(pages.Select(page => (page.Number, page.Users.Count)), Is.EqualTo([(1, 0)]));
        Assert.That(pages[0].Total, hasHeaders ? Is.Zero : Is.Null);
        AssertPages(ActivePath, "page=1&per_page=2");
    }

    [Test]
    public async Task ListAsync_ends_after_a_full_last_page()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "2"), ("Per-Page", "2"), ("Link", Links(last: 1)));

        Assert.That(await IdsAsync(InTwos), Is.EqualTo([1, 2]));

        AssertPages(ActivePath, "page=1&per_page=2");
    }

    [Test]
    public async Task ListAsync_uses_only_the_page_of_a_link()
    {
        const string elsewhere = """<http://elsewhere.invalid/companies/1/users?cursor=x&page=2&per_page=50>; rel="next" """;
        StubPage(ActivePath, 1, People(1, 2), ("Link", elsewhere.Trim()));
        StubPage(ActivePath, 2, People(3), ("Link", Links(prev: 1)));

        Assert.That(await IdsAsync(InTwos), Is.EqualTo([1, 2, 3]));

        AssertPages(ActivePath, "page=1&per_page=2", "page=2&per_page=2");
    }

    [Test]
    public async Task ListAsync_returns_a_user_on_two_pages_once()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "4"), ("Per-Page", "2"));
        StubPage(ActivePath, 2, People(2, 3), ("Total", "4"), ("Per-Page", "2"));

        Assert.That(await IdsAsync(InTwos), Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public async Task ListAsync_sends_nothing_until_enumerated()
    {
        _ = Users.ListAsync();
        _ = Users.ListPagesAsync();
        _ = Users.ListIdsAsync();

        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task ListAsync_requests_one_page_while_only_that_is_read()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "6"), ("Per-Page", "2"));

        await Users.ListAsync(InTwos).FirstAsync();

        AssertPages(ActivePath, "page=1&per_page=2");
    }

    [Test]
    public async Task ListAsync_returns_the_users_before_a_page_that_fails()
    {
        StubPage(ActivePath, 1, People(1, 2), ("Total", "4"), ("Per-Page", "2"));
        Server.Stub(Page(ActivePath, 2), Answer(403, """{ "message": "no more" }"""));

        var read = new List<long>();
        var failure = Assert.CatchAsync<ProcoreException>(async () =>
        {
            await foreach (var user in Users.ListAsync(InTwos))
                read.Add(Number(user));
        });

        Assert.That(read, Is.EqualTo([1, 2]));
        Assert.That(failure.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task ListAsync_requests_the_extended_view()
    {
        StubPage(ActivePath, 1, JArray.Parse("""[{ "id": 5000000001, "role": "Owner", "verified_employee": true }]"""), ("Total", "1"));

        var user = await Users.ListAsync(new CompanyUserQuery { View = CompanyUserView.Extended }).SingleAsync();

        Assert.That((user.Role.Value, user.VerifiedEmployee.Value), Is.EqualTo(("Owner", true)));
        AssertPages(ActivePath, "view=extended&page=1&per_page=1000");
    }

    [Test]
    public async Task ListIdsAsync_requests_the_ids_of_active_users()
    {
        StubPage(ActivePath, 1, new JArray(FirstId, FirstId + 1), ("Total", "3"), ("Per-Page", "2"));
        StubPage(ActivePath, 2, new JArray(FirstId + 2), ("Total", "3"), ("Per-Page", "2"));

        Assert.That(await Users.ListIdsAsync(InTwos).ToListAsync(), Is.EqualTo([FirstId, FirstId + 1, FirstId + 2]));

        AssertPages(ActivePath, "view=ids_only&page=1&per_page=2", "view=ids_only&page=2&per_page=2");
    }

    [Test]
    public async Task ListIdsAsync_reads_the_ids_of_other_users_from_the_users()
    {
        StubPage(InactivePath, 1, People(1), ("Total", "1"));
        StubPage("/users", 1, People(1, 2), ("Total", "2"));

        Assert.That(await Users.ListIdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive }).CountAsync(), Is.EqualTo(1));
        Assert.That(await Users.ListIdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }).CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task ListAsync_uses_the_unscoped_route_for_all_users()
    {
        StubPage("/users", 1, People(1, 2), ("Total", "2"));

        Assert.That(await IdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }), Is.EqualTo([1, 2]));

        AssertPages("/users", $"company_id={CompanyId}&page=1&per_page=1000");
    }

    [Test]
    public async Task ListAsync_uses_the_inactive_route_for_inactive_users()
    {
        StubPage(InactivePath, 1, People(1, 2), ("Total", "2"));

        var query = new CompanyUserQuery { Status = CompanyUserStatus.Inactive, Sort = [CompanyUserSort.Name.Descending()], PageSize = 2 };
        Assert.That(await IdsAsync(query), Is.EqualTo([1, 2]));

        AssertPages(InactivePath, "page=1&per_page=2&sort=-name");
    }

    [TestCase(CompanyUserStatus.Active)]
    [TestCase(CompanyUserStatus.Any)]
    public async Task ListAsync_sends_every_filter(CompanyUserStatus status)
    {
        var path = status == CompanyUserStatus.Active ? ActivePath : "/users";
        StubPage(path, 1, People(1), ("Total", "1"));

        await IdsAsync(new CompanyUserQuery
        {
            Status = status,
            Search = "Zoë & Söhne+1=2/3?",
            OriginId = "HR 7%2f",
            VendorIds = [6_000_000_001, 6_000_000_002],
            TradeIds = [7_000_000_001, 7_000_000_002],
            CreatedAt = March,
            UpdatedAt = April,
            Sort = [CompanyUserSort.VendorName, CompanyUserSort.Name.Descending()],
            PageSize = 7,
        });

        string[] expected =
        [
            "page=1",
            "per_page=7",
            "filters%5Bsearch%5D=Zo%C3%AB%20%26%20S%C3%B6hne%2B1%3D2%2F3%3F",
            "filters%5Borigin_id%5D=HR%207%252f",
            "filters%5Bvendor_id%5D=6000000001,6000000002",
            "filters%5Btrade_id%5D%5B%5D=7000000001",
            "filters%5Btrade_id%5D%5B%5D=7000000002",
            "filters%5Bcreated_at%5D=2026-02-28T23%3A00%3A00Z...2026-03-31T23%3A59%3A59Z",
            "filters%5Bupdated_at%5D=2026-04-01T00%3A00%3A00Z...2026-04-30T00%3A00%3A00Z",
            "sort=vendor_name%2C-name",
            .. status == CompanyUserStatus.Any ? [$"company_id={CompanyId}"] : Array.Empty<string>(),
        ];
        var request = Requests.Single();
        Assert.That(request.Query.Split('&'), Is.EquivalentTo(expected));
        AssertRequest(request, "GET", $"{path}?{request.Query}");
    }

    [Test]
    public async Task ListPagesAsync_filters_inactive_users_in_the_client()
    {
        StubPage(
            InactivePath,
            1,
            JArray.Parse("""
                [
                  { "id": 5000000001, "origin_id": "HR 7", "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-04-02T08:30:00Z", "vendor": { "id": 6000000002 } },
                  { "id": 5000000002, "origin_id": "HR 8", "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-04-02T08:30:00Z", "vendor": { "id": 6000000002 } },
                  { "id": 5000000003, "origin_id": "HR 7", "created_at": "2026-02-01T08:30:00Z", "updated_at": "2026-04-02T08:30:00Z", "vendor": { "id": 6000000002 } },
                  { "id": 5000000004, "origin_id": "HR 7", "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-05-02T08:30:00Z", "vendor": { "id": 6000000002 } },
                  { "id": 5000000005, "origin_id": "HR 7", "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-04-02T08:30:00Z", "vendor": null }
                ]
                """),
            ("Total", "5"));

        var pages = await Users.ListPagesAsync(new CompanyUserQuery
        {
            Status = CompanyUserStatus.Inactive,
            OriginId = "HR 7",
            VendorIds = [6_000_000_001, 6_000_000_002],
            CreatedAt = March,
            UpdatedAt = April,
        }).ToListAsync();

        Assert.That(pages.Select(page => page.Total), Is.EqualTo(new long?[] { null }));
        Assert.That(pages.SelectMany(page => page.Users).Select(Number), Is.EqualTo([1]));
        AssertPages(InactivePath, "page=1&per_page=1000");
    }

    [Test]
    public async Task ListAsync_searches_inactive_users_by_the_route_of_all_users()
    {
        var found = People(1, 2);
        foreach (var user in found)
            user["is_active"] = false;
        StubPage("/users", 1, found, ("Total", "2"));

        Assert.That(await IdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive, Search = "Zoë", Sort = [CompanyUserSort.VendorName] }), Is.EqualTo([1, 2]));
        AssertPages("/users", $"company_id={CompanyId}&page=1&per_page=1000&filters%5Bactive%5D=false&filters%5Bsearch%5D=Zo%C3%AB&sort=vendor_name");
    }

    [TestCaseSource(nameof(Impossible))]
    public async Task ListAsync_throws_for_an_unsupported_query_and_sends_nothing(CompanyUserQuery query)
    {
        Assert.That(() => Users.ListAsync(query), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Users.ListPagesAsync(query), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Users.ListIdsAsync(query), Throws.InstanceOf<ArgumentException>());

        Assert.That(Requests, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Impossible() =>
    [
        new TestCaseData(new CompanyUserQuery { Status = CompanyUserStatus.Inactive, Sort = [CompanyUserSort.Email] }).SetArgDisplayNames("inactive users by e-mail"),
        new TestCaseData(new CompanyUserQuery { Status = CompanyUserStatus.Any, Sort = [CompanyUserSort.JobTitle] }).SetArgDisplayNames("all users by job title"),
        new TestCaseData(new CompanyUserQuery { Status = CompanyUserStatus.Any, View = CompanyUserView.Extended }).SetArgDisplayNames("all users extended"),
        new TestCaseData(new CompanyUserQuery { View = CompanyUserView.IdsOnly }).SetArgDisplayNames("users as ids"),
        new TestCaseData(new CompanyUserQuery { PageSize = 2001 }).SetArgDisplayNames("pages too large"),
        new TestCaseData(new CompanyUserQuery { Search = " " }).SetArgDisplayNames("blank search"),
        new TestCaseData(new CompanyUserQuery { VendorIds = [0] }).SetArgDisplayNames("vendor 0"),
    ];

    private async Task<List<long>> IdsAsync(CompanyUserQuery? query = null) => await Users.ListAsync(query).Select(Number).ToListAsync();

    /// <summary>Users by small numbers; their ids are beyond 32 bits.</summary>
    private static JArray People(params int[] numbers) => [.. numbers.Select(number => SampleUser(FirstId - 1 + number))];

    private static long Number(CompanyUser user) => user.Id - FirstId + 1;

    private string Links(int? prev = null, int? next = null, int? last = null)
    {
        var links =
            from link in new[] { (Rel: "prev", Page: prev), (Rel: "next", Page: next), (Rel: "last", Page: last) }
            where link.Page is not null
            select $"<{new Uri(Server.Address, Versioned("GET", ActivePath))}?page={link.Page}&per_page=2>; rel=\"{link.Rel}\"";
        return string.Join(", ", links);
    }

    private void StubPage(string path, int page, JArray body, params (string Name, string Value)[] headers)
    {
        var answer = Json(200, body);
        foreach (var (name, value) in headers)
            answer.WithHeader(name, value);
        Server.Stub(Page(path, page), answer);
    }

    private IRequestBuilder Page(string path, int page) => OfCompany.WithPath(Versioned("GET", path)).WithParam("page", $"{page}");

    /// <summary>These requests were sent and no others, the first one first; the others may overtake each other.</summary>
    private void AssertPages(string path, params string[] queries)
    {
        var requests = Requests;

        Assert.That(requests.Select(request => request.Query), Is.EquivalentTo(queries));
        Assert.That(requests[0].Query, Does.Contain("page=1&"));
        foreach (var request in requests)
            AssertRequest(request, "GET", $"{path}?{request.Query}");
    }
}
