namespace Procore.CompanyUsers;

/// <summary>
/// The tokens of one grant: one for all callers, renewed ahead of its expiry by one request, however many callers wait.
/// </summary>
internal sealed class RenewingTokens(IGrant grant, TimeProvider timeProvider) : IAccessTokens
{
    private readonly object _gate = new();
    private IssuedToken? _token;
    private string? _rejected;
    private Task<IssuedToken>? _renewal;
    private int _grants;

    public async Task<string> GetAsync(string? rejected, CancellationToken cancellationToken)
    {
        Task<IssuedToken> renewal;
        lock (_gate)
        {
            if (_token is not null && string.Equals(_token.Value, rejected, StringComparison.Ordinal))
                (_token, _rejected) = (null, rejected);
            var now = timeProvider.GetUtcNow();
            if (_token is not null && !_token.IsDue(now))
                return _token.Value;
            renewal = _renewal ??= Task.Run(RenewAsync, CancellationToken.None);
            if (_token is not null && !_token.IsTooLate(now))
            {
                Observe(renewal);
                return _token.Value;
            }
        }
        var token = await WaitAsync(renewal, cancellationToken).ConfigureAwait(false);
        return token.Value;
    }

    /// <summary>The token that was given last; null if there is none.</summary>
    public string? Current
    {
        get
        {
            lock (_gate)
                return _token?.Value;
        }
    }

    /// <summary>The grant was replaced or revoked: what it has given, or is about to give, isn't used any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_token, _rejected, _renewal) = (null, _token?.Value, null);
            _grants++;
        }
    }

    /// <summary>Waits for a renewal that is on its way, so that its tokens aren't lost.</summary>
    public async Task SettleAsync()
    {
        Task? renewal;
        lock (_gate)
            renewal = _renewal;
        if (renewal is not null)
            await Task.WhenAny(renewal).ConfigureAwait(false);
    }

    /// <summary>Belongs to no caller: the first to ask may leave while others wait.</summary>
    private async Task<IssuedToken> RenewAsync()
    {
        int grants;
        string? rejected;
        lock (_gate)
            (grants, rejected) = (_grants, _rejected);
        IssuedToken? token = null;
        try
        {
            return token = await grant.RenewAsync(rejected).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (grants == _grants)
                    (_token, _rejected, _renewal) = (token ?? _token, token is null ? _rejected : null, null);
            }
        }
    }

    /// <summary>A renewal ahead of time that fails is tried again by the next caller, who has a token still.</summary>
    private static void Observe(Task renewal) => _ = renewal.ContinueWith(
        failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static Task<IssuedToken> WaitAsync(Task<IssuedToken> renewal, CancellationToken cancellationToken) =>
#if NET
        renewal.WaitAsync(cancellationToken);
#else
        renewal.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
