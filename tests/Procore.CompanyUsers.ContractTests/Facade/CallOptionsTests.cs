using System.Globalization;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class CallOptionsTests : FacadeTest
{
    [Test]
    public async Task OnResponse_receives_request_id_and_rate_limit()
    {
        var reset = Clock.GetUtcNow().AddMinutes(10);
        Stub(Limited(Answer(200, """{"id":7}"""), reset, remaining: 599));
        ProcoreResponseInfo? last = null;

        await With(new ProcoreCallOptions { OnResponse = response => last = response }).GetAsync(7);

        Assert.That(last!.Operation, Is.EqualTo(FacadeRoute.Line("GET /companies/{company_id}/users/{id}")));
        Assert.That((last.StatusCode, last.RequestId), Is.EqualTo((200, "request-1")));
        Assert.That((last.RateLimit, last.RateLimitRemaining), Is.EqualTo((600L, 599L)));
        Assert.That(last.RateLimitResetsAt, Is.EqualTo(reset).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void OnResponse_receives_a_refusal_before_the_call_throws()
    {
        Stub(Answer(422, "{}"));
        var statuses = new List<int>();

        Assert.That(() => With(new ProcoreCallOptions { OnResponse = response => statuses.Add(response.StatusCode) }).GetAsync(7), Throws.TypeOf<ProcoreValidationException>());

        Assert.That(statuses, Is.EqualTo([422]));
    }

    [TestCase(0, 1)]
    [TestCase(2, 3)]
    [TestCase(10, 11)]
    public void MaxRetries_replaces_the_clients_option(int retries, int requests)
    {
        Stub(Answer(500, "{}"));

        Assert.That(() => With(new ProcoreCallOptions { MaxRetries = retries }).GetAsync(7), Throws.TypeOf<ProcoreException>());

        Assert.That(Requests, Has.Count.EqualTo(requests));
        Assert.That(() => Users.GetAsync(7), Throws.TypeOf<ProcoreException>());
        Assert.That(Requests, Has.Count.EqualTo(requests + 1), "the client itself retries nothing");
    }

    [Test]
    public void MaxRetries_never_repeats_a_create_in_doubt()
    {
        Stub(Answer(500, "{}"));

        var failure = Assert.ThrowsAsync<ProcoreException>(() =>
            With(new ProcoreCallOptions { MaxRetries = 3 }).CreateAsync(new NewCompanyUser("A", "a@example.com")));

        Assert.That(failure.MayHaveBeenApplied);
        Assert.That(Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void AttemptTimeout_replaces_the_clients_option()
    {
        Stub(Answer(200, """{"id":7}""").Stall());

        var failure = Assert.ThrowsAsync<ProcoreConnectionException>(() => With(new ProcoreCallOptions { AttemptTimeout = TimeSpan.FromMilliseconds(50) }).GetAsync(7));

        Assert.That(failure.Failure, Is.EqualTo(ConnectionFailure.Timeout));
        Assert.That(failure.Message, Does.Contain("0.05 seconds"));
    }

    [Test]
    public async Task MaxRateLimitWait_replaces_the_clients_option()
    {
        Stub(Limited(Answer(200, """{"id":7}"""), Clock.GetUtcNow().AddMinutes(2), remaining: 0));
        var hasty = With(new ProcoreCallOptions { MaxRateLimitWait = TimeSpan.Zero });
        await hasty.GetAsync(7);

        var failure = Assert.ThrowsAsync<RateLimitExceededException>(() => hasty.GetAsync(7));

        Assert.That(failure.Message, Does.Contain("ProcoreCallOptions.MaxRateLimitWait"));
        Assert.That(Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void WithOptions_throws_for_values_out_of_range()
    {
        var company = Client.Company(CompanyId);

        Assert.That(() => company.WithOptions(null!), Throws.ArgumentNullException);
        Assert.That(() => company.WithOptions(new ProcoreCallOptions { MaxRetries = 11 }), Throws.ArgumentException.With.Message.Contains("MaxRetries"));
        Assert.That(() => company.WithOptions(new ProcoreCallOptions { AttemptTimeout = TimeSpan.Zero }), Throws.ArgumentException.With.Message.Contains("AttemptTimeout"));
        Assert.That(() => company.WithOptions(new ProcoreCallOptions { MaxRateLimitWait = TimeSpan.FromSeconds(-1) }), Throws.ArgumentException.With.Message.Contains("MaxRateLimitWait"));
    }

    [Test]
    public async Task WithOptions_ends_with_its_client()
    {
        using var client = ProcoreClient.Create(new ProcoreOptions { AccessToken = "token-of-the-test", ApiAddress = Server.Address });
        var users = client.Company(CompanyId).WithOptions(new ProcoreCallOptions { MaxRetries = 0 }).Users;
        Stub(Answer(200, """{"id":7}"""));
        await users.GetAsync(7);

        client.Dispose();

        Assert.That(() => users.GetAsync(7), Throws.InstanceOf<ObjectDisposedException>());
    }

    private ICompanyUsers With(ProcoreCallOptions options) => Client.Company(CompanyId).WithOptions(options).Users;

    private IResponseBuilder Limited(IResponseBuilder response, DateTimeOffset reset, int remaining) => response
        .WithHeader("X-Rate-Limit-Limit", "600")
        .WithHeader("X-Rate-Limit-Remaining", $"{remaining}")
        .WithHeader("X-Rate-Limit-Reset", $"{reset.ToUnixTimeSeconds()}")
        .WithDate(Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
}
