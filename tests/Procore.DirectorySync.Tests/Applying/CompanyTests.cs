using Microsoft.Extensions.DependencyInjection;

namespace Procore.DirectorySync.Tests;

/// <summary>Two companies of one account that share all of their people: ids and witnesses are the same.</summary>
internal sealed class CompanyTests : SyncTest
{
    [Test]
    public async Task ApplyAsync_throws_when_the_plan_is_of_a_company_with_the_same_people()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        using var other = Twin();

        Assert.That(() => other.Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson())), Throws.InvalidOperationException.With.Message.Contains($"company {Directory.Company.Id}").And.Message.Contains($"company {other.Company.Id}"));
        Assert.That(other.Company.FindUser(user.Id)!.JobTitle, Is.Null);
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_throws_when_the_plan_is_of_another_host()
    {
        Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        Assert.That(plan.ApiHost, Is.EqualTo("api.procore.com"));
        var elsewhere = DirectoryPlan.FromJson(plan.ToJson().Replace("\"api.procore.com\"", "\"sandbox.procore.com\"", StringComparison.Ordinal));
        Assert.That(() => Sync.ApplyAsync(elsewhere), Throws.InvalidOperationException.With.Message.Contains("sandbox.procore.com"));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task UndoAsync_throws_when_the_run_is_of_another_company()
    {
        Directory.Add("Abbott", "HR-1");
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        using var other = Twin();
        var writes = Directory.Writes.Count;

        Assert.That(() => other.Sync.UndoAsync(run.Id!), Throws.InvalidOperationException.With.Message.Contains("The run is of company"));
        Assert.That(() => other.Sync.PlanUndoAsync(run.Id!), Throws.InvalidOperationException);
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
    }

    [TestCase("company_id")]
    [TestCase("api_host")]
    public async Task FromJson_throws_when_the_plan_does_not_name_its_company(string property)
    {
        Directory.Add("Abbott", "HR-1");
        var json = (await PlanAsync(new Person { OriginId = "HR-1" })).ToJson();
        Assert.That(() => DirectoryPlan.FromJson(json.Replace($"\"{property}\"", "\"nothing\"", StringComparison.Ordinal)), Throws.TypeOf<FormatException>().With.Message.Contains(property));
    }

    private TwinCompany Twin() => new(Directory, Journal);

    private sealed class TwinCompany : IDisposable
    {
        private readonly ServiceProvider _provider;

        public TwinCompany(TestDirectory directory, DirectoryJournal journal)
        {
            Company = directory.Fake.AddCompany("Bluestone South");
            foreach (var user in directory.Company.Users)
                Company.AddUser(user);
            var services = new ServiceCollection();
            services.AddProcore(options =>
            {
                options.AccessToken = directory.Fake.IssueToken(TimeSpan.FromDays(3650), directory.Account.EmailAddress);
                options.CompanyId = Company.Id;
            }).ConfigurePrimaryHttpMessageHandler(directory.Fake.CreateHandler);
            _provider = services.BuildServiceProvider();
            Sync = new PeopleSync(_provider.GetRequiredService<ICompanyUsers>(), journal, directory.Clock);
        }

        public FakeCompany Company { get; }

        public PeopleSync Sync { get; }

        public void Dispose() => _provider.Dispose();
    }
}
