namespace Procore.DirectorySync.Tests;

internal sealed class ReadingTests : SyncTest
{
    [Test]
    public async Task PlanAsync_reads_the_directory_once()
    {
        for (var i = 0; i < 2500; i++)
            Directory.Add($"Abbott{i}");
        await PlanAsync(Options(DirectoryScope.OriginIdPrefix("HR-")), Person("Abbott1", "HR-1"));
        Assert.That(
            Directory.Fake.Requests.Select(request => request.Path),
            Is.EqualTo(new[] { $"/rest/v1.3/companies/{Directory.Company.Id}/me", "/rest/v1.3/users", "/rest/v1.3/users", "/rest/v1.3/users" }));
    }

    [Test]
    public async Task PlanAsync_reads_again_when_the_directory_changed_meanwhile()
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
    public void PlanAsync_fails_when_the_directory_keeps_changing()
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
