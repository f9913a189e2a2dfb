namespace Procore.CompanyUsers.Tests;

internal sealed class AccessTokenTests
{
    [Test]
    public async Task AccessToken_is_sent_as_a_bearer_token()
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");

        await procore.Users.GetCurrentAsync();

        Assert.That(procore.Requests.Single().Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedProcore.Token}"));
    }

    [Test]
    public async Task AccessTokenSource_is_called_for_each_request()
    {
        var asked = 0;
        using var procore = new ScriptedProcore(_ => Answer.Json("""{"id":7}"""), options =>
        {
            options.AccessToken = null;
            options.AccessTokenSource = _ => new($"token-{++asked}");
        });

        await procore.Users.GetCurrentAsync();
        await procore.Users.GetAsync(7);

        Assert.That(procore.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("s3cret s3cret")]
    [TestCase("s3cret\r\nX-Evil: 1")]
    public void AccessTokenSource_without_a_token_prevents_the_request_and_retries(string? token)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("{}"), options =>
        {
            options.AccessToken = null;
            options.AccessTokenSource = _ => new(token!);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => procore.Users.GetCurrentAsync(),
                Throws.InstanceOf<ProcoreException>().With.Message.Contains("AccessTokenSource").And.Message.Not.Contains("s3cret"));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task AccessTokenSource_receives_the_cancellation_of_the_caller()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancellation = new CancellationTokenSource();
        using var procore = new ScriptedProcore(_ => Answer.Json("{}"), options =>
        {
            options.AccessToken = null;
            options.AccessTokenSource = async token =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return "token";
            };
        });

        var call = procore.Users.GetCurrentAsync(cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("https://elsewhere.example.com/")]
    [TestCase("https://api.procore.com.example.com/")]
    [TestCase("https://api.procore.com:8443/")]
    [TestCase("http://api.procore.com/")]
    [TestCase("https://api.procore.com./")]
    [TestCase("https://api.procore.com@elsewhere.example.com/")]
    [TestCase("https://api.procore.com:443@elsewhere.example.com/")]
    [TestCase("https://elsewhere.example.com/api.procore.com")]
    [TestCase("https://elsewhere.example.com#api.procore.com")]
    [TestCase("https://login.procore.com/")]
    [TestCase("https://\uff41pi.procore.com.example.com/")]
    public async Task AccessTokenHandler_sends_no_token_to_other_hosts(string address)
    {
        using var procore = ScriptedProcore.Answering("{}");
        using var http = procore.Http;

        using var _ = await http.GetAsync(new Uri(address));

        Assert.That(procore.Requests.Single().Headers.Keys, Has.None.EqualTo("Authorization"));
    }

    [Test]
    public void ToString_of_objects_that_hold_the_AccessToken_does_not_show_it()
    {
        var options = new ProcoreOptions { AccessToken = ScriptedProcore.Token };
        using var handler = new AccessTokenHandler(new CallbackTokens(options), options);
        using var procore = ScriptedProcore.Answering("{}");
        using var http = procore.Http;

        Assert.That(
            new object[] { options, handler, procore.Client, procore.Users, http, http.DefaultRequestHeaders }.Select(holder => holder.ToString()),
            Has.None.Contains(ScriptedProcore.Token));
    }

    [Test]
    public void ProcoreException_does_not_show_the_AccessToken()
    {
        using var procore = ScriptedProcore.Answering("""{"message":"No"}""", 401);

        Assert.That(() => procore.Users.GetCurrentAsync(), Throws.InstanceOf<ProcoreException>().With.Matches<ProcoreException>(
            exception => !exception.ToString().Contains(ScriptedProcore.Token, StringComparison.Ordinal)));
    }
}
