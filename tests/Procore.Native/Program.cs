// Uses the packages in native code: Procore.Native ADDRESS COMPANY_ID EMAIL, where "procore-users serve" listens. Ends with 0 if every step gives what it must.
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;
using Procore.DirectorySync;
using Procore.Native;

await CallAsync(args[0], args[1], args[2]);
await SignInAsync();
await SyncAsync();
return 0;

static async Task CallAsync(string address, string companyId, string emailAddress)
{
    var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Procore:ApiAddress"] = address,
        ["Procore:LoginAddress"] = address,
        ["Procore:CompanyId"] = companyId,
        ["Procore:ClientId"] = "demo",
        ["Procore:ClientSecret"] = "demo-secret",
        ["Procore:Paging:PageSize"] = "100",
    }).Build();
    await using var services = new ServiceCollection().AddProcore(configuration.GetSection("Procore")).Services.BuildServiceProvider();
    var users = services.GetRequiredService<ICompanyUsers>();

    var before = await users.ListAllAsync();
    Check("list", before.Count > 100 && before.All(user => user.LastName is not null));

    var created = await users.CreateAsync(new NewCompanyUser("Native", emailAddress) { JobTitle = "Foreman" });
    Check("create", created is { Id: > 0, JobTitle: "Foreman" });

    var updated = await users.UpdateAsync(created.Id, new CompanyUserChanges { JobTitle = null });
    Check("update", updated.JobTitle is null && updated.IsGiven(nameof(CompanyUser.JobTitle)));

    var outcomes = await users.SyncAsync(
    [
        new CompanyUserSyncItem { Id = created.Id, City = "Lisbon" },
        new CompanyUserSyncItem { LastName = "Taken", EmailAddress = emailAddress },
    ]);
    Check("sync", outcomes is [{ Status: SyncStatus.Saved, User.City: "Lisbon" }, { Status: SyncStatus.Refused, Errors.Count: > 0 }]);

    try
    {
        await users.CreateAsync(new NewCompanyUser("Twice", emailAddress));
        Check("error", false);
    }
    catch (ProcoreException taken)
    {
        Check("error", taken is { StatusCode: 409 or 422, Errors.Count: > 0 });
    }

    var json = JsonSerializer.Serialize(updated, ModelJson.Default.CompanyUser);
    Check("System.Text.Json", json.Contains("\"job_title\":null", StringComparison.Ordinal) && JsonSerializer.Deserialize(json, ModelJson.Default.CompanyUser)!.Id == updated.Id);
}

static async Task SignInAsync()
{
    var fake = new FakeProcore();
    var company = fake.AddCompany("Bluestone Builders");
    company.AddUser("Ada", "Abbott", "ada@example.com");
    fake.AddAccount("app", "secret", "ada@example.com");
    var callback = new Uri("https://app.example.com/callback");
    var services = new ServiceCollection();
    services.AddProcore(o =>
    {
        (o.ClientId, o.ClientSecret, o.CompanyId) = ("app", "secret", company.Id);
        o.TokenStore = new InMemoryTokenStore();
    }).UseFakeProcore(fake);
    await using var provider = services.BuildServiceProvider();
    var authentication = provider.GetRequiredService<IProcoreAuthentication>();
    using var browser = new HttpClient(fake.CreateHandler());
    using var redirect = await browser.GetAsync(authentication.GetAuthorizationUrl(callback, "state"));
    await authentication.ExchangeCodeAsync(redirect.Headers.Location!.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("code=", StringComparison.Ordinal))["code=".Length..], callback);
    Check("sign in", (await provider.GetRequiredService<ICompanyUsers>().GetCurrentAsync()).EmailAddress == "ada@example.com");
}

static async Task SyncAsync()
{
    var fake = new FakeProcore();
    var company = fake.AddCompany("Bluestone Builders");
    company.AddUsers(250);
    var before = company.TakeSnapshot();
    var client = ProcoreClient.Create(new ProcoreOptions { AccessToken = fake.IssueToken(), CompanyId = company.Id }, fake.CreateHandler());
    await using (client)
    {
        var folder = Directory.CreateTempSubdirectory("procore-native-").FullName;
        var sync = new PeopleSync(client.Company(company.Id).Users, new DirectoryJournal(folder));
        fake.FailNext(FakeFault.Status(503, retryAfter: TimeSpan.Zero));
        var plan = await sync.PlanAsync(
            [new Person { OriginId = "HR-1", FirstName = "Zoë", LastName = "Abbott", EmailAddress = "zoe@example.com" }],
            new DirectorySyncOptions(DirectoryScope.Employees) { MatchByEmailAddress = true, DeactivateMissing = false });
        Check("plan", plan.Creates.Count == 1 && DirectoryPlan.FromJson(plan.ToJson()).ToJson() == plan.ToJson());

        var run = await sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson()));
        Check("apply", run.Outcomes is [{ Status: ChangeStatus.Done }] && company.TakeSnapshot().ChangesSince(before) is [var added] && added.EndsWith("(Zoë Abbott)", StringComparison.Ordinal));

        await sync.UndoAsync(run.Id!);
        Check("undo", company.Users.Single(user => user.OriginId == "HR-1") is { IsActive: false });
        Directory.Delete(folder, recursive: true);
    }
}

static void Check(string step, bool isRight)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {(isRight ? "as it must be" : "WRONG")}"));
    if (!isRight)
        Environment.Exit(1);
}
