namespace Procore.CompanyUsers.Tests;

internal sealed class TokenTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TokenServer _server = new();

    [Test]
    public async Task GetAsync_requests_one_token_for_100_concurrent_callers()
    {
        using var procore = Procore();
        _server.CloseGate();

        var calls = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => procore.Users.GetAsync(7))));
        await _server.Asked.Task.WaitAsync(Patience);
        _server.Gate.SetResult();
        await calls.WaitAsync(Patience);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(1));
            Assert.That(Bearers(procore), Has.Exactly(100).Items.And.All.EqualTo("Bearer token-1"));
        }
    }

    [Test]
    public async Task GetAsync_uses_the_current_token_for_a_retry()
    {
        var turn = 0;
        using var procore = new TimedProcore(
            (request, cancellationToken) => TimedProcore.IsForToken(request) || ++turn > 2 ? _server.AnswerAsync(request, cancellationToken) : Task.FromResult(Answer.Json("{}", 429, ("Retry-After", "3300"))),
            options =>
            {
                TimedProcore.AsService(options);
                options.RateLimit.MaxWait = options.Retry.MaxTime = TimeSpan.FromHours(3);
            });

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task GetAsync_sends_a_form_with_the_client_id_and_its_secret()
    {
        using var procore = Procore(options => options.ClientSecret = "a&b=c d+é");

        await procore.Users.GetAsync(7).WaitAsync(Patience);

        var request = procore.TokenRequests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Method, Is.EqualTo("POST"));
            Assert.That(request.Address, Is.EqualTo(new Uri("https://login.procore.com/oauth/token")));
            Assert.That(request.ContentType, Is.EqualTo("application/x-www-form-urlencoded"));
            Assert.That(request.Body, Is.EqualTo($"grant_type=client_credentials&client_id={TimedProcore.ClientId}&client_secret=a%26b%3Dc+d%2B%C3%A9"));
            Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization").And.None.EqualTo("Procore-Company-Id"));
        }
    }

    [TestCase(300)]
    [TestCase(31)]
    public async Task GetAsync_renews_a_token_in_the_background_before_it_expires(int secondsLeft)
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        procore.Clock.Advance(Lifetime - TimeSpan.FromSeconds(secondsLeft));
        _server.CloseGate();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => procore.Users.GetAsync(7))).WaitAsync(Patience);
        await _server.Asked.Task.WaitAsync(Patience);

        Assert.That(Bearers(procore), Has.Exactly(51).Items.And.All.EqualTo("Bearer token-1"), "no call waits");
        procore.Clock.Advance(TimeSpan.FromSeconds(secondsLeft));
        _server.Gate.SetResult();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        Assert.That(Bearers(procore)[^1], Is.EqualTo("Bearer token-2"));
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GetAsync_keeps_a_token_long_before_it_expires()
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        procore.Clock.Advance(Lifetime - TimeSpan.FromSeconds(301));

        await procore.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(procore.TokenRequests, Has.Count.EqualTo(1));
    }

    [TestCase(30)]
    [TestCase(0)]
    [TestCase(-100)]
    public async Task GetAsync_waits_for_a_new_token_when_the_old_one_expires(int secondsLeft)
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        procore.Clock.Advance(Lifetime - TimeSpan.FromSeconds(secondsLeft));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => procore.Users.GetAsync(7))).WaitAsync(Patience);

        Assert.That(Bearers(procore).Skip(1), Has.Exactly(50).Items.And.All.EqualTo("Bearer token-2"));
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [TestCase(100, 11, 1)]
    [TestCase(100, 10, 2)]
    [TestCase(100, 6, 2)]
    [TestCase(3000, 301, 1)]
    [TestCase(3000, 300, 2)]
    public async Task GetAsync_renews_a_token_with_a_short_lifetime_later(int lifetime, int secondsLeft, int tokenRequests)
    {
        var server = new TokenServer { Lifetime = FormattableString.Invariant($""","expires_in":{lifetime}""") };
        using var procore = new TimedProcore(server.AnswerAsync, TimedProcore.AsService);
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        procore.Clock.Advance(TimeSpan.FromSeconds(lifetime - secondsLeft));
        server.CloseGate();

        await procore.Users.GetAsync(7).WaitAsync(Patience);

        if (tokenRequests == 2)
            await server.Asked.Task.WaitAsync(Patience);
        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-1" }), "no call waits");
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(tokenRequests));
        server.Gate.SetResult();
    }

    [Test]
    public async Task GetAsync_retries_and_hides_a_failed_background_renewal()
    {
        var failing = true;
        using var procore = new TimedProcore(
            (request, cancellationToken) => failing && TimedProcore.IsForToken(request) ? throw new HttpRequestException("No.") : _server.AnswerAsync(request, cancellationToken),
            options =>
            {
                TimedProcore.AsService(options);
                options.Retry.MaxRetries = 0;
            });
        failing = false;
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        procore.Clock.Advance(Lifetime - TimeSpan.FromSeconds(200));
        failing = true;

        await procore.Users.GetAsync(7).WaitAsync(Patience);
        failing = false;
        procore.Clock.Advance(TimeSpan.FromSeconds(200));
        await RetryUntilAsync(() => procore.Users.GetAsync(7));

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task GetAsync_renews_a_rejected_token_once_for_50_callers()
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        _server.FirstTaken = 2;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => procore.Users.CreateAsync(new("A", "a@example.com"))))).WaitAsync(Patience);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
            Assert.That(Bearers(procore).Count(bearer => bearer == "Bearer token-2"), Is.EqualTo(50));
            Assert.That(procore.Requests, Has.Count.InRange(52, 101), "the first caller's 401 may save those after it theirs");
        }
    }

    [Test]
    public async Task GetAsync_throws_when_the_renewed_token_is_rejected_too()
    {
        using var procore = Procore();
        _server.FirstTaken = 100;

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7).WaitAsync(Patience));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.StatusCode, Is.EqualTo(401));
            Assert.That(failure.MayHaveBeenApplied, Is.False);
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
        }
        await Task.CompletedTask;
    }

    [Test]
    public async Task UpdateAsync_repeats_an_avatar_after_a_401_only_if_it_can_seek()
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        _server.FirstTaken = 2;

        Assert.That(() => Attempts.Calls["update with a picture that comes but once"](procore.Users).WaitAsync(Patience), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(401));
        Assert.That(procore.Requests, Has.Count.EqualTo(2));

        await Attempts.Calls["update with a picture"](procore.Users).WaitAsync(Patience);
        Assert.That(Bearers(procore).Skip(2), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task AccessTokenSource_is_called_once_more_after_a_401()
    {
        var asked = 0;
        using var procore = new TimedProcore(_server.AnswerAsync, options =>
        {
            options.AccessToken = null;
            options.AccessTokenSource = _ => new($"token-{++asked}");
        });
        _server.FirstTaken = 2;

        await procore.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public void GetAsync_does_not_repeat_a_request_with_the_same_token()
    {
        using var procore = new TimedProcore(_ => Answer.Empty(401));

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>());
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_requests_a_token_for_the_others_when_the_first_cancels()
    {
        using var procore = Procore();
        using var cancellation = new CancellationTokenSource();
        _server.CloseGate();
        var first = procore.Users.GetAsync(7, cancellation.Token);
        var others = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => procore.Users.GetAsync(7)));
        await _server.Asked.Task.WaitAsync(Patience);

        await cancellation.CancelAsync();
        Assert.That(async () => await first.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        _server.Gate.SetResult();
        await others.WaitAsync(Patience);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(1));
            Assert.That(procore.Requests, Has.Count.EqualTo(5));
        }
    }

    [TestCase("")]
    [TestCase(""","expires_in":null""")]
    [TestCase(""","expires_in":0""")]
    [TestCase(""","expires_in":-5""")]
    [TestCase(""","expires_in":"soon" """)]
    [TestCase(""","expires_in":1e99""")]
    [TestCase(""","expires_in":99999999999999""")]
    public async Task GetAsync_assumes_the_default_lifetime_when_it_is_unusable(string lifetime)
    {
        var server = new TokenServer { Lifetime = lifetime };
        using var procore = new TimedProcore(server.AnswerAsync, TimedProcore.AsService);
        await procore.Users.GetAsync(7).WaitAsync(Patience);

        procore.Clock.Advance(Lifetime - TimeSpan.FromSeconds(301));
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(1));

        procore.Clock.Advance(TimeSpan.FromSeconds(301));
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GetAsync_renews_a_token_without_the_context_of_the_caller()
    {
        using var procore = Procore();
        var before = SynchronizationContext.Current;
        var blocked = new BlockedContext();
        Task call;
        try
        {
            SynchronizationContext.SetSynchronizationContext(blocked);
            call = procore.Users.GetAsync(7);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await call.WaitAsync(Patience).ConfigureAwait(false);

        Assert.That(blocked.Posts, Is.Zero);
    }

    [Test]
    public async Task GetAsync_sends_the_secret_and_the_tokens_only_where_they_belong()
    {
        using var procore = Procore();
        await procore.Users.GetAsync(7).WaitAsync(Patience);
        _server.FirstTaken = 2;
        await procore.Users.GetAsync(7).WaitAsync(Patience);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Select(Whole), Has.None.Contains(TimedProcore.Secret));
            Assert.That(procore.TokenRequests.Select(Whole), Has.None.Contains("token-"));
            Assert.That(procore.Requests.Select(request => request.Address.Host), Has.All.EqualTo("api.procore.com"));
            Assert.That(procore.TokenRequests.Select(request => request.Address.Host), Has.All.EqualTo("login.procore.com"));
        }

        static string Whole(SentRequest request) => $"{request.Address} {string.Join(' ', request.Headers)} {request.Body}";
    }

    private static IReadOnlyList<string> Bearers(TimedProcore procore) => [.. procore.Requests.Select(request => request.Headers["Authorization"])];

    /// <summary>The renewal in the background may still be failing.</summary>
    private static async Task RetryUntilAsync(Func<Task> call)
    {
        for (var attempts = 0; ; attempts++)
        {
            try
            {
                await call().WaitAsync(Patience);
                return;
            }
            catch (ProcoreConnectionException) when (attempts == 0)
            {
            }
        }
    }

    private TimedProcore Procore(Action<ProcoreOptions>? configure = null) => new(_server.AnswerAsync, options =>
    {
        TimedProcore.AsService(options);
        configure?.Invoke(options);
    });

    /// <summary>As that of a window whose thread waits for the call: what is posted to it never runs.</summary>
    private sealed class BlockedContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }
}
