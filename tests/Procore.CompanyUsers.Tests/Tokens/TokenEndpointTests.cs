using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What the token endpoint may answer instead of a token.</summary>
internal sealed class TokenEndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IEnumerable<TestCaseData> NoTokens()
    {
        yield return Case(401, "application/json", """{"error":"invalid_client","error_description":"Client authentication failed"}""", "Client authentication failed");
        yield return Case(400, "application/json", """{"error":"invalid_request"}""", "invalid_request");
        yield return Case(400, "text/plain", $"client_secret={TimedProcore.Secret}&", "with a body that Errors holds");
        yield return Case(403, "text/html", "<html><title>Forbidden</title></html>", "Forbidden");
        yield return Case(500, "text/html", "<html><title>Oops</title></html>", "Oops");
        yield return Case(307, "text/plain", "", "307");
        yield return Case(200, "text/html", "<html><title>Sign in</title></html>", "isn't the JSON");
        yield return Case(200, "application/json", "", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":"odd-token-""", "isn't the JSON");
        yield return Case(200, "application/json", """{"token_type":"bearer"}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":null}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":7}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":""}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":"odd-token 2"}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":"odd-token\r\nX-Evil: 1"}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":"odd-tokenö"}""", "isn't the JSON");
        yield return Case(200, "application/json", """{"error":"invalid_client","error_description":"Client authentication failed"}""", "Client authentication failed");
        yield return Case(200, "application/json", """{"error":"temporarily_unavailable"}""", "temporarily_unavailable");
        yield return Case(200, "application/json", """{"errors":["The app is locked"]}""", "The app is locked");
        yield return Case(200, "application/json", """{"success":false}""", "with errors");
        yield return Case(200, "application/json", $$"""{"error":"{{TimedProcore.Secret}} is wrong"}""", "***");
        yield return Case(200, "application/json", """["odd-token"]""", "isn't the JSON");
        yield return Case(200, "application/json", """{"access_token":"odd-token","token_type":"mac"}""", "isn't the JSON");
    }

    [TestCaseSource(nameof(NoTokens))]
    public void GetAsync_throws_without_the_secret_when_no_token_is_issued(int status, string type, string body, string said)
    {
        using var procore = Procore(_ => Answer.Text(body, type, status), options => options.Retry.MaxRetries = 0);

        foreach (var call in new[] { "read", "create", "start a batch" })
        {
            var failure = Assert.CatchAsync<ProcoreException>(() => Attempts.Calls[call](procore.Users).WaitAsync(Patience));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(failure.Operation, Is.EqualTo("POST /oauth/token"));
                Assert.That(failure.StatusCode, Is.EqualTo(status));
                Assert.That(failure.Message, Does.Contain(said));
                Assert.That(failure.MayHaveBeenApplied, Is.False);
                Assert.That(failure.ToString(), Does.Not.Contain(TimedProcore.Secret).And.Not.Contain("odd-token"));
                Assert.That(failure.Errors.Select(error => error.Message), Has.None.Contains(TimedProcore.Secret));
            }
        }
        Assert.That(procore.Requests, Is.Empty);
    }

    [TestCase("invalid_client")]
    [TestCase("unauthorized_client")]
    public void GetAsync_throws_a_ProcoreAuthorizationException_whatever_the_status(string code)
    {
        foreach (var status in new[] { 200, 401 })
        {
            using var procore = Procore(_ => Answer.Json($$"""{"error":"{{code}}","error_description":"No."}""", status));

            Assert.That(
                () => procore.Users.GetAsync(7).WaitAsync(Patience),
                Throws.TypeOf<ProcoreAuthorizationException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(status).And.Property(nameof(ProcoreException.Errors)).One.Property(nameof(ProcoreErrorMessage.Code)).EqualTo(code));
        }
    }

    [Test]
    public void SyncAsync_reports_NotApplied_when_no_token_is_issued()
    {
        using var procore = Procore(_ => throw new HttpRequestException("No."), options => options.Retry.MaxRetries = 0);

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync([new CompanyUserSyncItem { LastName = "B", EmailAddress = "b@example.com" }]).WaitAsync(Patience));

        Assert.That(failure.NotApplied, Has.Count.EqualTo(1));
        Assert.That(failure.InDoubt, Is.Empty);
    }

    [Test]
    public async Task GetAsync_requests_a_token_again_after_a_failure()
    {
        var turn = 0;
        using var procore = Procore(_ => ++turn == 1 ? Answer.Empty(401) : Answer.Json("""{"access_token":"token"}"""));

        Assert.That(() => procore.Users.GetAsync(7).WaitAsync(Patience), Throws.InstanceOf<ProcoreException>());
        await procore.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [TestCase("refused")]
    [TestCase("reset")]
    [TestCase("500")]
    [TestCase("503")]
    [TestCase("cut off")]
    [TestCase("429 +7 s")]
    public async Task GetAsync_retries_transient_failures_of_the_token_request(string failure)
    {
        using var procore = new TimedProcore(
            (request, cancellationToken) => TimedProcore.IsForToken(request)
                ? Attempts.Failures[failure](request, cancellationToken)
                : throw new InvalidOperationException("There is no token."),
            TimedProcore.AsService);

        var call = Attempts.Calls["create"](procore.Users);
        await procore.Clock.AdvanceUntilAsync(call);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call)!.Operation, Is.EqualTo("POST /oauth/token"));
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(4));
    }

    [TestCase("429 +7 s")]
    [TestCase("503 +7 s")]
    public async Task GetAsync_waits_as_long_as_the_token_endpoint_says(string failure)
    {
        var turn = 0;
        using var procore = new TimedProcore(
            (request, cancellationToken) => TimedProcore.IsForToken(request) && ++turn == 1
                ? Attempts.Failures[failure](request, cancellationToken)
                : Task.FromResult(TimedProcore.IsForToken(request) ? Answer.Json("""{"access_token":"token"}""") : Attempts.Succeed(request)),
            TimedProcore.AsService);
        var start = procore.Clock.Now;

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void ToString_of_objects_with_a_token_or_secret_does_not_show_it()
    {
        var options = new ProcoreOptions { AccessToken = "odd-token" };
        TimedProcore.AsService(options);

        Assert.That(
            new object[] { options, new IssuedToken("odd-token", default, default, "odd-token"), new StoredTokens(1, "odd-token"), new UnsavedTokens(new IssuedToken("odd-token", default, default, "odd-token"), 0), new CallbackTokens(options), new RenewingTokens(new ClientCredentialsGrant(null!), TimeProvider.System, TransportEvents.None) }.Select(holder => holder.ToString()),
            Has.None.Contains("odd-token").And.None.Contains(TimedProcore.Secret));
    }

    private static TestCaseData Case(int status, string type, string body, string said) =>
        new TestCaseData(status, type, body, said).SetArgDisplayNames($"{status}", type, body.Replace(TimedProcore.Secret, "the secret").Replace("\r\n", "line break"));

    private static TimedProcore Procore(Func<SentRequest, HttpResponseMessage> answerTo, Action<ProcoreOptions>? configure = null) => new(
        request => TimedProcore.IsForToken(request) ? answerTo(request) : Attempts.Succeed(request),
        options =>
        {
            TimedProcore.AsService(options);
            configure?.Invoke(options);
        });
}
