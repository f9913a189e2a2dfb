namespace Procore.CompanyUsers.Tests;

internal sealed class AccessTokenTests
{
    [Test]
    public async Task The_token_goes_out_as_bearer()
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");

        await procore.Users.GetCurrentAsync();

        Assert.That(procore.Requests.Single().Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedProcore.Token}"));
    }

    [Test]
    public async Task The_source_is_asked_for_each_request()
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
    public void A_source_that_gives_no_token_sends_nothing_and_repeats_nothing(string? token)
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
    public async Task The_source_is_given_the_callers_cancellation()
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
    public async Task No_other_host_sees_it(string address)
    {
        using var procore = ScriptedProcore.Answering("{}");
        using var http = procore.Http;

        using var _ = await http.GetAsync(new Uri(address));

        Assert.That(procore.Requests.Single().Headers.Keys, Has.None.EqualTo("Authorization"));
    }

    [Test]
    public void It_shows_in_no_text_of_what_holds_it()
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
    public void It_shows_in_no_failure()
    {
        using var procore = ScriptedProcore.Answering("""{"message":"No"}""", 401);

        Assert.That(() => procore.Users.GetCurrentAsync(), Throws.InstanceOf<ProcoreException>().With.Matches<ProcoreException>(
            exception => !exception.ToString().Contains(ScriptedProcore.Token, StringComparison.Ordinal)));
    }
}
