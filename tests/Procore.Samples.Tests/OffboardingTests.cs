using Procore.CompanyUsers.Testing;

namespace Procore.Samples.Tests;

internal sealed class OffboardingTests
{
    private readonly FakeProcore _fake = new();

    [Test]
    public async Task Offboarding_offboards_exactly_the_given_addresses()
    {
        var company = _fake.AddCompany("Bluestone Builders");
        var ada = company.AddUser("Ada", "Abbott", "ada@example.com");
        company.AddUser("Adam", "Baker", "adam.ada@example.com");
        company.AddUser(new FakeUser { LastName = "Cole", EmailAddress = "cole@example.com", IsActive = false });
        company.AddMembership(ada, company.AddProject("Bridge"));
        var before = company.TakeSnapshot();

        await using var sample = await SampleProcess.StartAsync("Offboarding", _fake, company, "ADA@example.com", "cole@example.com");

        Assert.That(await sample.WaitAsync(), Is.Zero, () => sample.Output);
        Assert.That(sample.Output.Split('\n'), Is.EqualTo(new[] { "ADA@example.com: removed from 1 project, deactivated", "cole@example.com: removed from 0 projects, already inactive" }));
        Assert.That(company.Memberships, Is.Empty);
        Assert.That(company.TakeSnapshot().ChangesSince(before), Does.Contain($"user {ada.Id} (Ada Abbott): is_active true -> false"));
    }

    [Test]
    public async Task Offboarding_goes_on_after_an_unknown_address()
    {
        var company = _fake.AddCompany("Bluestone Builders");
        var ada = company.AddUser("Ada", "Abbott", "ada@example.com");

        await using var sample = await SampleProcess.StartAsync("Offboarding", _fake, company, "unknown@example.com", "ada@example.com");

        Assert.That(await sample.WaitAsync(), Is.EqualTo(1), () => sample.Output);
        Assert.That(sample.Output.Split('\n'), Is.EqualTo(new[] { "unknown@example.com: not in the directory", "ada@example.com: removed from 0 projects, deactivated" }));
        Assert.That(company.FindUser(ada.Id)!.IsActive, Is.False);
    }

    [Test]
    public async Task Offboarding_deactivates_a_leaver_whose_projects_cannot_be_read()
    {
        var company = _fake.AddCompany("Bluestone Builders");
        var ada = company.AddUser("Ada", "Abbott", "ada@example.com");
        _fake.FailNext(FakeFault.Status(403), when: request => request.Operation!.Contains("project_assignments", StringComparison.Ordinal));

        await using var sample = await SampleProcess.StartAsync("Offboarding", _fake, company, "ada@example.com");

        Assert.That(await sample.WaitAsync(), Is.EqualTo(1), () => sample.Output);
        Assert.That(_fake.PendingFaults, Is.Zero);
        Assert.That(company.FindUser(ada.Id)!.IsActive, Is.False);
    }
}
