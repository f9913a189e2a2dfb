using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class ListTests : DirectoryTest
{
    private string Inactive => $"/rest/v1.0/companies/{Company.Id}/users/inactive";

    private string Everybody => $"/rest/v1.3/users?company_id={Company.Id}";

    [Test]
    public async Task List_returns_pages_of_per_page_with_links()
    {
        var users = Company.AddUsers(25);
        var path = "https://api.procore.com" + FacadeRoute.Path($"GET /companies/{Company.Id}/users");
        var answer = await Client.GetAsync(Company, "users?filters%5Bsearch%5D=%40example&page=2&per_page=10");
        Assert.That(answer.Ids, Is.EqualTo(users.Skip(10).Take(10).Select(user => user.Id)));
        Assert.That(answer.Header("Total"), Is.EqualTo("25"));
        Assert.That(answer.Header("Per-Page"), Is.EqualTo("10"));
        Assert.That(answer.Header("Link"), Is.EqualTo(string.Join(", ",
            $"<{path}?filters%5Bsearch%5D=%40example&page=1&per_page=10>; rel=\"first\"",
            $"<{path}?filters%5Bsearch%5D=%40example&page=1&per_page=10>; rel=\"prev\"",
            $"<{path}?filters%5Bsearch%5D=%40example&page=3&per_page=10>; rel=\"next\"",
            $"<{path}?filters%5Bsearch%5D=%40example&page=3&per_page=10>; rel=\"last\"")));
    }

    [TestCase(1, "first,next,last", 10)]
    [TestCase(3, "first,prev,last", 5)]
    [TestCase(4, "first,prev,last", 0)]
    [TestCase(int.MaxValue, "first,prev,last", 0)]
    public async Task List_links_fit_the_page(int page, string relations, int count)
    {
        Company.AddUsers(25);
        var answer = await Client.GetAsync(Company, $"users?page={page}&per_page=10");
        Assert.That(answer.Header("Link").Split("rel=\"").Skip(1).Select(part => part[..part.IndexOf('"')]), Is.EqualTo(relations.Split(',')));
        Assert.That(answer.Body.Count(), Is.EqualTo(count));
    }

    [Test]
    public async Task List_beyond_the_end_links_to_the_last_page()
    {
        Company.AddUsers(25);
        var answer = await Client.GetAsync(Company, "users?page=9&per_page=10");
        Assert.That(answer.Header("Link"), Does.Contain("?page=3&per_page=10>; rel=\"prev\""));
    }

    [Test]
    public async Task List_of_no_users_is_one_empty_page()
    {
        var answer = await Client.GetAsync(Company, "users");
        Assert.That(answer.Body, Is.Empty);
        Assert.That(answer.Header("Total"), Is.EqualTo("0"));
        Assert.That(answer.Header("Link"), Does.Not.Contain("next").And.Not.Contain("prev"));
    }

    [TestCase("users", "3")]
    [TestCase("users?per_page=4", "4")]
    [TestCase("users?per_page=1000", "5")]
    public async Task List_has_a_default_and_a_maximum_page_size(string path, string perPage)
    {
        var fake = new FakeProcore(new FakeProcoreOptions { DefaultPageSize = 3, MaxPageSize = 5 });
        var company = fake.AddCompany("Small pages");
        company.AddUsers(9);
        using var client = new WireClient(fake);
        var answer = await client.GetAsync(company, path);
        Assert.That(answer.Header("Per-Page"), Is.EqualTo(perPage));
        Assert.That($"{answer.Body.Count()}", Is.EqualTo(perPage));
    }

    [TestCase("page=0", "page")]
    [TestCase("page=two", "page")]
    [TestCase("per_page=-1", "per_page")]
    [TestCase("sort=shoe_size", "sort")]
    [TestCase("sort=name,", "sort")]
    [TestCase("view=huge", "view")]
    [TestCase("filters[vendor_id]=1,x", "filters[vendor_id]")]
    [TestCase("filters[trade_id][]=1.0", "filters[trade_id][]")]
    [TestCase("filters[created_at]=2026-01-01", "filters[created_at]")]
    [TestCase("filters[created_at]=2026-01-01..2026-01-02", "filters[created_at]")]
    [TestCase("filters[updated_at]=2026-01-01T00:00...2026-01-02T00:00", "filters[updated_at]")]
    public async Task List_refuses_invalid_parameters_with_400(string query, string field)
    {
        var answer = await Client.GetAsync(Company, "users?" + query);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Messages(answer, field), Is.Not.Empty);
    }

    private static IEnumerable<TestCaseData> Filters() =>
        from operation in OpenApiDocument.CompanyUsers.Operations
        where operation.Id.EndsWith("_List", StringComparison.Ordinal) || operation.Id.EndsWith("_ListUnscoped", StringComparison.Ordinal) || operation.Id.EndsWith("_ListInactive", StringComparison.Ordinal)
        from parameter in operation.Parameters
        where ((string)parameter["name"]!).StartsWith("filters", StringComparison.Ordinal)
        select new TestCaseData(operation.Path, (string)parameter["name"]!).SetArgDisplayNames(operation.Path, (string)parameter["name"]!);

    [TestCaseSource(nameof(Filters))]
    public async Task List_applies_each_published_filter(string path, string filter)
    {
        Company.AddUser("Ada", "Abbott", "ada@example.com");
        Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", IsActive = false });
        var answer = await Client.GetAsync(Company, $"{Address(path.Replace("{company_id}", "{0}"), Company.Id)}?company_id={Company.Id}&{filter}=no+such+value");
        Assert.That(answer.Status == HttpStatusCode.BadRequest || !answer.Ids.Any(), $"UserFilters ignores {filter}.");
    }

    [Test]
    public async Task List_returns_active_inactive_or_all_users()
    {
        var active = Company.AddUser("Ada", "Abbott", "ada@example.com").Id;
        var inactive = Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", IsActive = false }).Id;
        Assert.That((await Client.GetAsync(Company, "users")).Ids, Is.EqualTo(new[] { active }));
        Assert.That((await Client.GetAsync(Company, "users?filters[active]=false")).Ids, Is.EqualTo(new[] { active }), "the company's list has no such filter");
        Assert.That((await Client.GetAsync(Company, Inactive)).Ids, Is.EqualTo(new[] { inactive }));
        Assert.That((await Client.GetAsync(Company, Everybody)).Ids, Is.EqualTo(new[] { active, inactive }));
        Assert.That((await Client.GetAsync(Company, Everybody + "&filters[active]=true")).Ids, Is.EqualTo(new[] { active }));
        Assert.That((await Client.GetAsync(Company, Everybody + "&filters[active]=false")).Ids, Is.EqualTo(new[] { inactive }));
        Assert.That((await Client.GetAsync(Company, Everybody + "&filters[active]=maybe")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("2026-01-01...2026-01-31", "b,c")]
    [TestCase("2026-01-31...2026-01-31", "c")]
    [TestCase("2026-01-01T00:00:01Z...2026-02-01T00:00:00Z", "c,d")]
    [TestCase("2026-01-31T23:59:59Z...2026-01-31T23:59:59Z", "c")]
    [TestCase("2026-02-01T01:00:00%2B02:00...2026-02-01T01:59:59%2B02:00", "c")]
    [TestCase("2026-02-01T00:00:00Z...2026-02-05", "d")]
    [TestCase("2026-02-01...2026-01-01", "")]
    public async Task List_ranges_are_inclusive(string range, string expected)
    {
        Add("a", "2025-12-31T23:59:59Z");
        Add("b", "2026-01-01T00:00:00Z");
        Add("c", "2026-01-31T23:59:59Z");
        Add("d", "2026-02-01T00:00:00Z");
        var created = await Client.GetAsync(Company, $"users?filters[created_at]={range}");
        Assert.That(string.Join(",", created.Body.Select(user => (string?)user["last_name"])), Is.EqualTo(expected));
        var updated = await Client.GetAsync(Company, $"{Everybody}&filters[updated_at]={range}");
        Assert.That(string.Join(",", updated.Body.Select(user => (string?)user["last_name"])), Is.EqualTo(expected));

        void Add(string name, string time)
        {
            var at = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
            Company.AddUser(new FakeUser { LastName = name, EmailAddress = $"{name}@example.com", CreatedAt = at, UpdatedAt = at });
        }
    }

    [Test]
    public async Task List_filters_by_vendor_trade_and_origin()
    {
        var (electric, concrete) = (Company.AddTrade("Electric"), Company.AddTrade("Concrete"));
        var (brandt, gallo) = (Company.AddVendor("Brandt", electric), Company.AddVendor("Gallo", concrete));
        var a = Add("a", new FakeUser { VendorId = brandt.Id });
        var b = Add("b", new FakeUser { VendorId = gallo.Id });
        var c = Add("c", new FakeUser { OriginId = "E 1+1" });
        Assert.That(await Find($"filters[vendor_id]={brandt.Id}"), Is.EqualTo(new[] { a }));
        Assert.That(await Find($"filters[vendor_id]={brandt.Id}%2C{gallo.Id}"), Is.EqualTo(new[] { a, b }));
        Assert.That(await Find($"filters[trade_id][]={electric.Id}"), Is.EqualTo(new[] { a }));
        Assert.That(await Find($"filters%5Btrade_id%5D%5B%5D={electric.Id}&filters%5Btrade_id%5D%5B%5D={concrete.Id}"), Is.EqualTo(new[] { a, b }));
        Assert.That(await Find("filters[origin_id]=E+1%2B1"), Is.EqualTo(new[] { c }));
        Assert.That(await Find("filters[origin_id]=E"), Is.Empty);
        Assert.That(await Find($"filters[vendor_id]={brandt.Id}&filters[trade_id][]={concrete.Id}"), Is.Empty);

        long Add(string name, FakeUser user) => Company.AddUser(user with { LastName = name, EmailAddress = $"{name}@example.com" }).Id;
        async Task<IEnumerable<long>> Find(string query) => (await Client.GetAsync(Company, "users?" + query)).Ids;
    }

    [TestCase("abbo", ExpectedResult = "Abbott")]
    [TestCase("ADA", ExpectedResult = "Abbott")]
    [TestCase("ADA ABB", ExpectedResult = "")]
    [TestCase("steel", ExpectedResult = "Brandt")]
    [TestCase("@site.example", ExpectedResult = "Brandt")]
    [TestCase("foreman", ExpectedResult = "Brandt")]
    [TestCase("nobody", ExpectedResult = "")]
    public async Task<string> List_searches_each_published_field_by_itself(string text)
    {
        Company.AddUser("Ada", "Abbott", "ada@example.com");
        Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "bruno@site.example", JobTitle = "Foreman", VendorId = Company.AddVendor("Steel Ltd").Id });
        var answer = await Client.GetAsync(Company, "users?filters[search]=" + Uri.EscapeDataString(text));
        return string.Join(",", answer.Body.Select(user => (string?)user["last_name"]));
    }

    [TestCase("name", "b1,a2,c3")]
    [TestCase("-name", "c3,a2,b1")]
    [TestCase("full_name", "b1,a2,c3")]
    [TestCase("email", "c3,b1,a2")]
    [TestCase("job_title", "a2,c3,b1")]
    [TestCase("-job_title", "b1,a2,c3")]
    [TestCase("vendor_name", "c3,b1,a2")]
    [TestCase("vendor_name,-email", "c3,a2,b1")]
    [TestCase("permission_template", "a2,b1,c3")]
    [TestCase("-projects", "c3,b1,a2")]
    public async Task List_sorts_by_every_published_key(string sort, string expected)
    {
        var (late, early) = (Company.AddVendor("Z"), Company.AddVendor("A"));
        var template = Company.AddPermissionTemplate("Field");
        Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "b1", EmailAddress = "m@example.com", VendorId = late.Id });
        Company.AddUser(new FakeUser { FirstName = "Bea", LastName = "a2", EmailAddress = "n@example.com", VendorId = late.Id, JobTitle = "Clerk", DefaultPermissionTemplateId = template.Id });
        Company.AddUser(new FakeUser
        {
            FirstName = "cem",
            LastName = "c3",
            EmailAddress = "l@example.com",
            VendorId = early.Id,
            JobTitle = "clerk",
        });
        Company.AddMembership(Company.Users[2], Company.AddProject("Bridge"));
        var answer = await Client.GetAsync(Company, "users?sort=" + sort);
        Assert.That(string.Join(",", answer.Body.Select(user => (string?)user["last_name"])), Is.EqualTo(expected));
    }

    [Test]
    public async Task List_sorts_only_by_published_keys()
    {
        Assert.That((await Client.GetAsync(Company, Everybody + "&sort=-full_name")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Client.GetAsync(Company, Everybody + "&sort=email")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Client.GetAsync(Company, Inactive + "?sort=name")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Client.GetAsync(Company, Inactive + "?sort=job_title")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task List_of_ids_returns_numbers_in_pages()
    {
        var users = Company.AddUsers(5);
        var answer = await Client.GetAsync(Company, "users?view=ids_only&page=2&per_page=2");
        Assert.That(answer.Body, Is.EqualTo(new JArray(users[2].Id, users[3].Id)).Using(JToken.EqualityComparer));
        Assert.That(answer.Header("Total"), Is.EqualTo("5"));
    }

    [Test]
    public async Task List_without_views_ignores_the_parameter()
    {
        Company.AddUsers(1);
        var answer = await Client.GetAsync(Company, $"/rest/v1.2/companies/{Company.Id}/users?view=ids_only");
        Assert.That(answer.Body.Single().Type, Is.EqualTo(JTokenType.Object));
    }
}
