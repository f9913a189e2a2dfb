namespace Procore.CompanyUsers.Tests;

/// <summary>The list of inactive users takes no filters, so the library applies them to what comes.</summary>
internal sealed class ClientFilterTests
{
    private const string Users = """
        [
          {"id":1,"vendor":{"id":10},"origin_id":"A","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-06-01T00:00:00Z"},
          {"id":2,"vendor":{"id":20},"origin_id":"a","created_at":"2026-01-02T00:00:00+02:00","updated_at":"2026-06-02T00:00:00Z"},
          {"id":3,"vendor":null,"origin_id":null,"created_at":null,"updated_at":null},
          {"id":4,"vendor":{"id":30},"origin_id":"B","created_at":"2026-02-01T00:00:00Z","updated_at":"2026-07-01T00:00:00Z"}
        ]
        """;

    public static IEnumerable<TestCaseData> Queries()
    {
        yield return Case("Nothing", new CompanyUserQuery(), 1, 2, 3, 4);
        yield return Case("VendorIds", new CompanyUserQuery { VendorIds = [10, 30] }, 1, 4);
        yield return Case("OriginId, in its case", new CompanyUserQuery { OriginId = "A" }, 1);
        yield return Case("CreatedAt, both ends included", new CompanyUserQuery { CreatedAt = Utc("2026-01-01T00:00:00Z", "2026-01-01T22:00:00Z") }, 1, 2);
        yield return Case("UpdatedAt", new CompanyUserQuery { UpdatedAt = Utc("2026-06-01T00:00:01Z", "2026-08-01T00:00:00Z") }, 2, 4);
        yield return Case("All of them", new CompanyUserQuery { VendorIds = [10, 20], OriginId = "a", CreatedAt = Utc("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z") }, 2);
        yield return Case("Nobody", new CompanyUserQuery { VendorIds = [99] });
    }

    [TestCaseSource(nameof(Queries))]
    public async Task ListIdsAsync_returns_exactly_the_inactive_users_that_match(CompanyUserQuery query, long[] expected)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(Users, 200, ("Total", "4")));
        query.Status = CompanyUserStatus.Inactive;

        var ids = await procore.Users.ListIdsAsync(query).ReadAllAsync();

        Assert.That(ids, Is.EqualTo(expected));
    }

    [TestCase("vendor", "\"\"")]
    [TestCase("vendor", """{"id":"x","name":"Acme"}""")]
    [TestCase("origin_id", "[]")]
    [TestCase("created_at", "\"\"")]
    [TestCase("updated_at", "\"yesterday\"")]
    public async Task ListIdsAsync_keeps_a_user_whose_value_cannot_be_read(string property, string value)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json($$"""[{"id":1,"{{property}}":{{value}}},{"id":2,"vendor":{"id":99},"origin_id":"Z","created_at":"2001-01-01T00:00:00Z","updated_at":"2001-01-01T00:00:00Z"}]""", 200, ("Total", "2")));
        var query = new CompanyUserQuery { Status = CompanyUserStatus.Inactive };
        if (property == "vendor")
            query.VendorIds = [10];
        else if (property == "origin_id")
            query.OriginId = "A";
        else if (property == "created_at")
            query.CreatedAt = Utc("2026-01-01T00:00:00Z", "2026-01-01T22:00:00Z");
        else
            query.UpdatedAt = Utc("2026-01-01T00:00:00Z", "2026-01-01T22:00:00Z");

        Assert.That(await procore.Users.ListIdsAsync(query).ReadAllAsync(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task ListPagesAsync_has_no_total_when_the_client_filters()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(Users, 200, ("Total", "4")));

        var filtered = await procore.Users.ListPagesAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive, VendorIds = [10] }).ReadAllAsync();
        var all = await procore.Users.ListPagesAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive }).ReadAllAsync();

        Assert.That((filtered.Single().Total, all.Single().Total), Is.EqualTo(((long?)null, (long?)4)));
    }

    [Test]
    public async Task ListIdsAsync_continues_after_a_page_without_matches()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(request.Page switch
        {
            1 => """[{"id":1,"vendor":null}]""",
            2 => """[{"id":2,"vendor":{"id":10}}]""",
            _ => "[]",
        }));

        var ids = await procore.Users.ListIdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive, VendorIds = [10] }).ReadAllAsync();

        Assert.That(ids, Is.EqualTo(new[] { 2 }));
    }

    public static IEnumerable<TestCaseData> QueriesOfOneField()
    {
        yield return new TestCaseData(new CompanyUserQuery { VendorIds = [10] }, "Vendor");
        yield return new TestCaseData(new CompanyUserQuery { OriginId = "A" }, "OriginId");
        yield return new TestCaseData(new CompanyUserQuery { CreatedAt = Utc("2026-01-01T00:00:00Z", "2026-01-01T22:00:00Z") }, "CreatedAt");
        yield return new TestCaseData(new CompanyUserQuery { UpdatedAt = Utc("2026-01-01T00:00:00Z", "2026-01-01T22:00:00Z") }, "UpdatedAt");
    }

    [TestCaseSource(nameof(QueriesOfOneField))]
    public void ListAsync_throws_when_a_user_lacks_the_filtered_field(CompanyUserQuery query, string field)
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1}]""");
        query.Status = CompanyUserStatus.Inactive;

        Assert.That(async () => await procore.Users.ListAsync(query).ReadIdsAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains(field));
    }

    private static TimeRange Utc(string from, string to) => new(
        DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    private static TestCaseData Case(string name, CompanyUserQuery query, params long[] expected) => new TestCaseData(query, expected).SetArgDisplayNames(name);
}
