namespace Procore.CompanyUsers;

/// <summary>
/// The tokens of a service account: one for all callers, renewed ahead of its expiry by one request, however many callers wait.
/// </summary>
internal sealed class ClientCredentialsTokens(LoginClient login, ProcoreOptions options, TimeProvider timeProvider) : IAccessTokens
{
    private static readonly TimeSpan RenewAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private IssuedToken? _token;
    private Task<IssuedToken>? _renewal;

    public async Task<string> GetAsync(string? rejected, CancellationToken cancellationToken)
    {
        Task<IssuedToken> renewal;
        lock (_gate)
        {
            if (_token is not null && string.Equals(_token.Value, rejected, StringComparison.Ordinal))
                _token = null;
            var left = _token is null ? TimeSpan.Zero : _token.ExpiresAt - timeProvider.GetUtcNow();
            if (left > RenewAhead)
                return _token!.Value;
            renewal = _renewal ??= Task.Run(RenewAsync);
            if (left > TooLate)
            {
                Forget(renewal);
                return _token!.Value;
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
            var token = await login.SignInAsync(options.ClientId!, options.ClientSecret!, CancellationToken.None).ConfigureAwait(false);
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
