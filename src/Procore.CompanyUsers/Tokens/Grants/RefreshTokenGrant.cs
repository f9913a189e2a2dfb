namespace Procore.CompanyUsers;

/// <summary>
/// The grant of a user who has authorized the app: a refresh token, which can be used once, by one program at a time.
/// </summary>
internal sealed class RefreshTokenGrant(LoginClient login, GrantStore store, ProcoreOptions options, TimeProvider timeProvider) : IGrant
{
    public async Task<IssuedToken> RenewAsync(string? rejected)
    {
        // Another program may have renewed it already; reading that needs no lease.
        if (store.Unsaved is null && await store.ReadAsync().ConfigureAwait(false) is { } stored && IsGood(stored, rejected))
            return stored;
        var (lease, held) = await AcquireAsync(CancellationToken.None).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            return held is not null && IsGood(held, rejected) ? held : await RedeemAsync(lease, held, rejected).ConfigureAwait(false);
        }
    }

    /// <summary>Exchanges an authorization code for tokens, which replace the stored ones.</summary>
    /// <param name="code">The code.</param>
    /// <param name="redirectUri">The address that Procore sent the code to.</param>
    /// <param name="replaced">Called when the previous tokens are no longer valid.</param>
    /// <param name="cancellationToken">Cancels the wait for the lease.</param>
    public async Task ExchangeAsync(string code, Uri redirectUri, Action replaced, CancellationToken cancellationToken)
    {
        var lease = await store.AcquireAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            await lease.ReadVersionAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // No cancellation from here on: the code is used up, and the tokens must be stored.
            await SaveAsync(lease, await login.ExchangeAsync(code, redirectUri, CancellationToken.None).ConfigureAwait(false), replaced).ConfigureAwait(false);
        }
    }

    /// <summary>Revokes the access token and the refresh token, and forgets them when Procore has accepted both.</summary>
    /// <param name="current">The access token in use, which may differ from the stored one; null if there is none.</param>
    /// <param name="replaced">Called when the previous tokens are no longer valid.</param>
    /// <param name="cancellationToken">Cancels the wait for the lease.</param>
    public async Task RevokeAsync(string? current, Action replaced, CancellationToken cancellationToken)
    {
        var (lease, held) = await AcquireAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (RefreshToken(lease, held) is not { } refreshToken)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            // The refresh token is last: it ends the grant, and until then a failed call can be repeated.
            foreach (var token in new[] { current, held?.Value, refreshToken }.OfType<string>().Distinct(StringComparer.Ordinal))
                await login.RevokeAsync(token, CancellationToken.None).ConfigureAwait(false);
            await SaveAsync(lease, token: null, replaced).ConfigureAwait(false);
        }
    }

    /// <summary>Acquires the lease and reads, after tokens that couldn't be stored before are stored.</summary>
    private async Task<(GrantLease Lease, IssuedToken? Held)> AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var lease = await store.AcquireAsync(cancellationToken).ConfigureAwait(false);
            var isHeld = false;
            try
            {
                var held = await lease.ReadAsync().ConfigureAwait(false);
                isHeld = !lease.IsSpent;
                if (isHeld)
                    return (lease, held);
            }
            finally
            {
                if (!isHeld)
                    await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task SaveAsync(GrantLease lease, IssuedToken? token, Action replaced)
    {
        try
        {
            await lease.SaveAsync(token).ConfigureAwait(false);
        }
        finally
        {
            replaced();
        }
    }

    private async Task<IssuedToken> RedeemAsync(GrantLease lease, IssuedToken? held, string? rejected)
    {
        var refreshToken = RefreshToken(lease, held)
            ?? throw new ReauthorizationRequiredException("No user has authorized the app, or the grant was revoked. Send one to IProcoreAuthentication.GetAuthorizationUrl.");
        var version = lease.Version;
        IssuedToken? token;
        try
        {
            token = await login.RefreshAsync(refreshToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ReauthorizationRequiredException)
        {
            // If the lease was lost, another program may have redeemed it meanwhile.
            token = await lease.ReadAsync().ConfigureAwait(false);
            if (lease.Version == version || token is null || !IsGood(token, rejected))
                throw;
            return token;
        }
        return await lease.SaveAsync(token).ConfigureAwait(false)
            ?? throw new ReauthorizationRequiredException("The grant was revoked while its tokens were renewed.");
    }

    /// <summary>The configured refresh token is the first one; once anything is stored, it is used up.</summary>
    private string? RefreshToken(GrantLease lease, IssuedToken? held) => lease.Version == 0 ? options.RefreshToken : held?.RefreshToken;

    private bool IsGood(IssuedToken token, string? rejected) =>
        !token.IsDue(timeProvider.GetUtcNow()) && !string.Equals(token.Value, rejected, StringComparison.Ordinal);
}
