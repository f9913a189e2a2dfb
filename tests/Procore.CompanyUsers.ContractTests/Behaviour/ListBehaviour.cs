using NUnit.Framework;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Lists: who is found by which status and filter, in which order, with which fields.</summary>
public sealed class ListBehaviour<TDirectory> : BehaviourTest<TDirectory>
    where TDirectory : DirectoryUnderTest, new()
{
    private static readonly TimeRange February = new(
        new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));

    [TestCaseSource(nameof(Queries))]
    public async Task ListAsync_finds_the_users_of_a_query(CompanyUserQuery query, string expected)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(expected);
        AddPeople();
        await AnswersAsync("GET", PathOf(query.Status), 200, Page(expected));

        Assert.That(string.Join(' ', await Users.ListAsync(query).Select(user => user.LastName).ToListAsync()), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(QueriesOfInactive))]
    public async Task ListAsync_filters_inactive_users_in_the_client(CompanyUserQuery query, string expected)
    {
        AddPeople();
        await AnswersAsync("GET", PathOf(CompanyUserStatus.Inactive), 200, """
            [
              { "last_name": "Dietz", "origin_id": "HR 4", "vendor": { "id": 6000000001 }, "created_at": "2026-02-05T00:00:00Z", "updated_at": "2026-02-05T00:00:00Z", "is_active": false },
              { "last_name": "Engel", "origin_id": null, "vendor": null, "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-01T08:00:00Z", "is_active": false }
            ]
            """);

        Assert.That(string.Join(' ', await Users.ListAsync(query).Select(user => user.LastName).ToListAsync()), Is.EqualTo(expected));
    }

    [Test]
    public async Task ListIdsAsync_returns_the_ids_of_active_users()
    {
        AddPeople();
        await AnswersAsync("GET", UsersPath, 200, "[5000000001, 5000000002, 5000000003]");

        Assert.That(await Users.ListIdsAsync().ToListAsync(), Is.EqualTo([FirstId, FirstId + 1, FirstId + 2]));
    }

    [Test]
    public async Task ListAsync_returns_two_more_fields_in_the_extended_view()
    {
        Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", Role = "Owner", VerifiedEmployee = true });
        await AnswersAsync("GET", UsersPath, 200, """[{ "last_name": "Abbott" }]""");
        await AnswersAsync("GET", UsersPath, 200, """[{ "last_name": "Abbott", "role": "Owner", "verified_employee": true }]""");

        var normal = await Users.ListAsync().SingleAsync();
        var extended = await Users.ListAsync(new CompanyUserQuery { View = CompanyUserView.Extended }).SingleAsync();

        Assert.That((normal.Role.IsSet, normal.VerifiedEmployee.IsSet), Is.EqualTo((false, false)));
        Assert.That((extended.Role.Value, extended.VerifiedEmployee.Value), Is.EqualTo(("Owner", (bool?)true)));
    }

    [Test]
    public async Task ListAsync_and_GetAsync_return_the_id_of_a_template()
    {
        var template = Company.AddPermissionTemplate("Engineer").Id;
        var own = Company.AddPermissionTemplate("Office", "company_tools").Id;
        Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", DefaultPermissionTemplateId = template, CompanyPermissionTemplateId = own });
        await AnswersAsync("GET", UsersPath, 200, """
            [{ "permission_template": { "id": 8000000001, "name": "Engineer", "type": "global" }, "company_permission_template": { "id": 8000000002, "name": "Office", "type": "company_tools" } }]
            """);
        await AnswersAsync("GET", $"{UsersPath}/{FirstId}", 200, """{ "id": 5000000001, "default_permission_template_id": 8000000001, "company_permission_template_id": 8000000002 }""");

        var listed = await Users.ListAsync().SingleAsync();
        var read = await Users.GetAsync(FirstId);

        foreach (var user in new[] { listed, read })
            Assert.That((user.DefaultPermissionTemplateId.Value, user.CompanyPermissionTemplateId.Value), Is.EqualTo(((long?)8_000_000_001, (long?)8_000_000_002)));
        Assert.That(listed.PermissionTemplate.Value!.Name.Value, Is.EqualTo("Engineer"));
        Assert.That(read.PermissionTemplate.Value!.Name.IsSet, Is.False);
        Assert.That((read.PermissionTemplate.Value?.Id, read.CompanyPermissionTemplate.Value?.Id), Is.EqualTo(((long?)8_000_000_001, (long?)8_000_000_002)));
    }

    [Test]
    public async Task ListAsync_finds_changes_of_active_and_inactive_users()
    {
        AddPeople();
        await AnswersAsync("GET", "/users", 200, Page("Engel"));

        var since = Clock.GetUtcNow() - TimeSpan.FromMinutes(5);
        var query = new CompanyUserQuery { Status = CompanyUserStatus.Any, UpdatedAt = new TimeRange(since, Clock.GetUtcNow()) };

        Assert.That((await Users.ListAsync(query).SingleAsync()).LastName, Is.EqualTo("Engel"));
    }

    private static IEnumerable<TestCaseData> Queries() =>
    [
        Query("Abbott Brandt Çelik", new CompanyUserQuery(), "active"),
        Query("Abbott Brandt Çelik Dietz Engel", new CompanyUserQuery { Status = CompanyUserStatus.Any }, "any"),
        Query("Dietz Engel", new CompanyUserQuery { Status = CompanyUserStatus.Inactive }, "inactive"),
        Query("Brandt", new CompanyUserQuery { Search = "BRAN" }, "search by name"),
        Query("Çelik", new CompanyUserQuery { Search = "c+1&2@example" }, "search by address"),
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Any, Search = "diet" }, "search among all"),
        Query("Brandt", new CompanyUserQuery { OriginId = "HR 2" }, "origin id"),
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Any, OriginId = "HR 4" }, "origin id among all"),
        Query("", new CompanyUserQuery { OriginId = "HR 4" }, "origin id of no active user"),
        Query("Abbott Brandt", new CompanyUserQuery { VendorIds = [6_000_000_001, 6_000_000_002] }, "vendors"),
        Query("Brandt", new CompanyUserQuery { VendorIds = [6_000_000_002] }, "vendor"),
        Query("Abbott", new CompanyUserQuery { TradeIds = [6_500_000_001] }, "trade"),
        Query("Abbott Brandt", new CompanyUserQuery { TradeIds = [6_500_000_001, 6_500_000_002] }, "trades"),
        Query("Brandt Çelik", new CompanyUserQuery { CreatedAt = February }, "created"),
        Query("Çelik Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Any, UpdatedAt = February }, "updated"),
        Query("Çelik", new CompanyUserQuery { CreatedAt = February, UpdatedAt = February }, "created and updated"),
        Query("Çelik Brandt Abbott", new CompanyUserQuery { Sort = [CompanyUserSort.Email.Descending()] }, "by address, descending"),
        Query("Brandt Çelik Abbott", new CompanyUserQuery { Sort = [CompanyUserSort.JobTitle, CompanyUserSort.Name.Descending()] }, "by job title, then by name, descending"),
        Query("Engel Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, Sort = [CompanyUserSort.Name.Descending()] }, "inactive, descending"),
    ];

    private static IEnumerable<TestCaseData> QueriesOfInactive() =>
    [
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, OriginId = "HR 4" }, "origin id"),
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, VendorIds = [6_000_000_001] }, "vendor"),
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, CreatedAt = February }, "created"),
        Query("Dietz", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, UpdatedAt = February }, "updated"),
        Query("", new CompanyUserQuery { Status = CompanyUserStatus.Inactive, OriginId = "HR 4", VendorIds = [6_000_000_002] }, "origin id and vendor"),
    ];

    private static TestCaseData Query(string expected, CompanyUserQuery query, string name) =>
        new TestCaseData(query, expected).SetArgDisplayNames(name);

    private static string Page(string lastNames) =>
        $"[{string.Join(',', lastNames.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $$"""{ "last_name": "{{name}}" }"""))}]";

    private string PathOf(CompanyUserStatus status) => status switch
    {
        CompanyUserStatus.Active => UsersPath,
        CompanyUserStatus.Inactive => $"{UsersPath}/inactive",
        _ => "/users",
    };

    private void AddPeople()
    {
        var (masonry, roofing) = (Company.AddTrade("Masonry"), Company.AddTrade("Roofing"));
        var (steel, stone) = (Company.AddVendor("Steel Ltd", masonry), Company.AddVendor("Stone Ltd", roofing));
        Company.AddUser(Person("Abbott", "a@example.com", created: 1) with { VendorId = steel.Id, JobTitle = "Mason" });
        Company.AddUser(Person("Brandt", "b@example.com", created: 2, updated: 1) with { VendorId = stone.Id, OriginId = "HR 2", JobTitle = "Driver" });
        Company.AddUser(Person("Çelik", "c+1&2@example.com", created: 2) with { JobTitle = "Mason" });
        Company.AddUser(Person("Dietz", "d@example.com", created: 2) with { VendorId = steel.Id, OriginId = "HR 4", IsActive = false });
        Company.AddUser(new FakeUser { FirstName = "E", LastName = "Engel", EmailAddress = "e@example.com", IsActive = false });
    }

    private static FakeUser Person(string lastName, string emailAddress, int created, int? updated = null) => new()
    {
        FirstName = lastName[..1],
        LastName = lastName,
        EmailAddress = emailAddress,
        CreatedAt = new DateTimeOffset(2026, created, 5, 0, 0, 0, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2026, updated ?? created, 5, 0, 0, 0, TimeSpan.Zero),
    };
}
