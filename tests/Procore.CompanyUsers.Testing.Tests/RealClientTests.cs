using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>The library itself, with one line to put the fake under it.</summary>
internal sealed class RealClientTests : DirectoryTest
{
    [Test]
    public async Task Client_signs_in_with_any_id_and_secret()
    {
        await using var provider = Connect(options => (options.ClientId, options.ClientSecret) = ("id", "secret"));
        var user = await provider.GetRequiredService<ICompanyUsers>().CreateAsync(new NewCompanyUser("Abbott", "a@example.com"));
        Assert.That(Company.FindUser(user.Id), Has.Property("LastName").EqualTo("Abbott"));
        Assert.That(Fake.Requests.Select(request => request.Operation), Is.EqualTo(new[] { "POST /oauth/token", FacadeRoute.Line("POST /companies/{company_id}/users") }));
    }

    [Test]
    public async Task Client_signs_in_again_after_expiry()
    {
        Company.AddUsers(1);
        Fake.AddAccount("id", "secret");
        await using var provider = Connect(options => (options.ClientId, options.ClientSecret) = ("id", "secret"));
        var users = provider.GetRequiredService<ICompanyUsers>();
        await users.GetCurrentAsync();
        Clock.Advance(TimeSpan.FromSeconds(5_400));
        await users.GetCurrentAsync();
        Assert.That(Fake.Requests.Count(request => request.Operation == "POST /oauth/token"), Is.EqualTo(2));
    }

    [Test]
    public async Task Client_with_a_wrong_secret_is_refused()
    {
        Fake.AddAccount("id", "secret");
        await using var provider = Connect(options => (options.ClientId, options.ClientSecret) = ("id", "wrong"));
        var refusal = Assert.CatchAsync<ProcoreException>(() => provider.GetRequiredService<ICompanyUsers>().GetCurrentAsync());
        Assert.That((refusal.StatusCode, refusal.Operation), Is.EqualTo(((int?)401, "POST /oauth/token")));
    }

    [Test]
    public async Task Client_accepts_a_token()
    {
        Company.AddUsers(1);
        await using var provider = Connect(options => options.AccessToken = "any");
        Assert.That((await provider.GetRequiredService<ICompanyUsers>().GetCurrentAsync()).Id, Is.EqualTo(Company.Users[0].Id));
    }

    [Test]
    public async Task Client_retries_a_read_and_leaves_a_create_in_doubt()
    {
        Company.AddUsers(1);
        await using var provider = Connect(options => options.AccessToken = "any", new TestClock { SkipsWaits = true });
        var users = provider.GetRequiredService<ICompanyUsers>();
        Fake.FailNext(FakeFault.ConnectionReset());
        await users.GetCurrentAsync();

        Fake.FailNext(FakeFault.ConnectionReset().AfterApplying());
        var failure = Assert.CatchAsync<ProcoreConnectionException>(() => users.CreateAsync(new NewCompanyUser("Abbott", "a@example.com")));
        Assert.That(failure.MayHaveBeenApplied, Is.True);
        Assert.That(Company.Users, Has.Count.EqualTo(2));

        Fake.FailNext(FakeFault.ConnectionRefused());
        await users.CreateAsync(new NewCompanyUser("Brandt", "b@example.com"));
    }

    [Test]
    public async Task Client_throws_for_missing_permission_and_disconnected_app()
    {
        Company.AddUsers(1);
        await using var provider = Connect(options => options.AccessToken = "any");
        var users = provider.GetRequiredService<ICompanyUsers>();
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.Standard;
        var refusal = Assert.CatchAsync<ProcoreException>(() => users.UpdateAsync(Company.Users[0].Id, new CompanyUserChanges { EmailAddress = "new@example.com" }));
        Assert.That((refusal.StatusCode, refusal.Errors.Single().Field), Is.EqualTo(((int?)403, "email_address")));
        Fake.DefaultAccount.Disconnect(Company);
        Assert.That(() => users.GetCurrentAsync(), Throws.InstanceOf<CompanyNotConnectedException>());
    }

    private ServiceProvider Connect(Action<ProcoreOptions> configure, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? Clock);
        services.AddProcore(options =>
        {
            options.CompanyId = Company.Id;
            configure(options);
        }).UseFakeProcore(Fake);
        return services.BuildServiceProvider();
    }
}
