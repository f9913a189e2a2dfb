using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class FakeProcoreTests : DirectoryTest
{
    [Test]
    public async Task Create_in_parallel_returns_distinct_ids()
    {
        const int Count = 400;
        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Run(() =>
            Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "Abbott", email_address = $"{number}@example.com", origin_id = $"E{number}" })))));
        Assert.That(answers.Select(answer => (long)answer.Body["id"]!), Is.Unique);
        Assert.That(Company.Users.Select(user => user.EmailAddress), Is.EquivalentTo(Enumerable.Range(0, Count).Select(number => $"{number}@example.com")));
        Assert.That(Fake.Requests, Has.Count.EqualTo(Count));
    }

    [Test]
    public async Task Create_in_parallel_with_one_address_succeeds_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "Abbott", email_address = "one@example.com" })))));
        Assert.That(answers.Count(answer => answer.Response.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(Company.Users, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Update_in_parallel_keeps_all_fields()
    {
        var user = Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "Abbott", EmailAddress = "a@example.com", IsEmployee = true });
        string[] fields = ["city", "zip", "notes", "address", "job_title", "employee_id", "mobile_phone", "fax_number"];
        for (var round = 0; round < 50; round++)
        {
            var value = $"{round}";
            await Task.WhenAll(fields.Select(field => Task.Run(() =>
                Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new Dictionary<string, string> { [field] = value })))));
            var answer = await Client.GetAsync(Company, $"users/{user.Id}");
            Assert.That(fields.Select(field => (string?)answer.Body[field]), Is.All.EqualTo(value));
        }
    }

    [Test]
    public async Task Requests_keep_everything_except_tokens()
    {
        using var client = new WireClient(Fake) { Token = "hush" };
        await client.SendAsync("POST", Company, "/rest/v1.3/users?company_id=1&q=%C3%A9%2F", UserBody(new { last_name = "Çelik" }));
        var request = Fake.Requests.Single();
        Assert.That(request.ToString(), Is.EqualTo("POST /rest/v1.3/users?company_id=1&q=%C3%A9%2F"));
        Assert.That(request.Body, Does.Contain("Çelik"));
        Assert.That(request.Headers["procore-company-id"], Is.EqualTo(new[] { $"{Company.Id}" }));
        Assert.That(request.Headers["Content-Type"].Single(), Does.StartWith("application/json"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo(new[] { "Bearer" }));
        Assert.That(request.Headers.Values.SelectMany(values => values), Has.None.Contains("hush"));
    }

    [Test]
    public async Task UseFakeProcore_replaces_the_network_of_a_client()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        var services = new ServiceCollection();
        services.AddHttpClient("procore", http => http.BaseAddress = new Uri("https://api.procore.com")).UseFakeProcore(Fake);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("procore");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
        http.DefaultRequestHeaders.Add("Procore-Company-Id", $"{Company.Id}");
        Assert.That(await http.GetStringAsync(new Uri($"/rest/v1.3/companies/{Company.Id}/me", UriKind.Relative)), Does.Contain($"\"id\":{user.Id},"));
    }

    [Test]
    public async Task Request_that_is_cancelled_writes_nothing()
    {
        using var http = new HttpMessageInvoker(Fake.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.procore.com/");
        Assert.That(async () => await http.SendAsync(request, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Fake.Requests, Is.Empty);
    }

    [Test]
    public void AddUsers_creates_the_same_people_for_the_same_seed()
    {
        var people = People(7);
        Assert.That(People(7), Is.EqualTo(people));
        Assert.That(People(8), Is.Not.EqualTo(people));
        var person = Company.AddUsers(1)[0];
        string?[] about = [person.Name, person.JobTitle, person.EmployeeId, person.MobilePhone, person.City, person.StateCode, person.CountryCode, person.Zip];
        Assert.That(about, Is.All.Not.Empty.And.All.Not.Null);

        static IEnumerable<string?> People(int seed) => new FakeProcore(new FakeProcoreOptions { Seed = seed }).AddCompany("Acme").AddUsers(20).Select(user => user.EmailAddress);
    }

    [Test]
    public async Task MaxRequests_limits_the_recorded_requests()
    {
        var fake = new FakeProcore(new FakeProcoreOptions { MaxRequests = 2 });
        var company = fake.AddCompany("Busy");
        using var client = new WireClient(fake);
        foreach (var id in new[] { 1, 2, 3 })
            await client.GetAsync(company, $"users/{id}");
        Assert.That(fake.Requests.Select(request => request.Path), Is.EqualTo(new[] { FacadeRoute.Path($"GET /companies/{company.Id}/users/2"), FacadeRoute.Path($"GET /companies/{company.Id}/users/3") }));
    }

    [Test]
    public void Ids_do_not_fit_into_32_bits()
    {
        long[] ids =
        [
            Company.Id, Company.AddUsers(1)[0].Id, Company.AddVendor("V").Id, Company.AddTrade("T").Id, Company.AddProject("P").Id, Company.AddPermissionTemplate("T").Id,
            Company.AddProjectRole("R").Id,
        ];
        Assert.That(ids, Is.All.GreaterThan(uint.MaxValue));
        Assert.That(Company.Vendors.Count + Company.Trades.Count + Company.Projects.Count + Company.PermissionTemplates.Count + Company.ProjectRoles.Count, Is.EqualTo(5));
    }

    [Test]
    public void Ids_can_be_chosen_and_stay_unique()
    {
        Assert.That(Fake.AddCompany("Chosen", 42), Has.Property("Id").EqualTo(42));
        Assert.That(() => Fake.AddCompany("Again", 42), Throws.ArgumentException);
        Assert.That(Fake.Companies.Select(company => company.Id), Is.EqualTo(new[] { 42, Company.Id }));

        var chosen = Company.AddUser(new FakeUser { Id = 5_000_000_001, LastName = "Abbott", EmailAddress = "a@example.com" });
        Assert.That(() => Company.AddUser(chosen), Throws.ArgumentException);
        Assert.That(Company.AddUser("Bruno", "Brandt", "b@example.com").Id, Is.Not.EqualTo(chosen.Id));
    }

    [Test]
    public void AddMembership_throws_for_another_company()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        Assert.That(() => Company.AddMembership(user, Fake.AddCompany("Other").AddProject("P")), Throws.InvalidOperationException.With.Message.Contains("project"));
        Assert.That(Company.Memberships, Is.Empty);
    }

    [Test]
    public void AddUser_throws_for_a_user_that_Procore_would_refuse()
    {
        Assert.That(() => Company.AddUser("Ada", "", "ada"), Throws.ArgumentException.With.Message.Contains("last_name").And.Message.Contains("email_address"));
    }
}
