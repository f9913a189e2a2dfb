using System.Net;
using System.Text.Json;
using Procore.CompanyUsers.Testing;

namespace Procore.Samples.Tests;

internal sealed class NightlySyncTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make_a_folder() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete_the_folder() => _folder.Dispose();

    [Test]
    public async Task NightlySync_makes_the_directory_match_the_file()
    {
        var fake = new FakeProcore();
        var company = fake.AddCompany("Bluestone Builders");
        company.AddUser("Sync", "Account", "sync@example.com"); // The token belongs to the first user.
        for (var i = 1; i <= 20; i++)
            company.AddUser(new FakeUser { FirstName = "Ada", LastName = $"Abbott {i}", EmailAddress = $"a{i}@example.com", OriginId = $"HR-{i}", IsEmployee = true });
        var file = _folder.PathOf("people.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Enumerable.Range(1, 20).Select(i => new
        {
            id = $"HR-{i}",
            firstName = "Ada",
            lastName = $"Abbott {i}",
            emailAddress = $"a{i}@example.com",
            jobTitle = i == 1 ? "Foreman" : null,
        })));

        await using var sample = await SampleProcess.StartAsync(
            "NightlySync", fake, company, $"--Hr:File={file}", $"--Hr:Journal={_folder.PathOf("journal")}", "--Hr:RunAtStart=true");
        using var client = new HttpClient { BaseAddress = await sample.Listening };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 400 && company.FindUser("a1@example.com")!.JobTitle != "Foreman"; i++)
            await Task.Delay(50, limit.Token);

        using var health = await client.GetAsync(new Uri("health", UriKind.Relative), limit.Token);
        Assert.That(company.FindUser("a1@example.com")!.JobTitle, Is.EqualTo("Foreman"), () => sample.Output);
        Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK), () => sample.Output);
    }

    [Test]
    public async Task NightlySync_survives_a_missing_file_and_sends_nothing()
    {
        var fake = new FakeProcore();
        var company = fake.AddCompany("Bluestone Builders");
        var before = company.TakeSnapshot();

        await using var sample = await SampleProcess.StartAsync(
            "NightlySync", fake, company, $"--Hr:File={_folder.PathOf("none.json")}", $"--Hr:Journal={_folder.PathOf("journal")}", "--Hr:RunAtStart=true");
        using var client = new HttpClient { BaseAddress = await sample.Listening };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!sample.Output.Contains("FileNotFoundException", StringComparison.Ordinal))
            await Task.Delay(50, limit.Token);

        using var health = await client.GetAsync(new Uri("health", UriKind.Relative), limit.Token);
        Assert.That(await health.Content.ReadAsStringAsync(limit.Token), Is.EqualTo("Degraded"), () => sample.Output);
        Assert.That(company.TakeSnapshot().ChangesSince(before), Is.Empty);
    }
}
