using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class AuthenticationTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Uri RedirectUri = new("https://app.example.com/back?tenant=ä&x=1");

    private readonly GrantServer _server = new();
    private readonly TroubledStore _store = new(new InMemoryTokenStore());
    private readonly List<TimedProcore> _programs = [];

    public void Dispose() => _programs.ForEach(program => program.Dispose());

    [Test]
    public void GetAuthorizationUrl_contains_the_client_id_the_redirect_and_the_state() =>
        Assert.That(
            App(options => options.Environment = ProcoreEnvironment.Sandbox).Authentication.GetAuthorizationUrl(RedirectUri, "a b&c").AbsoluteUri,
            Is.EqualTo("https://login-sandbox.procore.com/oauth/authorize?response_type=code&client_id=client-under-test&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Ftenant%3D%C3%A4%26x%3D1&state=a%20b%26c"));

    [Test]
    public async Task ExchangeCodeAsync_stores_and_uses_the_tokens()
    {
        var procore = App();

        await procore.Authentication.ExchangeCodeAsync("the+code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);

        Assert.That(procore.TokenRequests.Single().Body, Is.EqualTo(
            $"grant_type=authorization_code&client_id={TimedProcore.ClientId}&client_secret={TimedProcore.Secret}&code=the%2Bcode&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Ftenant%3D%C3%A4%26x%3D1"));
        Assert.That(procore.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer access-1"));
        var next = App();
        await CallAsync(next);
        Assert.That(next.TokenRequests, Is.Empty);
    }

    [Test]
    public async Task ExchangeCodeAsync_replaces_an_earlier_authorization()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);

        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);

        Assert.That(procore.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-2" }));
    }

    [Test]
    public async Task ExchangeCodeAsync_keeps_the_stored_tokens_when_the_code_is_invalid()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        _server.Instead = Answer.Json("""{"error":"invalid_grant","error_description":"s3cret-code isn't good."}""", 400);

        var failure = Assert.CatchAsync<ReauthorizationRequiredException>(() => procore.Authentication.ExchangeCodeAsync("s3cret-code", RedirectUri).WaitAsync(Patience));

        Assert.That(failure.ToString() + failure.Errors[0].Message, Does.Not.Contain("s3cret-code"));
        await CallAsync(procore);
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [TestCase("""{"error":"invalid_grant"}""")]
    [TestCase("""{"error":"invalid_grant","error_description":"The code is invalid."}""")]
    public void ExchangeCodeAsync_requires_a_new_authorization_whatever_the_status(string body)
    {
        foreach (var status in new[] { 200, 400, 401 })
        {
            var procore = App();
            _server.Instead = Answer.Json(body, status);

            Assert.That(() => procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience), Throws.TypeOf<ReauthorizationRequiredException>());
        }
    }

    [TestCase("""{"access_token":"odd-token"}""")]
    [TestCase("""{"access_token":"odd-token","refresh_token":null}""")]
    [TestCase("""{"refresh_token":"odd-token"}""")]
    [TestCase("<html>odd-token</html>")]
    public void ExchangeCodeAsync_throws_when_the_response_has_no_tokens(string body)
    {
        var procore = App();
        _server.Instead = Answer.Json(body);

        Assert.That(
            () => procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience),
            Throws.TypeOf<ProcoreException>().With.Message.Contains("isn't the JSON").And.Message.Not.Contain("odd-token"));
    }

    [Test]
    public async Task ExchangeCodeAsync_keeps_the_new_tokens_when_storing_them_fails()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);
        _store.FailsToWrite = true;
        Assert.That(() => procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience), Throws.TypeOf<ProcoreException>().With.Message.Contains("kept in memory"));
        _store.FailsToWrite = false;

        await CallAsync(procore);

        Assert.That(procore.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-2" }));
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ExchangeCodeAsync_prefers_unstored_tokens_in_all_clients_of_the_store()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        _store.FailsToWrite = true;
        Assert.That(() => procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience), Throws.TypeOf<ProcoreException>());
        _store.FailsToWrite = false;

        var next = App();
        await CallAsync(next);

        Assert.That(next.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer access-2"));
    }

    [Test]
    public async Task RevokeAsync_prevents_reuse_of_the_configured_refresh_token()
    {
        var procore = App(options => options.RefreshToken = "refresh-0");
        await CallAsync(procore);
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        Assert.That(() => CallAsync(procore), Throws.TypeOf<ReauthorizationRequiredException>());

        Assert.That(_server.Forms, Has.Count.EqualTo(3), "the first refresh and two revocations");
    }

    [Test]
    public void ExchangeCodeAsync_does_not_use_the_code_when_the_store_fails_first()
    {
        var procore = App();
        _store.FailsToGiveALease = true;

        Assert.That(() => procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience), Throws.TypeOf<ProcoreException>());
        Assert.That(procore.TokenRequests, Is.Empty);
    }

    [Test]
    public async Task RevokeAsync_requires_a_new_authorization_of_the_user()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);

        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        var request = procore.Requests[^1];
        Assert.That(request.Line, Is.EqualTo("POST /oauth/revoke"));
        Assert.That(request.Address.Host, Is.EqualTo("login.procore.com"));
        Assert.That(request.Body, Is.EqualTo($"token=refresh-1&client_id={TimedProcore.ClientId}&client_secret={TimedProcore.Secret}"));
        Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization"));
        Assert.That(() => CallAsync(procore), Throws.TypeOf<ReauthorizationRequiredException>());
        Assert.That(() => CallAsync(App()), Throws.TypeOf<ReauthorizationRequiredException>());
        Assert.That(_server.Forms.Select(form => form.GetValueOrDefault("token")), Is.EqualTo(new[] { null, "access-1", "refresh-1" }));
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);
    }

    [Test]
    public async Task RevokeAsync_forgets_nothing_before_both_tokens_were_accepted()
    {
        var procore = App();
        await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
        await CallAsync(procore);
        var asked = 0;
        _server.BeforeToken = _ =>
        {
            _server.Instead = ++asked == 2 ? Answer.Json("{}", 403) : null;
            return Task.CompletedTask;
        };

        Assert.That(() => procore.Authentication.RevokeAsync().WaitAsync(Patience), Throws.InstanceOf<ProcoreException>());
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        Assert.That(_server.Forms.Skip(1).Select(form => form["token"]), Is.EqualTo(new[] { "access-1", "refresh-1", "access-1", "refresh-1" }));
    }

    [Test]
    public async Task RevokeAsync_sends_nothing_when_the_app_is_not_authorized()
    {
        var procore = App();

        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        Assert.That(_server.Forms, Is.Empty);
    }

    [Test]
    public async Task RevokeAsync_lets_a_service_account_get_a_new_token()
    {
        var procore = App(options => options.TokenStore = null);
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);
        await CallAsync(procore);
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        await CallAsync(procore);

        Assert.That(_server.Forms.Select(form => form.GetValueOrDefault("token") ?? form["grant_type"]), Is.EqualTo(new[] { "client_credentials", "access-1", "client_credentials" }));
    }

    [Test]
    public async Task RevokeAsync_throws_when_it_is_refused_and_can_be_retried()
    {
        var procore = App(options => options.TokenStore = null);
        await CallAsync(procore);
        _server.Instead = Answer.Json("""{"error":"unauthorized_client","error_description":"access-1 isn't yours."}""", 403);

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Authentication.RevokeAsync().WaitAsync(Patience));

        Assert.That(failure, Has.Property(nameof(ProcoreException.Operation)).EqualTo("POST /oauth/revoke").And.Property(nameof(ProcoreException.StatusCode)).EqualTo(403));
        Assert.That(failure.ToString(), Does.Not.Contain("access-1"));
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);
        Assert.That(_server.Forms, Has.Count.EqualTo(3));
    }

    [TestCase("application/json", """{"error":"unsupported_token_type"}""")]
    [TestCase("application/json", $$"""{"errors":["{{TimedProcore.Secret}} is wrong."]}""")]
    [TestCase("application/json", """{"message":"Try again later."}""")]
    [TestCase("application/json", """{"success":false}""")]
    [TestCase("application/json", """{"status":"failed"}""")]
    [TestCase("application/json", """{"status":"queued"}""")]
    [TestCase("application/json", """{"result":"odd"}""")]
    [TestCase("application/json", """{"is_error":true}""")]
    [TestCase("application/json", """{"ok":false}""")]
    [TestCase("application/json", """["No."]""")]
    [TestCase("application/json", """false""")]
    [TestCase("application/json", """{"succ""")]
    [TestCase("text/html", "<html><title>Sign in</title></html>")]
    [TestCase("text/plain", "failed")]
    public async Task RevokeAsync_throws_when_a_success_is_none(string type, string body)
    {
        foreach (var isUser in new[] { false, true })
        {
            var procore = App(options => options.TokenStore = isUser ? options.TokenStore : null);
            if (isUser)
                await procore.Authentication.ExchangeCodeAsync("code", RedirectUri).WaitAsync(Patience);
            await CallAsync(procore);
            var before = procore.TokenRequests.Count;
            _server.Instead = Answer.Text(body, type, 200);

            var failure = Assert.CatchAsync<ProcoreException>(() => procore.Authentication.RevokeAsync().WaitAsync(Patience));

            Assert.That((failure.Operation, failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo(("POST /oauth/revoke", (int?)200, false)));
            Assert.That(failure.ToString(), Does.Not.Contain(TimedProcore.Secret));
            // Nothing was forgotten.
            await CallAsync(procore);
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(before));
        }
    }

    [TestCase(200, "")]
    [TestCase(204, "")]
    [TestCase(200, "{}")]
    [TestCase(200, " {} ")]
    [TestCase(200, "null")]
    [TestCase(200, "[]")]
    [TestCase(200, "OK")]
    [TestCase(200, "true")]
    [TestCase(200, """{"success":true}""")]
    [TestCase(200, """{"status":"ok","error":null}""")]
    [TestCase(200, """{"message":"The request succeeded"}""")]
    public async Task RevokeAsync_accepts_a_success_without_content(int status, string body)
    {
        var procore = App(options => options.TokenStore = null);
        await CallAsync(procore);
        _server.Instead = Answer.Text(body, "application/json", status);

        await procore.Authentication.RevokeAsync().WaitAsync(Patience);
        await procore.Authentication.RevokeAsync().WaitAsync(Patience);

        Assert.That(_server.Forms, Has.Count.EqualTo(2), "a sign-in and one revocation");
    }

    [Test]
    public void Authentication_methods_refuse_invalid_arguments_before_sending()
    {
        var procore = App();
        var authentication = procore.Authentication;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => authentication.GetAuthorizationUrl(null!, "state"), Throws.ArgumentNullException);
            Assert.That(() => authentication.GetAuthorizationUrl(new Uri("/back", UriKind.Relative), "state"), Throws.ArgumentException.With.Property("ParamName").EqualTo("redirectUri"));
            Assert.That(() => authentication.GetAuthorizationUrl(RedirectUri, " "), Throws.ArgumentException.With.Property("ParamName").EqualTo("state"));
            Assert.That(() => authentication.GetAuthorizationUrl(RedirectUri, "a\uD83D"), Throws.ArgumentException.With.Property("ParamName").EqualTo("state"));
            Assert.That(() => authentication.ExchangeCodeAsync("\uDE00", RedirectUri), Throws.ArgumentException.With.Property("ParamName").EqualTo("code"));
            Assert.That(() => authentication.ExchangeCodeAsync("", RedirectUri), Throws.ArgumentException.With.Property("ParamName").EqualTo("code"));
            Assert.That(() => authentication.ExchangeCodeAsync("code", null!), Throws.ArgumentNullException);
            Assert.That(_server.Forms, Is.Empty);
        }
    }

    [Test]
    public void Authentication_methods_name_the_missing_option()
    {
        var service = App(options => options.TokenStore = null).Authentication;
        using var given = new TimedProcore(_ => Answer.Json("{}"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => service.ExchangeCodeAsync("code", RedirectUri), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.TokenStore"));
            Assert.That(() => given.Authentication.ExchangeCodeAsync("code", RedirectUri), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.ClientId"));
            Assert.That(() => given.Authentication.GetAuthorizationUrl(RedirectUri, "state"), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.ClientId"));
            Assert.That(() => given.Authentication.RevokeAsync(), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.ClientId"));
        }
    }

    private static Task<CompanyUser> CallAsync(TimedProcore procore) => procore.Users.GetAsync(7).WaitAsync(Patience);

    private TimedProcore App(Action<ProcoreOptions>? configure = null)
    {
        var program = new TimedProcore(_server.AnswerAsync, options =>
        {
            TimedProcore.AsService(options);
            options.TokenStore = _store;
            options.Retry.MaxRetries = 0;
            configure?.Invoke(options);
        });
        _programs.Add(program);
        return program;
    }
}
