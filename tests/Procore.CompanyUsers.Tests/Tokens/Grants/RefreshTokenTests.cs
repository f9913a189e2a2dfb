using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class RefreshTokenTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GrantServer _server = new();
    private readonly TestClock _storeClock = new();
    private readonly InMemoryTokenStore _memory;
    private readonly TroubledStore _store;
    private readonly List<TimedProcore> _programs = [];

    public RefreshTokenTests()
    {
        _memory = new InMemoryTokenStore(_storeClock);
        _store = new TroubledStore(_memory);
    }

    public void Dispose() => _programs.ForEach(program => program.Dispose());

    [Test]
    public async Task GetAsync_sends_a_form_with_the_client_and_the_refresh_token()
    {
        var procore = Program();

        await CallAsync(procore);

        var request = procore.TokenRequests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Line, Is.EqualTo("POST /oauth/token"));
            Assert.That(request.Address.Host, Is.EqualTo("login.procore.com"));
            Assert.That(request.ContentType, Is.EqualTo("application/x-www-form-urlencoded"));
            Assert.That(request.Body, Is.EqualTo($"grant_type=refresh_token&client_id={TimedProcore.ClientId}&client_secret={TimedProcore.Secret}&refresh_token=refresh-0"));
            Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization").And.None.EqualTo("Procore-Company-Id"));
        }
    }

    [Test]
    public async Task GetAsync_stores_new_tokens_before_it_uses_them()
    {
        TimedProcore? procore = null;
        _store.BeforeWriting = () =>
        {
            Assert.That(procore!.Requests, Is.Empty);
            return Task.CompletedTask;
        };
        procore = Program();

        await CallAsync(procore);

        var stored = await _memory.ReadAsync(_store.Keys[0]);
        Assert.That(stored!.Version, Is.EqualTo(1));
        Assert.That(stored.Payload, Does.Contain("refresh-1").And.Contain("access-1"));
        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer access-1" }));
    }

    [Test]
    public async Task GetAsync_refreshes_once_for_100_concurrent_callers()
    {
        var procore = Program();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => procore.Users.GetAsync(7)))).WaitAsync(Patience);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That(Bearers(procore), Has.Exactly(100).Items.And.All.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task GetAsync_refreshes_once_for_10_processes_that_share_a_store()
    {
        var programs = Enumerable.Range(0, 10).Select(_ => Program()).ToList();

        await Task.WhenAll(programs.Select(program => Task.Run(() => program.Users.GetAsync(7)))).WaitAsync(Patience);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That(programs.SelectMany(Bearers), Has.Exactly(10).Items.And.All.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task GetAsync_continues_with_the_tokens_in_the_store()
    {
        await CallAsync(Program());

        var next = Program();
        await CallAsync(next);
        Assert.That(next.TokenRequests, Is.Empty);

        next.Clock.Advance(Lifetime);
        await CallAsync(next);
        Assert.That(_server.Forms.Select(form => form["refresh_token"]), Is.EqualTo(new[] { "refresh-0", "refresh-1" }));
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task GetAsync_uses_tokens_that_another_process_stored_after_a_401()
    {
        var first = Program();
        var second = Program();
        await CallAsync(first);
        await CallAsync(second);
        second.Clock.Advance(Lifetime);
        await CallAsync(second);

        await CallAsync(first);

        Assert.That(Bearers(first), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-1", "Bearer access-2" }));
        Assert.That(_server.Forms, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GetAsync_throws_and_keeps_the_tokens_when_the_store_fails()
    {
        var procore = Program();
        _store.FailsToWrite = true;

        var failures = new[] { await FailureAsync(procore), await FailureAsync(procore) };

        Assert.That(failures.Select(failure => failure.Message), Has.All.Contains("TroubledStore").And.All.Contains("kept in memory"));
        Assert.That(failures.Select(failure => failure.ToString()), Has.None.Contains("refresh-").And.None.Contains("access-"));
        Assert.That(procore.Requests, Is.Empty, "what isn't stored isn't used");

        _store.FailsToWrite = false;
        await CallAsync(procore);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Payload, Does.Contain("refresh-1"));
    }

    [Test]
    public async Task GetAsync_keeps_unstored_tokens_for_the_next_client()
    {
        _store.FailsToWrite = true;
        var first = Program();
        await FailureAsync(first);
        first.Dispose();
        _store.FailsToWrite = false;

        await CallAsync(Program());

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_refreshes_expired_unstored_tokens_under_a_new_lease()
    {
        var procore = Program();
        _store.FailsToWrite = true;
        await FailureAsync(procore);
        _store.FailsToWrite = false;
        procore.Clock.Advance(Lifetime);

        await CallAsync(procore);

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer access-2" }));
        Assert.That(_store.Leases, Is.EqualTo(3), "a lease may end with what is written under it");
    }

    [Test]
    public async Task GetAsync_does_not_read_a_rejected_token_from_the_store_again()
    {
        var procore = Program();
        await CallAsync(procore);
        _server.Instead = Answer.Json("""{"access_token":"access-of-old","expires_in":5400,"refresh_token":"refresh-1"}""");
        procore.Clock.Advance(Lifetime);

        await CallAsync(procore);

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-of-old", "Bearer access-2" }));
    }

    [Test]
    public async Task GetAsync_loses_no_tokens_when_the_store_fails_after_writing()
    {
        var procore = Program();
        _store.FailsAfterWriting = true;
        await FailureAsync(procore);
        _store.FailsAfterWriting = false;

        await CallAsync(procore);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Version, Is.EqualTo(1));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task GetAsync_uses_no_refresh_token_when_the_store_fails_first(bool failsToRead, bool failsToGiveALease)
    {
        var procore = Program();
        (_store.FailsToRead, _store.FailsToGiveALease) = (failsToRead, failsToGiveALease);

        var failure = await FailureAsync(procore);

        Assert.That(failure.Message, Does.Contain("TroubledStore"));
        Assert.That(procore.TokenRequests, Is.Empty);
    }

    [Test]
    public async Task GetAsync_throws_ReauthorizationRequired_when_the_grant_is_revoked()
    {
        var procore = Program();
        _server.Rotate();

        var failure = await FailureAsync(procore);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.TypeOf<ReauthorizationRequiredException>());
            Assert.That(failure.StatusCode, Is.EqualTo(400));
            Assert.That(failure.Operation, Is.EqualTo("POST /oauth/token"));
            Assert.That(failure.MayHaveBeenApplied, Is.False);
            Assert.That(procore.TokenRequests, Has.Count.EqualTo(1));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [TestCase("""{"error":"invalid_client","error_description":"Client authentication failed"}""", 401, false)]
    [TestCase("""{"error":"invalid_request"}""", 400, false)]
    [TestCase("""{"error":"invalid_grant"}""", 401, true)]
    public async Task GetAsync_distinguishes_wrong_app_credentials_from_a_revoked_grant(string body, int status, bool isGrant)
    {
        var procore = Program();
        _server.Instead = Answer.Json(body, status);

        Assert.That(await FailureAsync(procore), Is.InstanceOf<ProcoreException>().And.Matches<ProcoreException>(failure => failure is ReauthorizationRequiredException == isGrant));

        await CallAsync(procore);
        Assert.That(_server.Forms.Select(form => form["refresh_token"]), Has.All.EqualTo("refresh-0"), "the refresh token is good still");
    }

    [Test]
    public async Task GetAsync_uses_the_tokens_of_the_next_lease_holder_when_it_is_late()
    {
        var lateServer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Program();
        _server.BeforeToken = _ => lateServer.Task;
        var call = first.Users.GetAsync(7);
        await WaitForAsync(() => first.TokenRequests.Count == 1);
        // The lease of the first ends by the clock of the store, and the second redeems the token.
        _storeClock.Advance(TimeSpan.FromDays(2));
        _server.BeforeToken = _ => Task.CompletedTask;
        await CallAsync(Program());

        lateServer.SetResult();
        await call.WaitAsync(Patience);

        Assert.That(_server.Refused, Is.EqualTo(1));
        Assert.That(Bearers(first), Is.EqualTo(new[] { "Bearer access-1" }));
    }

    [Test]
    public async Task GetAsync_drops_tokens_that_arrive_after_others_were_stored()
    {
        var procore = Program();
        _store.BeforeWriting = async () =>
        {
            _store.BeforeWriting = () => Task.CompletedTask;
            // The lease is lost, and the server is one that takes a refresh token twice.
            _storeClock.Advance(TimeSpan.FromDays(2));
            _server.Rotate();
            await StoreAsync(_store.Keys[0], 1, "access-2", "refresh-2");
        };

        await CallAsync(procore);

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer access-2" }));
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Payload, Does.Contain("refresh-2"));
    }

    [Test]
    public async Task GetAsync_stores_the_tokens_even_if_the_caller_cancels()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.BeforeToken = _ => gate.Task;
        var procore = Program();
        using var cancellation = new CancellationTokenSource();
        var call = procore.Users.GetAsync(7, cancellation.Token);
        await WaitForAsync(() => procore.TokenRequests.Count == 1);

        await cancellation.CancelAsync();
        Assert.That(async () => await call.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        gate.SetResult();
        await CallAsync(procore);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_times_out_when_the_store_hangs_before_the_refresh()
    {
        var (hangs, never) = (NewSignal(), NewSignal());
        _store.BeforeReading = () => HangAsync(hangs, never);
        var procore = Program(options => options.TokenStoreTimeout = TimeSpan.FromSeconds(1));

        var call = procore.Users.GetAsync(7);
        await PassLimitAsync(procore.Clock, hangs, TimeSpan.FromSeconds(1), call);
        _store.BeforeReading = () => Task.CompletedTask;
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("TroubledStore").And.Contain("failed to read the tokens within 1 second ("));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_keeps_the_tokens_when_the_store_hangs_after_the_refresh()
    {
        var (hangs, written) = (NewSignal(), NewSignal());
        _store.BeforeWriting = () => HangAsync(hangs, written);
        var procore = Program(options => options.TokenStoreTimeout = new ProcoreOptions().TokenStoreTimeout);

        var call = procore.Users.GetAsync(7);
        await PassLimitAsync(procore.Clock, hangs, TimeSpan.FromSeconds(10), call);
        _store.BeforeWriting = () => Task.CompletedTask;
        await CallAsync(procore);
        written.SetResult();
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("failed to store the new tokens within 10 seconds").And.Contain("kept in memory"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1), "the pair that was issued is the one that is used");
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_releases_a_lease_that_arrives_too_late()
    {
        var (hangs, given) = (NewSignal(), NewSignal());
        _store.BeforeGivingALease = () => HangAsync(hangs, given);
        var procore = Program();

        var call = procore.Users.GetAsync(7);
        await PassLimitAsync(procore.Clock, hangs, TimeSpan.FromDays(2), call);
        _store.BeforeGivingALease = () => Task.CompletedTask;
        given.SetResult();
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("gave no lease"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_waits_for_a_lease_until_a_timeout_or_cancellation()
    {
        var procore = Program();
        await CallAsync(procore);
        var lease = await _memory.AcquireAsync(_store.Keys[0], TimeSpan.FromDays(20));
        procore.Clock.Advance(Lifetime);
        var asked = NewSignal();
        _store.BeforeGivingALease = () => HangAsync(asked, asked);
        using var cancellation = new CancellationTokenSource();
        var first = procore.Users.GetAsync(7, cancellation.Token);
        var second = procore.Users.GetAsync(7);

        await cancellation.CancelAsync();
        Assert.That(async () => await first.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        await PassLimitAsync(procore.Clock, asked, TimeSpan.FromDays(2), second);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => second).Message, Does.Contain("gave no lease"));
        await lease.DisposeAsync();
        await CallAsync(procore);
        Assert.That(_server.Refused, Is.Zero);
    }

    [Test]
    public async Task GetAsync_retries_a_refresh_whose_response_is_lost()
    {
        var attempts = 0;
        var procore = Program(options => options.Retry.MaxRetries = 3);
        _server.BeforeToken = _ => ++attempts == 1 ? throw new HttpRequestException("No.", new IOException("No.")) : Task.CompletedTask;

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GetAsync_shares_no_tokens_between_different_accounts()
    {
        Action<ProcoreOptions>[] others =
        [
            _ => { },
            options => options.Environment = ProcoreEnvironment.Sandbox,
            options => options.LoginAddress = new Uri("https://login.example.com/"),
            options => options.ClientId = "other",
            options => options.AccountName = "other",
            options => (options.ClientId, options.AccountName) = ($"{TimedProcore.ClientId}/other", null),
            options => options.RefreshToken = null,
            options => options.RefreshToken = "other",
        ];
        foreach (var other in others)
            await FailureOrNullAsync(Program(other));

        Assert.That(_store.Keys.Distinct().Count(), Is.EqualTo(others.Length));
        Assert.That(_store.Keys, Has.None.Contains(TimedProcore.Secret).And.None.Contains("refresh-0"));
    }

    [Test]
    public async Task GetAsync_refuses_stored_tokens_of_another_account()
    {
        await CallAsync(Program());
        var stored = await _memory.ReadAsync(_store.Keys[0]);
        var other = Program(options => options.AccountName = "other");
        await FailureOrNullAsync(other);
        await StoreAsync(_store.Keys[^1], stored!);

        var failure = await FailureAsync(Program(options => options.AccountName = "other"));

        Assert.That(failure.Message, Does.Contain("another account"));
    }

    [Test]
    public async Task TokenProtector_encrypts_what_the_store_gets()
    {
        await CallAsync(Program(options => options.TokenProtector = new ReversingProtector()));

        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Payload, Does.Not.Contain("refresh-1").And.Contain("1-hserfer"));
        await CallAsync(Program(options => options.TokenProtector = new ReversingProtector()));
        var failure = await FailureAsync(Program());

        Assert.That(failure.Message, Does.Contain("ProcoreOptions.TokenProtector"));
        Assert.That(failure.ToString(), Does.Not.Contain("1-hserfer"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("odd-text")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"key":"KEY","access_token":7,"issued_at":1,"expires_at":2,"refresh_token":"odd-text"}""")]
    [TestCase("""{"key":"KEY","access_token":"odd-text","issued_at":1,"expires_at":2}""")]
    [TestCase("""{"key":"KEY","access_token":"odd-text","issued_at":1,"expires_at":9223372036854775807,"refresh_token":"odd-text"}""")]
    public async Task GetAsync_throws_and_keeps_a_foreign_entry_of_the_store(string payload)
    {
        await FailureOrNullAsync(Program(options => options.RefreshToken = null));
        var written = new StoredTokens(1, payload.Replace("KEY", _store.Keys[0]));
        await StoreAsync(_store.Keys[0], written);

        var failure = await FailureAsync(Program(options => options.RefreshToken = null));

        Assert.That(failure.ToString(), Does.Not.Contain("odd-text"));
        Assert.That(await _memory.ReadAsync(_store.Keys[0]), Is.SameAs(written));
        Assert.That(_server.Forms, Is.Empty);
    }

    [Test]
    public async Task GetAsync_masks_a_refusal_that_repeats_the_refresh_token()
    {
        const string Refresh = "r/f+r=sh-t0ken";
        var procore = Program(options => options.RefreshToken = Refresh);
        _server.Instead = Answer.Json($$"""{"error":"invalid_grant","error_description":"{{Refresh.Replace("/", "\\/")}} {{Uri.EscapeDataString(Refresh)}} {{TimedProcore.Secret}}"}""", 400);

        var failure = await FailureAsync(procore);

        Assert.That(failure.ToString() + string.Join(' ', failure.Errors.Select(error => error.Message)), Does.Not.Contain(Refresh).And.Not.Contain("r%2Ff").And.Not.Contain(TimedProcore.Secret));
        Assert.That(failure.Message, Does.Contain("***"));
    }

    [Test]
    public async Task GetAsync_keeps_the_refresh_token_when_the_response_has_none()
    {
        var procore = Program();
        _server.Instead = Answer.Json("""{"access_token":"access-0","expires_in":5400}""");

        await CallAsync(procore);

        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Payload, Does.Contain("refresh-0"));
    }

    [TestCase("7")]
    [TestCase("\"\"")]
    [TestCase("\"a b\"")]
    [TestCase("[]")]
    public async Task GetAsync_throws_when_the_new_refresh_token_is_invalid(string successor)
    {
        var procore = Program();
        _server.Instead = Answer.Json($$"""{"access_token":"odd-token","expires_in":5400,"refresh_token":{{successor}}}""");

        var failure = await FailureAsync(procore);

        Assert.That(failure.Message, Does.Contain("isn't the JSON").And.Not.Contain("odd-token"));
    }

    [Test]
    public async Task GetAsync_sends_nothing_when_the_app_is_not_authorized()
    {
        var procore = Program(options => options.RefreshToken = null);

        Assert.That(await FailureAsync(procore), Is.TypeOf<ReauthorizationRequiredException>().With.Message.Contains("GetAuthorizationUrl"));
        Assert.That(procore.TokenRequests, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Dispose_waits_for_a_running_refresh(bool isRenewing)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var handler = new RecordingHandler(_server.AnswerAsync);
        var client = ProcoreClient.Create(new ProcoreOptions { ClientId = "c", ClientSecret = "s", RefreshToken = "refresh-0", TokenStore = _store }, handler);
        _server.BeforeToken = _ => gate.Task;
        var call = isRenewing ? client.Company(1).Users.GetAsync(7) : Task.CompletedTask;
        await WaitForAsync(() => !isRenewing || handler.Requests.Count == 1);

        var end = client.DisposeAsync().AsTask();

        Assert.That(end.IsCompleted, Is.EqualTo(!isRenewing));
        gate.SetResult();
        await end.WaitAsync(Patience);
        Assert.That(await FailureOrNullAsync(() => call), isRenewing ? Is.InstanceOf<ObjectDisposedException>().Or.InstanceOf<OperationCanceledException>() : Is.Null);
        Assert.That((await _memory.ReadAsync(_store.Keys.FirstOrDefault() ?? ""))?.Version, isRenewing ? Is.EqualTo(1) : Is.Null);
    }

    private TimedProcore Program(Action<ProcoreOptions>? configure = null)
    {
        var program = new TimedProcore(_server.AnswerAsync, options =>
        {
            TimedProcore.AsService(options);
            options.RefreshToken = "refresh-0";
            options.TokenStore = _store;
            options.Retry.MaxRetries = 0;
            configure?.Invoke(options);
        });
        _programs.Add(program);
        return program;
    }

    private static Task<CompanyUser> CallAsync(TimedProcore procore) => procore.Users.GetAsync(7).WaitAsync(Patience);

    private static async Task<ProcoreException> FailureAsync(TimedProcore procore) =>
        (ProcoreException)(await FailureOrNullAsync(procore) ?? throw new AssertionException("The call didn't fail."));

    private static Task<Exception?> FailureOrNullAsync(TimedProcore procore) => FailureOrNullAsync(() => CallAsync(procore));

    private static async Task<Exception?> FailureOrNullAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception exception) when (exception is not TimeoutException)
        {
            return exception;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Task HangAsync(TaskCompletionSource hangs, TaskCompletionSource end)
    {
        hangs.TrySetResult();
        return end.Task;
    }

    /// <summary>The clock moves only once the store is called, because only then the call's time limit runs.</summary>
    private static async Task PassLimitAsync(TestClock clock, TaskCompletionSource hangs, TimeSpan limit, Task call)
    {
        await hangs.Task.WaitAsync(Patience);
        clock.Advance(limit);
        await Task.WhenAny(call).WaitAsync(Patience);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task StoreAsync(string key, long version, string access, string refresh) => StoreAsync(key, new StoredTokens(version,
        $$"""{"key":"{{key}}","access_token":"{{access}}","issued_at":{{_programs[0].Clock.Now.ToUnixTimeMilliseconds()}},"expires_at":{{_programs[0].Clock.Now.AddHours(1).ToUnixTimeMilliseconds()}},"refresh_token":"{{refresh}}"}"""));

    private async Task StoreAsync(string key, StoredTokens tokens)
    {
        await using var lease = await _memory.AcquireAsync(key, Lifetime);
        Assert.That(await lease.TryWriteAsync(tokens), Is.True);
    }

    private static IReadOnlyList<string> Bearers(TimedProcore procore) => [.. procore.Requests.Select(request => request.Headers["Authorization"])];
}
