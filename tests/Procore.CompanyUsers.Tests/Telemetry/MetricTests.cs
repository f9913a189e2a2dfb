namespace Procore.CompanyUsers.Tests;

internal sealed class MetricTests
{
    [Test]
    public async Task GetAsync_counts_a_retry_with_its_operation_and_reason()
    {
        using var listener = new Listener();
        var turn = 0;
        using var procore = new TimedProcore((request, cancellationToken) => ++turn switch
        {
            1 => Attempts.Failures["500"](request, cancellationToken),
            2 => Attempts.Failures["reset"](request, cancellationToken),
            _ => Task.FromResult(Attempts.Succeed(request)),
        });

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        var retries = listener.Measurements("procore.client.retries");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(retries.Select(retry => retry.Value), Is.EqualTo(new[] { 1, 1 }));
            Assert.That(retries.Select(retry => retry.Tags["error.type"]), Is.EqualTo(new[] { "500", "Procore.CompanyUsers.ProcoreConnectionException" }));
            Assert.That(retries.Select(retry => (retry.Tags["http.request.method"], retry.Tags["url.template"])), Has.All.EqualTo(((object)"GET", (object)FacadeRoute.Path("GET /companies/{company_id}/users/{id}"))));
        }
    }

    [Test]
    public async Task GetAsync_measures_the_rate_limit_its_waits_and_rejections()
    {
        using var listener = new Listener();
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ => procore!.Requests.Count switch
        {
            1 => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, 0, procore.Clock.Now.AddSeconds(30))),
            2 => Answer.Json("{}", 429, ("Retry-After", "7")),
            _ => Answer.Json("""{"id":7}"""),
        }))
        {
            await procore.Users.GetAsync(7);
            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));
        }

        using (Assert.EnterMultipleScope())
        {
            var remaining = listener.Measurements("procore.client.rate_limit.remaining").Single();
            Assert.That(remaining.Value, Is.Zero);
            Assert.That(remaining.Tags, Is.EquivalentTo(new Dictionary<string, object?> { ["procore.company.id"] = $"{TimedProcore.CompanyId}", ["procore.rate_limit.limit"] = 10L }));
            Assert.That(listener.Measurements("procore.client.rate_limit.wait.duration").Select(wait => wait.Value), Is.EqualTo(new[] { 30.0, 7.0 }));
            Assert.That(listener.Measurements("procore.client.rate_limit.rejections").Single().Tags["http.response.status_code"], Is.EqualTo(429));
        }
    }

    [Test]
    public async Task GetAsync_counts_token_requests_including_failed_ones()
    {
        using var listener = new Listener();
        var turn = 0;
        using var procore = new TimedProcore(
            request => TimedProcore.IsForToken(request) ? ++turn == 1 ? Answer.Json("{}", 403) : Answer.Json("""{"access_token":"token"}""") : Attempts.Succeed(request),
            TimedProcore.AsService);

        await Task.WhenAny(procore.Users.GetAsync(7)).WaitAsync(TimeSpan.FromMinutes(2));
        await procore.Users.GetAsync(7).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.That(
            listener.Measurements("procore.client.token.renewals").Select(renewal => (renewal.Value, renewal.Tags.GetValueOrDefault("error.type"))),
            Is.EqualTo(new[] { (1.0, (object?)"403"), (1.0, null) }));
    }

    [Test]
    public async Task GetAsync_measures_the_duration_in_seconds()
    {
        using var listener = new Listener();
        TimedProcore? procore = null;
        using (procore = new TimedProcore(request =>
        {
            procore!.Clock.Advance(TimeSpan.FromSeconds(3));
            return Attempts.Succeed(request);
        }))
        {
            await procore.Users.GetAsync(7);
        }

        var duration = listener.Measurements("procore.client.call.duration").Single();
        Assert.That(duration.Value, Is.EqualTo(3));
        Assert.That(duration.Tags, Is.EquivalentTo(new Dictionary<string, object?> { ["procore.operation.name"] = "CompanyUsers.Get" }));
    }
}
