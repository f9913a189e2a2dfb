namespace Procore.CompanyUsers;

/// <summary>
/// The grant of a user who has authorized the app: a refresh token, which is good for one use and is redeemed by one
/// program at a time.
/// </summary>
internal sealed class RefreshTokenGrant(LoginClient login, GrantStore store, ProcoreOptions options, TimeProvider timeProvider) : IGrant
{
    public async Task<IssuedToken> RenewAsync(string? rejected)
    {
        // Another program may have renewed it already, which needs no lease to be seen.
        if (store.Unsaved is null && await store.ReadAsync().ConfigureAwait(false) is { } stored && IsGood(stored, rejected))
            return stored;
        var (lease, held) = await AcquireAsync(CancellationToken.None).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            return held is not null && IsGood(held, rejected) ? held : await RedeemAsync(lease, held, rejected).ConfigureAwait(false);
        }
    }

    /// <summary>What the authorization code is good for takes the place of whatever there was.</summary>
    /// <param name="code">The code.</param>
    /// <param name="redirectUri">Where it was sent.</param>
    /// <param name="replaced">Called when what was given before is no longer good.</param>
    /// <param name="cancellationToken">Cancels the wait for the lease.</param>
    public async Task ExchangeAsync(string code, Uri redirectUri, Action replaced, CancellationToken cancellationToken)
    {
        var lease = await store.AcquireAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            await lease.ReadVersionAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // From here on it is seen through: the code is used up, and the tokens must be stored.
            await SaveAsync(lease, await login.ExchangeAsync(code, redirectUri, CancellationToken.None).ConfigureAwait(false), replaced).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="ExchangeAsync" />
    public async Task RevokeAsync(Action replaced, CancellationToken cancellationToken)
    {
        var (lease, held) = await AcquireAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (RefreshToken(lease, held) is not { } refreshToken)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            await login.RevokeAsync(refreshToken, CancellationToken.None).ConfigureAwait(false);
            await SaveAsync(lease, token: null, replaced).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lease and reads, with nothing left to be stored.</summary>
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
            // If the lease was lost, somebody else may have redeemed it meanwhile.
            token = await lease.ReadAsync().ConfigureAwait(false);
            if (lease.Version == version || token is null || !IsGood(token, rejected))
                throw;
            return token;
        }
        return await lease.SaveAsync(token).ConfigureAwait(false)
            ?? throw new ReauthorizationRequiredException("The grant was revoked while its tokens were renewed.");
    }

    /// <summary>The configured one is the first; as soon as anything is stored it is used up.</summary>
    private string? RefreshToken(GrantLease lease, IssuedToken? held) => lease.Version == 0 ? options.RefreshToken : held?.RefreshToken;

    private bool IsGood(IssuedToken token, string? rejected) =>
        !token.IsDue(timeProvider.GetUtcNow()) && !string.Equals(token.Value, rejected, StringComparison.Ordinal);
}
