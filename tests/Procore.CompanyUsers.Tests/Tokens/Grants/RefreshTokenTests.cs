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
    public async Task The_request_is_a_form_with_the_client_its_secret_and_the_refresh_token()
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
    public async Task The_new_pair_is_stored_before_it_is_used()
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
    public async Task A_hundred_callers_without_a_token_cause_one_request_for_one()
    {
        var procore = Program();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => procore.Users.GetAsync(7)))).WaitAsync(Patience);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That(Bearers(procore), Has.Exactly(100).Items.And.All.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task Ten_programs_with_one_store_cause_one_request_too()
    {
        var programs = Enumerable.Range(0, 10).Select(_ => Program()).ToList();

        await Task.WhenAll(programs.Select(program => Task.Run(() => program.Users.GetAsync(7)))).WaitAsync(Patience);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That(programs.SelectMany(Bearers), Has.Exactly(10).Items.And.All.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task The_next_program_goes_on_with_what_is_stored()
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
    public async Task A_token_that_Procore_no_longer_takes_is_replaced_by_the_one_that_another_program_got()
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
    public async Task A_store_that_fails_fails_the_call_and_the_pair_is_kept_for_the_next()
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
    public async Task The_pair_is_kept_even_if_another_client_comes_next()
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
    public async Task What_could_not_be_stored_and_is_no_longer_good_is_redeemed_under_a_lease_of_its_own()
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
    public async Task A_stored_token_that_Procore_no_longer_takes_is_not_taken_from_the_store_again()
    {
        var procore = Program();
        await CallAsync(procore);
        _server.Instead = Answer.Json("""{"access_token":"access-of-old","expires_in":5400,"refresh_token":"refresh-1"}""");
        procore.Clock.Advance(Lifetime);

        await CallAsync(procore);

        Assert.That(Bearers(procore), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-of-old", "Bearer access-2" }));
    }

    [Test]
    public async Task A_store_that_fails_after_it_has_stored_loses_nothing_either()
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
    public async Task A_store_that_fails_beforehand_costs_no_refresh_token(bool failsToRead, bool failsToGiveALease)
    {
        var procore = Program();
        (_store.FailsToRead, _store.FailsToGiveALease) = (failsToRead, failsToGiveALease);

        var failure = await FailureAsync(procore);

        Assert.That(failure.Message, Does.Contain("TroubledStore"));
        Assert.That(procore.TokenRequests, Is.Empty);
    }

    [Test]
    public async Task A_revoked_grant_asks_for_another_authorization()
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
    public async Task Wrong_credentials_of_the_app_are_told_from_that(string body, int status, bool isGrant)
    {
        var procore = Program();
        _server.Instead = Answer.Json(body, status);

        Assert.That(await FailureAsync(procore), Is.InstanceOf<ProcoreException>().And.Matches<ProcoreException>(failure => failure is ReauthorizationRequiredException == isGrant));

        await CallAsync(procore);
        Assert.That(_server.Forms.Select(form => form["refresh_token"]), Has.All.EqualTo("refresh-0"), "the refresh token is good still");
    }

    [Test]
    public async Task Who_lost_the_lease_takes_the_pair_of_who_had_it_next()
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
    public async Task A_pair_that_comes_after_another_was_stored_gives_way()
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
    public async Task The_caller_may_leave_and_the_pair_is_stored_all_the_same()
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
    public async Task A_store_that_hangs_before_redeeming_fails_the_call_in_time()
    {
        var never = new TaskCompletionSource();
        _store.BeforeReading = () => never.Task;
        var procore = Program(options => options.TokenStoreTimeout = TimeSpan.FromSeconds(3));

        var call = procore.Users.GetAsync(7);
        await WaitForAsync(() => { procore.Clock.Advance(TimeSpan.FromSeconds(1)); return call.IsCompleted; });
        _store.BeforeReading = () => Task.CompletedTask;
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("TroubledStore").And.Contain("failed to read the tokens within 3 seconds"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_store_that_hangs_after_redeeming_keeps_the_pair_for_the_next_call()
    {
        var written = new TaskCompletionSource();
        _store.BeforeWriting = () => written.Task;
        var procore = Program();

        var call = procore.Users.GetAsync(7);
        await WaitForAsync(() => { procore.Clock.Advance(TimeSpan.FromSeconds(1)); return call.IsCompleted; });
        _store.BeforeWriting = () => Task.CompletedTask;
        await CallAsync(procore);
        written.SetResult();
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("failed to store the new tokens within 10 seconds").And.Contain("kept in memory"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1), "the pair that was issued is the one that is used");
        Assert.That((await _memory.ReadAsync(_store.Keys[0]))!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_lease_that_a_store_gives_too_late_is_released()
    {
        var given = new TaskCompletionSource();
        _store.BeforeGivingALease = () => given.Task;
        var procore = Program();

        var call = procore.Users.GetAsync(7);
        await WaitForAsync(() => { procore.Clock.Advance(TimeSpan.FromMinutes(1)); return call.IsCompleted; });
        _store.BeforeGivingALease = () => Task.CompletedTask;
        given.SetResult();
        await CallAsync(procore);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("gave no lease"));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_wait_for_a_lease_has_an_end_and_can_be_left()
    {
        var procore = Program();
        await CallAsync(procore);
        var lease = await _memory.AcquireAsync(_store.Keys[0], TimeSpan.FromDays(20));
        procore.Clock.Advance(Lifetime);
        using var cancellation = new CancellationTokenSource();
        var first = procore.Users.GetAsync(7, cancellation.Token);
        var second = procore.Users.GetAsync(7);

        await cancellation.CancelAsync();
        Assert.That(async () => await first.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        await WaitForAsync(() => { procore.Clock.Advance(TimeSpan.FromDays(1)); return second.IsCompleted; });

        Assert.That(Assert.CatchAsync<ProcoreException>(() => second).Message, Does.Contain("gave no lease"));
        await lease.DisposeAsync();
        await CallAsync(procore);
        Assert.That(_server.Refused, Is.Zero);
    }

    [Test]
    public async Task A_lost_answer_is_asked_for_again()
    {
        var attempts = 0;
        var procore = Program(options => options.Retry.MaxRetries = 3);
        _server.BeforeToken = _ => ++attempts == 1 ? throw new HttpRequestException("No.", new IOException("No.")) : Task.CompletedTask;

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(procore.TokenRequests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Nothing_is_shared_by_who_is_not_the_same()
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
    public async Task A_store_that_mixes_up_its_entries_signs_nobody_in_as_somebody_else()
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
    public async Task What_the_store_gets_is_encrypted_where_that_is_asked_for()
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
    public async Task What_a_store_holds_that_is_none_of_ours_is_told_and_left_there(string payload)
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
    public async Task A_refusal_that_quotes_what_was_sent_is_masked()
    {
        const string Refresh = "r/f+r=sh-t0ken";
        var procore = Program(options => options.RefreshToken = Refresh);
        _server.Instead = Answer.Json($$"""{"error":"invalid_grant","error_description":"{{Refresh.Replace("/", "\\/")}} {{Uri.EscapeDataString(Refresh)}} {{TimedProcore.Secret}}"}""", 400);

        var failure = await FailureAsync(procore);

        Assert.That(failure.ToString() + string.Join(' ', failure.Errors.Select(error => error.Message)), Does.Not.Contain(Refresh).And.Not.Contain("r%2Ff").And.Not.Contain(TimedProcore.Secret));
        Assert.That(failure.Message, Does.Contain("***"));
    }

    [Test]
    public async Task An_answer_without_a_successor_leaves_the_refresh_token_as_it_is()
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
    public async Task An_answer_with_an_odd_successor_is_not_taken(string successor)
    {
        var procore = Program();
        _server.Instead = Answer.Json($$"""{"access_token":"odd-token","expires_in":5400,"refresh_token":{{successor}}}""");

        var failure = await FailureAsync(procore);

        Assert.That(failure.Message, Does.Contain("isn't the JSON").And.Not.Contain("odd-token"));
    }

    [Test]
    public async Task An_app_that_nobody_has_authorized_sends_nothing()
    {
        var procore = Program(options => options.RefreshToken = null);

        Assert.That(await FailureAsync(procore), Is.TypeOf<ReauthorizationRequiredException>().With.Message.Contains("GetAuthorizationUrl"));
        Assert.That(procore.TokenRequests, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_client_that_ends_waits_for_its_renewal(bool isRenewing)
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
