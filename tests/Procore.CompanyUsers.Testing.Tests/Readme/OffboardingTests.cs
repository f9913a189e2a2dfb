using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Testing.Tests.Readme;

internal sealed class OffboardingTests
{
    [Test]
    public async Task RunAsync_deactivates_the_leaver_despite_a_503()
    {
        var fake = new FakeProcore();
        var company = fake.AddCompany("Bluestone Builders");
        var ada = company.AddUser("Ada", "Abbott", "ada@example.com");
        var services = new ServiceCollection().AddSingleton<Offboarding>();     // the code under test
        services.AddProcore(o => { o.AccessToken = fake.IssueToken(); o.CompanyId = company.Id; }).UseFakeProcore(fake);
        fake.FailNext(FakeFault.Status(503, retryAfter: TimeSpan.Zero));
        var before = company.TakeSnapshot();
        await services.BuildServiceProvider().GetRequiredService<Offboarding>().RunAsync("ada@example.com");
        Assert.That(company.TakeSnapshot().ChangesSince(before), Is.EqualTo(new[] { $"user {ada.Id} (Ada Abbott): is_active true -> false" }));
    }
}
