using Procore.Tests.Shared.OpenApi;

namespace Procore.DirectorySync.Tests;

internal sealed class ReadingTests : SyncTest
{
    private static readonly string UsersPath = FacadeRoute.Path("GET /users");

    [Test]
    public async Task PlanAsync_reads_the_directory_once()
    {
        for (var i = 0; i < 2500; i++)
            Directory.Add($"Abbott{i}");
        await PlanAsync(Options(DirectoryScope.OriginIdPrefix("HR-")), Person("Abbott1", "HR-1"));
        Assert.That(
            Directory.Fake.Requests.Select(request => request.Path),
            Is.EqualTo(new[] { FacadeRoute.Path($"GET /companies/{Directory.Company.Id}/me"), UsersPath, UsersPath, UsersPath }));
    }

    [Test]
    public async Task PlanAsync_reads_again_when_the_directory_changes_while_it_reads()
    {
        for (var i = 0; i < 1500; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}");
        var pages = 0;
        Directory.Hook.BeforeSending = request =>
        {
            if (request.RequestUri!.AbsolutePath == UsersPath && ++pages == 2)
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
            if (request.RequestUri!.AbsolutePath == UsersPath && ++pages % 2 == 0)
                Directory.Add($"Newcomer{pages}");
            return Task.CompletedTask;
        };
        Assert.That(() => PlanAsync(Person("Abbott1", "HR-1")), Throws.TypeOf<ProcoreException>().With.Message.Contains("missed"));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_continues_and_warns_when_a_wrong_total_is_steady()
    {
        var gone = Directory.Add("Gone", "HR-9");
        Directory.Hook.BeforeAnswering = (_, response) =>
        {
            if (response.Headers.TryGetValues("Total", out var totals))
            {
                var total = int.Parse(totals.Single(), System.Globalization.CultureInfo.InvariantCulture);
                response.Headers.Remove("Total");
                response.Headers.Add("Total", $"{total + 1}");
            }
            return Task.CompletedTask;
        };

        var plan = await PlanAsync(Person("Abbott", "HR-1"));

        Assert.That(plan.Deactivations.Single().Person.UserId, Is.EqualTo(gone.Id));
        Assert.That(plan.Warnings.Single(), Does.Contain("total says 3").And.Contain("have 2"));
        Assert.That(Directory.Fake.Requests.Count(request => request.Path == UsersPath), Is.EqualTo(2));
        Assert.That(DirectoryPlan.FromJson(plan.ToJson()).Warnings, Is.EqualTo(plan.Warnings));
        Assert.That((await Sync.ApplyAsync(plan)).IsComplete);
    }

    [Test]
    public async Task PlanAsync_continues_and_warns_when_a_user_is_listed_twice()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Hook.BeforeAnswering = async (request, response) =>
        {
            if (request.RequestUri!.AbsolutePath != UsersPath)
                return;
            var users = Newtonsoft.Json.Linq.JArray.Parse(await response.Content.ReadAsStringAsync());
            users.Add(users[^1]!.DeepClone());
            response.Content = new StringContent(users.ToString());
            response.Headers.Remove("Total");
            response.Headers.Add("Total", $"{users.Count}");
        };
        var plan = await PlanAsync(Person("Abbott", "HR-1"));
        Assert.That(plan.Unchanged, Has.Count.EqualTo(1));
        Assert.That(plan.Warnings, Has.Count.EqualTo(1));
    }
}
