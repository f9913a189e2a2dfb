namespace Procore.CompanyUsers;

/// <summary>
/// The tokens of one grant: one for all callers, renewed ahead of its expiry by one request, however many callers wait.
/// </summary>
internal sealed class RenewedTokens(IGrant grant, TimeProvider timeProvider) : IAccessTokens
{
    private readonly object _gate = new();
    private IssuedToken? _token;
    private string? _rejected;
    private Task<IssuedToken>? _renewal;

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
                Forget(renewal);
                return _token.Value;
            }
        }
        var token = await WaitAsync(renewal, cancellationToken).ConfigureAwait(false);
        return token.Value;
    }

    /// <summary>Belongs to no caller: the first to ask may leave while others wait.</summary>
    private async Task<IssuedToken> RenewAsync()
    {
        try
        {
            var token = await grant.RenewAsync(_rejected).ConfigureAwait(false);
            lock (_gate)
                _token = token;
            return token;
        }
        finally
        {
            lock (_gate)
                _renewal = null;
        }
    }

    /// <summary>A renewal ahead of time that fails is tried again by the next caller, who has a token still.</summary>
    private static void Forget(Task renewal) => _ = renewal.ContinueWith(
        failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static Task<IssuedToken> WaitAsync(Task<IssuedToken> renewal, CancellationToken cancellationToken) =>
#if NET
        renewal.WaitAsync(cancellationToken);
#else
        renewal.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
