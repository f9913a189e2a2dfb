namespace Procore.CompanyUsers.Tests;

internal sealed class RenewingTokensTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestClock _clock = new();
    private readonly ScriptedGrant _grant = new();
    private readonly RenewingTokens _tokens;

    public RenewingTokensTests() => _tokens = new RenewingTokens(_grant, _clock, TransportEvents.None);

    [Test]
    public async Task GetAsync_drops_a_renewal_that_ends_after_Forget()
    {
        var early = _tokens.GetAsync(null, CancellationToken.None);
        var first = await _grant.AskedAsync();
        _tokens.Forget();
        var late = _tokens.GetAsync(null, CancellationToken.None);
        var second = await _grant.AskedAsync();

        second.Answer.SetResult(Token("of the new grant"));
        Assert.That(await late.WaitAsync(Patience), Is.EqualTo("of the new grant"));
        first.Answer.SetResult(Token("of the old grant"));
        await early.WaitAsync(Patience);

        Assert.That(await _tokens.GetAsync(null, CancellationToken.None).WaitAsync(Patience), Is.EqualTo("of the new grant"));
    }

    [Test]
    public async Task GetAsync_does_not_return_a_rejected_token_when_its_renewal_fails()
    {
        var call = _tokens.GetAsync(null, CancellationToken.None);
        (await _grant.AskedAsync()).Answer.SetResult(Token("a"));
        var renewal = _tokens.GetAsync(await call.WaitAsync(Patience), CancellationToken.None);
        (await _grant.AskedAsync()).Answer.SetException(new ProcoreException("No."));
        Assert.That(() => renewal.WaitAsync(Patience), Throws.TypeOf<ProcoreException>());

        var next = _tokens.GetAsync(null, CancellationToken.None);

        var asked = await _grant.AskedAsync();
        Assert.That(asked.Rejected, Is.EqualTo("a"));
        asked.Answer.SetResult(Token("b"));
        Assert.That(await next.WaitAsync(Patience), Is.EqualTo("b"));
    }

    private IssuedToken Token(string value) => new(value, _clock.Now, _clock.Now.AddHours(1), refreshToken: null);

    private sealed class ScriptedGrant : IGrant
    {
        private readonly System.Threading.Channels.Channel<Renewal> _renewals = System.Threading.Channels.Channel.CreateUnbounded<Renewal>();

        public async Task<Renewal> AskedAsync() => await _renewals.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public Task<IssuedToken> RenewAsync(string? rejected)
        {
            var renewal = new Renewal(rejected, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _renewals.Writer.TryWrite(renewal);
            return renewal.Answer.Task;
        }
    }

    private sealed record Renewal(string? Rejected, TaskCompletionSource<IssuedToken> Answer);
}
