using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Tests;

/// <summary>Secrets and personal data that other parties write into exceptions, headers and JSON keys.</summary>
internal sealed class MaskedCauseTests
{
    private const string Token = "token-of-the-test-4711";

    [TestCase("http://user:p4ssw0rd@proxy:3128/")]
    [TestCase("http://user:p4ss:w0rd@proxy:3128/")]
    [TestCase("http://user:p4ss@w0rd@proxy:3128/")]
    [TestCase("http://user:p4ss w0rd@proxy:3128/")]
    [TestCase("http://user:p4ss/w0rd#?@proxy:3128/")]
    public void GetAsync_hides_the_proxy_password(string proxy)
    {
        using var requests = new RecordingHandler((_, _) => throw new HttpRequestException(
            HttpRequestError.ProxyTunnelError, $"The proxy tunnel request to proxy '{proxy}' failed with status code '407'.", new InvalidOperationException($"Inner {proxy}")));
        using var services = Services(requests);

        var failure = Assert.ThrowsAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().GetAsync(7));

        Assert.That(failure.ToString(), Does.Contain("407").And.Contain("System.InvalidOperationException").And.Not.Contain("p4ss").And.Not.Contain("w0rd"));
        Assert.That(failure.Failure, Is.EqualTo(ConnectionFailure.ProxyAuthentication));
        Assert.That(requests.Requests, Has.Count.EqualTo(1), "a missing password isn't retried");
    }

    [TestCase("""{"errors":{"carl@example.com":5""")]
    [TestCase("""{"id":1,"vendor":{"Carl Miller":{"a b":""")]
    [TestCase("""{"token-of-the-test-4711":{""")]
    public void GetAsync_throws_without_the_keys_of_a_JSON_path(string body)
    {
        using var requests = new RecordingHandler((_, _) => Task.FromResult(Answer.Json(body)));
        using var services = Services(requests);

        var failure = Assert.ThrowsAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().GetAsync(7));

        Assert.That(failure.ToString(), Does.Not.Contain("arl").And.Not.Contain("4711").And.Not.Contain("a b"));
    }

    [TestCase(500)]
    [TestCase(200)]
    public void GetAsync_throws_without_secrets_in_the_request_id(int status)
    {
        using var requests = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("[", status, ("X-Request-Id", $"{Token} Bearer abc carl@example.com"))));
        using var services = Services(requests);

        var failure = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().GetAsync(7));

        Assert.That($"{failure} {failure.RequestId}", Does.Not.Contain(Token).And.Not.Contain("abc").And.Not.Contain("carl"));
    }

    [Test]
    public void GetAsync_throws_ProxyAuthentication_after_a_407()
    {
        using var requests = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("{}", (int)HttpStatusCode.ProxyAuthenticationRequired)));
        using var services = Services(requests);

        var failure = Assert.ThrowsAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().InviteAsync(7));

        Assert.That((failure.Failure, failure.MayHaveBeenApplied), Is.EqualTo((ConnectionFailure.ProxyAuthentication, false)));
    }

    [Test]
    public void InviteAsync_throws_a_ProcoreException_if_the_cause_cannot_say_its_text([Values] bool isInner)
    {
        using var requests = new RecordingHandler((_, _) => throw (isInner ? new HttpRequestException("No.", new Speechless()) : new Speechless()));
        using var services = Services(requests);

        var failure = Assert.ThrowsAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().InviteAsync(7));

        Assert.That(failure.MayHaveBeenApplied, Is.True);
        Assert.That(failure.ToString(), Does.Contain(nameof(Speechless)).And.Contain("can't be read"));
    }

    private sealed class Speechless : Exception
    {
        public override string Message => throw new InvalidOperationException("No message.");

        public override string ToString() => throw new InvalidOperationException("No text.");
    }

    private static ServiceProvider Services(RecordingHandler requests)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestClock { SkipsWaits = true });
        services.AddProcore(options => (options.CompanyId, options.AccessToken) = (7, Token)).ConfigurePrimaryHttpMessageHandler(() => requests);
        return services.BuildServiceProvider();
    }
}
