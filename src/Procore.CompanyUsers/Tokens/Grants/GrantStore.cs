using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Where the tokens of one grant are, and how they are written there.</summary>
/// <param name="store">Keeps the tokens.</param>
/// <param name="protector">Encrypts them; null for plain text.</param>
/// <param name="key">The name of the grant's entry in the store.</param>
/// <param name="leaseTime">How long a lease is held at most.</param>
/// <param name="timeout">How long a call to the store may take, other than waiting for a lease.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="events">Reports what happens.</param>
internal sealed class GrantStore(IProcoreTokenStore store, IProcoreTokenProtector? protector, string key, TimeSpan leaseTime, TimeSpan timeout, TimeProvider timeProvider, TransportEvents events)
{
    /// <summary>By store and key: what couldn't be stored outlives the client that got it.</summary>
    private static readonly ConditionalWeakTable<IProcoreTokenStore, ConcurrentDictionary<string, UnsavedTokens>> AllUnsaved = new();

    private readonly ConcurrentDictionary<string, UnsavedTokens> _unsaved = AllUnsaved.GetValue(store, _ => new(StringComparer.Ordinal));

    /// <summary>Tokens that Procore has issued and the store hasn't got.</summary>
    public UnsavedTokens? Unsaved => _unsaved.TryGetValue(key, out var tokens) ? tokens : null;

    /// <summary>Reads without a lease.</summary>
    public async Task<IssuedToken?> ReadAsync() =>
        await OpenAsync(await CallAsync("read the tokens", cancellation => store.ReadAsync(key, cancellation)).ConfigureAwait(false)).ConfigureAwait(false);

    public async Task<GrantLease> AcquireAsync(CancellationToken cancellationToken)
    {
        using var patience = CreateTimer(leaseTime + leaseTime);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var cancellation = wait.Token;
        var acquisition = Task.Run(() => store.AcquireAsync(key, leaseTime, cancellation), CancellationToken.None);
        try
        {
            return new GrantLease(this, await WaitAsync(acquisition, wait.Token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            _ = GiveBackLateAsync(acquisition);
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new ProcoreException(
                exception is OperationCanceledException && patience.IsCancellationRequested
                    ? $"The token store ({store.GetType().Name}) gave no lease within {DurationText.InSeconds(leaseTime + leaseTime)}: another program holds it, or the store doesn't respond."
                    : $"The token store ({store.GetType().Name}) failed to give a lease.",
                exception);
        }
    }

    /// <summary>Never fails: the result of the call is known by then, and a lease that isn't released ends by itself.</summary>
    public async ValueTask GiveBackAsync(IProcoreTokenLease lease)
    {
        using var limit = CreateTimer(timeout);
        try
        {
            var release = Task.Run(() => lease.DisposeAsync().AsTask());
            Observe(release);
            await WaitAsync(release, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            events.LeaseReleaseFailed(exception);
        }
    }

    /// <summary>Calls the store with a time limit, whether or not the store observes the cancellation.</summary>
    /// <param name="what">What the call does, after "failed to".</param>
    /// <param name="call">The call.</param>
    /// <param name="consequence">What a failure means, as a sentence of its own.</param>
    public async Task<T> CallAsync<T>(string what, Func<CancellationToken, Task<T>> call, string consequence = "")
    {
        using var limit = CreateTimer(timeout);
        try
        {
            var cancellation = limit.Token;
            var answer = Task.Run(() => call(cancellation), CancellationToken.None);
            Observe(answer);
            return await WaitAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var late = exception is OperationCanceledException && limit.IsCancellationRequested ? $" within {DurationText.InSeconds(timeout)} (ProcoreOptions.TokenStoreTimeout)" : string.Empty;
            throw new ProcoreException($"The token store ({store.GetType().Name}) failed to {what}{late}.{consequence}", exception);
        }
    }

    public void Keep(UnsavedTokens tokens) => _unsaved[key] = tokens;

    public void LetGo() => _unsaved.TryRemove(key, out _);

    public async Task<StoredTokens> SealAsync(long version, IssuedToken? token, CancellationToken cancellationToken)
    {
        // The key protects against a store that mixes up its entries: no user gets another user's tokens.
        var payload = new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = key };
        if (token is not null)
        {
            payload["access_token"] = token.Value;
            payload["issued_at"] = token.IssuedAt.ToUnixTimeMilliseconds();
            payload["expires_at"] = token.ExpiresAt.ToUnixTimeMilliseconds();
            payload["refresh_token"] = token.RefreshToken;
        }
        var text = JsonText.Write<object?>(payload);
        return new StoredTokens(version, protector is null ? text : await protector.ProtectAsync(text, cancellationToken).ConfigureAwait(false));
    }

    /// <returns>Null where nothing is stored, or a grant that was revoked.</returns>
    public async Task<IssuedToken?> OpenAsync(StoredTokens? stored)
    {
        if (stored is null)
            return null;
        var text = protector is null
            ? stored.Payload
            : await CallAsync("decrypt the tokens with ProcoreOptions.TokenProtector", cancellation => protector.UnprotectAsync(stored.Payload, cancellation).AsTask()).ConfigureAwait(false);
        if (PlainJson.TryParse(text) is not { } payload || payload.At("key") is not string owner)
            throw Unreadable();
        if (owner != key)
            throw new ProcoreException($"The token store ({store.GetType().Name}) returned the tokens of another account.");
        if (!payload.ContainsKey("access_token"))
            return null;
        return payload.At("access_token") is string token
            && TryReadTime(payload.At("issued_at"), out var issuedAt)
            && TryReadTime(payload.At("expires_at"), out var expiresAt)
            && payload.At("refresh_token") is string refreshToken
                ? new IssuedToken(token, issuedAt, expiresAt, refreshToken, isStored: true)
                : throw Unreadable();
    }

    private static bool TryReadTime(object? value, out DateTimeOffset time)
    {
        // Unix milliseconds from 1970 to 9999.
        var isTime = value is long and >= 0 and < 253402300800000;
        time = isTime ? DateTimeOffset.FromUnixTimeMilliseconds((long)value!) : default;
        return isTime;
    }

    private ProcoreException Unreadable() => new(
        $"The token store ({store.GetType().Name}) holds something for this account that isn't its tokens{(protector is null ? "; they may be encrypted, and ProcoreOptions.TokenProtector isn't set" : string.Empty)}.");

    /// <summary>A store that ignores the cancellation may give a lease after all; it must not stay taken.</summary>
    private async Task GiveBackLateAsync(Task<IProcoreTokenLease> acquisition)
    {
        try
        {
            await GiveBackAsync(await acquisition.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // No lease was given.
        }
    }

    /// <summary>Keeps the failure of a call that nothing waits for any more from being reported as unobserved.</summary>
    private static void Observe(Task call) => _ = call.ContinueWith(
        failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static async Task WaitAsync(Task call, CancellationToken cancellationToken) =>
#if NET
        await call.WaitAsync(cancellationToken).ConfigureAwait(false);
#else
        await call.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
#endif

    private static async Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken)
    {
        await WaitAsync((Task)call, cancellationToken).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }

    private CancellationTokenSource CreateTimer(TimeSpan time) =>
#if NET
        new(time, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(time);
#endif
}
