namespace Procore.DirectorySync.Tests;

internal sealed class ReadingTests : SyncTest
{
    [Test]
    public async Task The_company_is_read_once()
    {
        for (var i = 0; i < 2500; i++)
            Directory.Add($"Abbott{i}");
        await PlanAsync(Options(DirectoryScope.OriginIdPrefix("HR-")), Person("Abbott1", "HR-1"));
        Assert.That(
            Directory.Fake.Requests.Select(request => request.Path),
            Is.EqualTo(new[] { $"/rest/v1.3/companies/{Directory.Company.Id}/me", "/rest/v1.3/users", "/rest/v1.3/users", "/rest/v1.3/users" }));
    }

    [Test]
    public async Task A_company_that_changes_meanwhile_is_read_again()
    {
        for (var i = 0; i < 1500; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}");
        var pages = 0;
        Directory.Hook.BeforeSending = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/rest/v1.3/users" && ++pages == 2)
                Directory.Add("Newcomer", "HR-new");
            return Task.CompletedTask;
        };

        var plan = await PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody) { MaxDeactivations = 9000 }, Person("Newcomer", "HR-new"));

        Assert.That(plan.Creates, Is.Empty);
        Assert.That(pages, Is.EqualTo(4));
    }

    [Test]
    public void A_company_that_changes_all_the_while_is_not_planned_for()
    {
        for (var i = 0; i < 1500; i++)
            Directory.Add($"Abbott{i}");
        var pages = 0;
        Directory.Hook.BeforeSending = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/rest/v1.3/users" && ++pages % 2 == 0)
                Directory.Add($"Newcomer{pages}");
            return Task.CompletedTask;
        };
        Assert.That(() => PlanAsync(Person("Abbott1", "HR-1")), Throws.TypeOf<ProcoreException>().With.Message.Contains("missed"));
        Assert.That(Directory.Writes, Is.Empty);
    }
}
