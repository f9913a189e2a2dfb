using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Testing.Tests.Readme;

internal sealed class OffboardingTests
{
    [Test]
    public async Task Whoever_leaves_is_deactivated()
    {
        var fake = new FakeProcore();                                           // Procore.CompanyUsers.Testing
        var company = fake.AddCompany("Bluestone Builders");
        var ada = company.AddUser("Ada", "Abbott", "ada@example.com");
        var services = new ServiceCollection().AddSingleton<Offboarding>();     // what is tested
        services.AddProcore(o => { o.AccessToken = "any"; o.CompanyId = company.Id; }).UseFakeProcore(fake);
        fake.FailNext(FakeFault.Status(503, retryAfter: TimeSpan.Zero));        // a bad day
        var before = company.TakeSnapshot();
        await services.BuildServiceProvider().GetRequiredService<Offboarding>().RunAsync("ada@example.com");
        Assert.That(company.TakeSnapshot().ChangesSince(before), Is.EqualTo(new[] { $"user {ada.Id} (Ada Abbott): is_active true -> false" }));
    }
}
