using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Procore.DirectorySync.Tests.Readme;

internal sealed class ReadmeTests
{
    [Test]
    public void Readme_shows_the_nightly_job_that_is_compiled_here()
    {
        var readme = Lines(File.ReadAllText(Path.Combine(Root(), "README.md")));
        var compiled = Lines(File.ReadAllText(Path.Combine(Root(), "tests/Procore.DirectorySync.Tests/Readme/NightlySync.cs")));
        Assert.That(string.Join("\n", readme), Does.Contain(string.Join("\n", compiled.Where(line => line.Contains("builder")))));
        Assert.That(string.Join("\n", readme), Does.Contain(string.Join("\n", compiled.SkipWhile(line => !line.Contains("class NightlySync")))));
    }

    [Test]
    public async Task NightlySync_runs()
    {
        using var directory = new TestDirectory();
        using var folder = new TemporaryFolder();
        var user = directory.Add("Abbott", jobTitle: "Laborer");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddProcore(o => (o.AccessToken, o.CompanyId) = (directory.Fake.IssueToken(emailAddress: directory.Account.EmailAddress), directory.Company.Id)).UseFakeProcore(directory.Fake);
        builder.Services.AddSingleton<IHrSystem>(new OnePerson());
        builder.Services.AddSingleton(provider => new PeopleSync(provider.GetRequiredService<ICompanyUsers>(), new DirectoryJournal(folder.Path)));
        builder.Services.AddHostedService<NightlySync>();
        using var host = builder.Build();
        await host.StartAsync();
        while (directory.User(user.Id).JobTitle != "Foreman")
            await Task.Yield();
        await host.StopAsync();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace("internal sealed", "sealed")).ToArray();

    private static string Root()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "README.md")))
            directory = directory.Parent!;
        return directory.FullName;
    }

    private sealed class OnePerson : IHrSystem
    {
        public IAsyncEnumerable<Person> ReadPeopleAsync(CancellationToken cancellationToken) => new[]
        {
            new Person { OriginId = "HR-1", EmailAddress = "ABBOTT@bluestone.example", JobTitle = "Foreman" },
        }.ToAsyncEnumerable();
    }
}
