using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class OAuthTests : DirectoryTest
{
    private const string Secret = "hush-hush";

    private readonly FakeAccount _account;

    public OAuthTests() => _account = Fake.AddAccount("hr", Secret, "ada@example.com");

    [Test]
    public async Task Token_of_a_service_account_is_valid_until_it_expires()
    {
        var answer = await TokenAsync(("grant_type", "client_credentials"));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        var token = (string)answer.Body["access_token"]!;
        Assert.That(answer.Body, Is.EqualTo(new JObject
        {
            ["access_token"] = token,
            ["token_type"] = "bearer",
            ["expires_in"] = 5_400,
            ["created_at"] = Clock.GetUtcNow().ToUnixTimeSeconds(),
        }).Using(JToken.EqualityComparer));
        Assert.That(answer.Header("Cache-Control"), Is.EqualTo("no-store"));
        Clock.Advance(TimeSpan.FromSeconds(5_399));
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.OK));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Token_belongs_to_the_account()
    {
        Company.AddUser("Bruno", "Brandt", "bruno@example.com");
        var ada = Company.AddUser("Ada", "Abbott", "ada@example.com");
        var token = (string)(await TokenAsync(("grant_type", "client_credentials"))).Body["access_token"]!;
        using var client = new WireClient(Fake) { Token = token };
        Assert.That((long)(await client.GetAsync(Company, "me")).Body["id"]!, Is.EqualTo(ada.Id));
    }

    [Test]
    public async Task Refresh_is_possible_once_and_returns_the_next_token()
    {
        var first = _account.IssueRefreshToken();
        var answer = await RefreshAsync(first);
        var next = (string)answer.Body["refresh_token"]!;
        Assert.That(next, Is.Not.EqualTo(first));
        Assert.That(await StatusAsync((string)answer.Body["access_token"]!), Is.EqualTo(HttpStatusCode.OK));

        var again = await RefreshAsync(first);
        Assert.That((again.Status, (string?)again.Body["error"]), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
        Assert.That((await RefreshAsync(next)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Refresh_in_parallel_succeeds_once()
    {
        var token = _account.IssueRefreshToken();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => RefreshAsync(token))));
        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.OK), Is.EqualTo(1));
    }

    [Test]
    public async Task Refresh_whose_response_is_lost_still_uses_the_token()
    {
        var token = _account.IssueRefreshToken();
        Fake.FailNext(FakeFault.ConnectionReset().AfterApplying(), when: request => request.Operation == "POST /oauth/token");
        Assert.That(() => RefreshAsync(token), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await RefreshAsync(token)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase(true, HttpStatusCode.BadRequest)]
    [TestCase(false, HttpStatusCode.OK)]
    public async Task Refresh_that_fails_uses_the_token_unless_configured(bool invalidates, HttpStatusCode expected)
    {
        var fake = new FakeProcore(new FakeProcoreOptions { FailedRefreshInvalidatesToken = invalidates });
        var token = fake.AddAccount("hr", Secret).IssueRefreshToken();
        fake.FailNext(FakeFault.Status(500));
        Assert.That((await RefreshAsync()).Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That((await RefreshAsync()).Status, Is.EqualTo(expected));

        Task<WireAnswer> RefreshAsync() => SendAsync(fake, "/oauth/token", "hr", Secret, ("grant_type", "refresh_token"), ("refresh_token", token));
    }

    [Test]
    public async Task Refresh_that_never_arrives_leaves_the_token_valid()
    {
        var token = _account.IssueRefreshToken();
        Fake.FailNext(FakeFault.ConnectionRefused());
        Assert.That(() => RefreshAsync(token), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await RefreshAsync(token)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Token_and_Revoke_accept_JSON_as_the_JavaScript_SDK_sends_it()
    {
        var pair = (await PostJsonAsync("/oauth/token", new { grant_type = "refresh_token", client_id = "hr", client_secret = Secret, refresh_token = _account.IssueRefreshToken() })).Body;
        var token = (string)pair["access_token"]!;
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.OK));

        var revoked = await PostJsonAsync("/oauth/revoke", new { token, client_id = "hr", client_secret = Secret });
        Assert.That((revoked.Status, await StatusAsync(token)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That(Fake.Requests.Select(request => $"{request.Body}"), Has.None.Contains(Secret).And.None.Contains(token));
    }

    [TestCase("[]")]
    [TestCase("{")]
    public async Task Token_refuses_a_body_that_is_not_a_JSON_object(string body)
    {
        using var http = new HttpClient(Fake.CreateHandler());
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.That((await http.PostAsync(new Uri("https://login.procore.com/oauth/token"), content)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Fake.Requests.Single().Body, Is.EqualTo("***"));
    }

    [Test]
    public async Task Token_info_describes_a_valid_token_only()
    {
        var token = _account.IssueToken(TimeSpan.FromMinutes(5));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var info = await InfoAsync(token);
        Assert.That(info.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(((long)info.Body["expires_in_seconds"]!, (string?)info.Body["application"]!["uid"]), Is.EqualTo((240L, "hr")));
        Assert.That(Fake.Requests.Single().Operation, Is.EqualTo("GET /oauth/token/info"));

        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.That((await InfoAsync(token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await InfoAsync("never-issued")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("https://app.example/in", "https://app.example/in?code=")]
    [TestCase("https://app.example/in?x=1", "https://app.example/in?x=1&code=")]
    public async Task Authorize_redirects_with_a_code_and_the_state(string redirectUri, string expected)
    {
        var response = await AuthorizeAsync($"response_type=code&client_id=hr&redirect_uri={Uri.EscapeDataString(redirectUri)}&state=a%20b");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var location = response.Headers.Location!.OriginalString;
        Assert.That(location, Does.StartWith(expected).And.EndsWith("&state=a%20b"));
        var code = location[expected.Length..location.IndexOf("&state", StringComparison.Ordinal)];
        Assert.That((await CodeAsync(code, redirectUri)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Authorize_shows_the_code_without_a_redirect_uri_of_the_app()
    {
        const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";
        var answer = await WireAnswer.ReadAsync(await AuthorizeAsync("response_type=code&client_id=hr&redirect_uri=" + OutOfBand));
        Assert.That((await CodeAsync((string)answer.Body["code"]!, OutOfBand)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("response_type=code&client_id=else&redirect_uri=https://app.example/in", HttpStatusCode.Unauthorized)]
    [TestCase("response_type=code&redirect_uri=https://app.example/in", HttpStatusCode.BadRequest)]
    [TestCase("response_type=code&client_id=hr", HttpStatusCode.BadRequest)]
    [TestCase("response_type=code&client_id=hr&redirect_uri=in", HttpStatusCode.BadRequest)]
    [TestCase("response_type=token&client_id=hr&redirect_uri=https://app.example/in", HttpStatusCode.BadRequest)]
    public async Task Authorize_refuses_invalid_requests_without_a_redirect(string query, HttpStatusCode expected)
    {
        var response = await AuthorizeAsync(query);
        Assert.That((response.StatusCode, response.Headers.Location), Is.EqualTo((expected, (Uri?)null)));
    }

    [TestCase("https://app.example/in", "https://app.example/in", HttpStatusCode.OK)]
    [TestCase(null, "https://app.example/in", HttpStatusCode.OK)]
    [TestCase("https://app.example/in", "https://other.example/in", HttpStatusCode.BadRequest)]
    [TestCase("https://app.example/in", "", HttpStatusCode.BadRequest)]
    public async Task Code_is_valid_once_for_its_redirect_uri(string? issuedFor, string redirectUri, HttpStatusCode expected)
    {
        var code = _account.IssueAuthorizationCode(issuedFor);
        var answer = await CodeAsync(code, redirectUri);
        Assert.That(answer.Status, Is.EqualTo(expected));
        Assert.That(answer.Body["refresh_token"], expected == HttpStatusCode.OK ? Is.Not.Null : Is.Null);
        Assert.That((await CodeAsync(code, "https://app.example/in")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Code_is_valid_for_ten_minutes()
    {
        var (early, late) = (_account.IssueAuthorizationCode(), _account.IssueAuthorizationCode());
        Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.That((await CodeAsync(early, "")).Status, Is.EqualTo(HttpStatusCode.OK));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await CodeAsync(late, "")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("access_token")]
    [TestCase("refresh_token")]
    public async Task Revoke_of_one_token_revokes_the_pair(string kind)
    {
        var pair = (await RefreshAsync(_account.IssueRefreshToken())).Body;
        var answer = await SendAsync("/oauth/revoke", ("token", (string)pair[kind]!));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync((string)pair["access_token"]!), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await RefreshAsync((string)pair["refresh_token"]!)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Revoke_ignores_unknown_tokens_and_those_of_another_account()
    {
        var token = Fake.AddAccount("other", "other-secret").IssueToken();
        Assert.That((await SendAsync("/oauth/revoke", ("token", token))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await SendAsync("/oauth/revoke", ("token", "never issued"))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Token_refuses_the_refresh_token_and_code_of_another_account()
    {
        var other = Fake.AddAccount("other", "other-secret");
        var token = other.IssueRefreshToken();
        Assert.That((await RefreshAsync(token)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await CodeAsync(other.IssueAuthorizationCode(), "")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await RefreshAsync(token, "other", "other-secret")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("hr", "other-hush")]
    [TestCase("nobody", Secret)]
    [TestCase("hr", null)]
    [TestCase(null, Secret)]
    public async Task Token_refuses_unknown_clients_with_401(string? id, string? secret)
    {
        var answer = await SendAsync("/oauth/token", id, secret, ("grant_type", "client_credentials"));
        Assert.That((answer.Status, (string?)answer.Body["error"]), Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_client")));
        Assert.That($"{answer.Body}", Does.Not.Contain(secret ?? Secret).And.Not.Contain(Secret));
    }

    [TestCase("", "invalid_request")]
    [TestCase("grant_type=password", "unsupported_grant_type")]
    [TestCase("grant_type=refresh_token", "invalid_request")]
    [TestCase("grant_type=refresh_token&refresh_token=", "invalid_request")]
    [TestCase("grant_type=refresh_token&refresh_token=x", "invalid_grant")]
    [TestCase("grant_type=authorization_code", "invalid_request")]
    [TestCase("grant_type=authorization_code&code=x", "invalid_grant")]
    public async Task Token_refuses_invalid_requests_with_400(string form, string error)
    {
        var pairs = form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();
        var answer = await TokenAsync(pairs);
        Assert.That((answer.Status, (string?)answer.Body["error"]), Is.EqualTo((HttpStatusCode.BadRequest, error)));
    }

    [Test]
    public async Task Token_accepts_the_client_in_a_header()
    {
        using var http = new HttpClient(Fake.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"hr:{Secret}")));
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        Assert.That((await http.PostAsync(new Uri("https://login.procore.com/oauth/token"), form)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "no base64!");
        Assert.That((await http.PostAsync(new Uri("https://login.procore.com/oauth/token"), form)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Token_accepts_any_client_until_an_account_is_added()
    {
        var fake = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = true });
        Assert.That((await SendAsync(fake, "/oauth/token", "any", "any", ("grant_type", "client_credentials"))).Status, Is.EqualTo(HttpStatusCode.OK));
        var strict = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = false });
        Assert.That((await SendAsync(strict, "/oauth/token", "any", "any", ("grant_type", "client_credentials"))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Requests_contain_no_secret()
    {
        await RefreshAsync(_account.IssueRefreshToken());
        var request = Fake.Requests.Single();
        Assert.That(request.Operation, Is.EqualTo("POST /oauth/token"));
        Assert.That(request.Body, Is.EqualTo("client_id=hr&client_secret=***&grant_type=refresh_token&refresh_token=***"));
        Assert.That(_account.ToString(), Is.EqualTo("account hr"));
    }

    [Test]
    public void AddAccount_throws_without_a_unique_id_and_a_secret()
    {
        Assert.That(() => Fake.AddAccount("hr", "x"), Throws.ArgumentException);
        Assert.That(() => Fake.AddAccount("", "x"), Throws.ArgumentException);
        Assert.That(() => Fake.AddAccount("x", ""), Throws.ArgumentException);
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = new WireClient(Fake) { Token = token };
        return (await client.GetAsync(Company, "users")).Status;
    }

    private async Task<HttpResponseMessage> AuthorizeAsync(string query)
    {
        using var http = new HttpClient(Fake.CreateHandler());
        return await http.GetAsync(new Uri("https://login.procore.com/oauth/authorize?" + query));
    }

    private async Task<WireAnswer> InfoAsync(string token)
    {
        using var http = new HttpClient(Fake.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await WireAnswer.ReadAsync(await http.GetAsync(new Uri("https://login.procore.com/oauth/token/info")));
    }

    [TestCase("application/json; charset=utf-8", false)]
    [TestCase("application/json", true)]
    [TestCase("text/json", false)]
    [TestCase("application/vnd.api+json", true)]
    public async Task Token_accepts_JSON_of_each_media_type_and_with_a_byte_order_mark(string mediaType, bool hasMark)
    {
        var json = JObject.FromObject(new { grant_type = "client_credentials", client_id = "hr", client_secret = Secret }).ToString();
        using var http = new HttpClient(Fake.CreateHandler());
        using var content = new ByteArrayContent([.. hasMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(json)]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);

        var answer = await WireAnswer.ReadAsync(await http.PostAsync(new Uri("https://login.procore.com/oauth/token"), content));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("application/json")]
    [TestCase("application/x-www-form-urlencoded")]
    public async Task Token_refuses_a_body_that_is_not_UTF8(string mediaType)
    {
        using var http = new HttpClient(Fake.CreateHandler());
        using var content = new ByteArrayContent([.. "{\"grant_type\":\""u8, 0xFC, .. "\"}"u8]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);

        var answer = await WireAnswer.ReadAsync(await http.PostAsync(new Uri("https://login.procore.com/oauth/token"), content));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Body.ToString(), Does.Contain("UTF-8"));
    }

    private async Task<WireAnswer> PostJsonAsync(string path, object body)
    {
        using var http = new HttpClient(Fake.CreateHandler()) { BaseAddress = new Uri("https://login.procore.com") };
        using var content = new StringContent(JObject.FromObject(body).ToString(), Encoding.UTF8, "application/json");
        return await WireAnswer.ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    private Task<WireAnswer> RefreshAsync(string token, string id = "hr", string secret = Secret) =>
        SendAsync("/oauth/token", id, secret, ("grant_type", "refresh_token"), ("refresh_token", token));

    private Task<WireAnswer> CodeAsync(string code, string redirectUri) =>
        TokenAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri));

    private Task<WireAnswer> TokenAsync(params (string Name, string Value)[] form) => SendAsync("/oauth/token", form);

    private Task<WireAnswer> SendAsync(string path, params (string Name, string Value)[] form) => SendAsync(path, "hr", Secret, form);

    private Task<WireAnswer> SendAsync(string path, string? id, string? secret, params (string Name, string Value)[] form) =>
        SendAsync(Fake, path, id, secret, form);

    private static async Task<WireAnswer> SendAsync(FakeProcore fake, string path, string? id, string? secret, params (string Name, string Value)[] form)
    {
        using var http = new HttpClient(fake.CreateHandler()) { BaseAddress = new Uri("https://login.procore.com") };
        IEnumerable<(string Name, string? Value)> all = [("client_id", id), ("client_secret", secret), .. form];
        using var content = new FormUrlEncodedContent(all.Where(pair => pair.Value != null).Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value!)));
        return await WireAnswer.ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), content));
    }
}
