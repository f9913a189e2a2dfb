namespace Procore.CompanyUsers;

/// <summary>
/// The access token of one grant, shared by all callers and renewed before it expires, by one request however many callers wait.
/// </summary>
internal sealed class RenewingTokens(IGrant grant, TimeProvider timeProvider, TransportEvents events) : IAccessTokens
{
    private readonly object _gate = new();
    private IssuedToken? _token;
    private string? _rejected;
    private Task<IssuedToken>? _renewal;
    private int _grants;
    private string? _loggedRejection;

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

    /// <summary>The current token; null if there is none.</summary>
    public string? Current
    {
        get
        {
            lock (_gate)
                return _token?.Value;
        }
    }

    /// <summary>Drops the token, and one that is being requested, after the grant was replaced or revoked.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_token, _rejected, _renewal) = (null, _token?.Value, null);
            _grants++;
        }
    }

    /// <summary>Waits for a renewal that is running, so that its tokens aren't lost.</summary>
    public async Task SettleAsync()
    {
        Task? renewal;
        lock (_gate)
            renewal = _renewal;
        if (renewal is not null)
            await Task.WhenAny(renewal).ConfigureAwait(false);
    }

    /// <summary>Runs independently of any caller: the first caller may cancel while others wait.</summary>
    private async Task<IssuedToken> RenewAsync()
    {
        int grants;
        string? rejected;
        lock (_gate)
            (grants, rejected) = (_grants, _rejected);
        if (rejected is not null && !string.Equals(rejected, _loggedRejection, StringComparison.Ordinal))
        {
            _loggedRejection = rejected;
            events.TokenRejected();
        }
        IssuedToken? token = null;
        try
        {
            token = await grant.RenewAsync(rejected).ConfigureAwait(false);
            if (token.IsStored)
                events.TokenLoaded(token.ExpiresAt);
            else
                events.TokenIssued(token.ExpiresAt);
            return token;
        }
        catch (Exception failure)
        {
            events.TokenFailed(failure);
            throw;
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

    /// <summary>If a renewal ahead of expiry fails, the next caller tries again; the token is still valid.</summary>
    private static void Observe(Task renewal) => _ = renewal.ContinueWith(
        failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static Task<IssuedToken> WaitAsync(Task<IssuedToken> renewal, CancellationToken cancellationToken) =>
#if NET
        renewal.WaitAsync(cancellationToken);
#else
        renewal.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
