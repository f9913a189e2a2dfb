using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers;

/// <summary>Where the tokens of one grant are, and how they are written there.</summary>
internal sealed class GrantStore(IProcoreTokenStore store, IProcoreTokenProtector? protector, string key, TimeSpan leaseTime, TimeProvider timeProvider, TransportEvents events)
{
    /// <summary>By store and key: what couldn't be stored outlives the client that got it.</summary>
    private static readonly ConditionalWeakTable<IProcoreTokenStore, ConcurrentDictionary<string, UnsavedTokens>> AllUnsaved = new();

    private readonly ConcurrentDictionary<string, UnsavedTokens> _unsaved = AllUnsaved.GetValue(store, _ => new(StringComparer.Ordinal));

    /// <summary>Tokens that Procore has issued and the store hasn't got.</summary>
    public UnsavedTokens? Unsaved => _unsaved.TryGetValue(key, out var tokens) ? tokens : null;

    /// <summary>Reads without a lease.</summary>
    public async Task<IssuedToken?> ReadAsync() =>
        await OpenAsync(await CallAsync("read the tokens", () => store.ReadAsync(key, CancellationToken.None)).ConfigureAwait(false)).ConfigureAwait(false);

    public async Task<GrantLease> AcquireAsync(CancellationToken cancellationToken)
    {
        using var patience = CreateTimer();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return new GrantLease(this, await store.AcquireAsync(key, leaseTime, wait.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProcoreException(
                exception is OperationCanceledException && patience.IsCancellationRequested
                    ? $"The token store ({store.GetType().Name}) gave no lease within {(leaseTime + leaseTime).TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds: another program holds it."
                    : $"The token store ({store.GetType().Name}) failed to give a lease.",
                exception);
        }
    }

    /// <summary>Never fails: what comes of the call is known by then, and a lease that isn't given back ends by itself.</summary>
    public async ValueTask GiveBackAsync(IProcoreTokenLease lease)
    {
        try
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            events.LeaseKept(exception);
        }
    }

    public async Task<T> CallAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new ProcoreException($"The token store ({store.GetType().Name}) failed to {what}.", exception);
        }
    }

    public void Keep(UnsavedTokens tokens) => _unsaved[key] = tokens;

    public void LetGo() => _unsaved.TryRemove(key, out _);

    public async Task<StoredTokens> SealAsync(long version, IssuedToken? token)
    {
        // The key is in it, so that a store that mixes up its entries signs nobody in as somebody else.
        var payload = new JObject { ["key"] = key };
        if (token is not null)
        {
            payload["access_token"] = token.Value;
            payload["issued_at"] = token.IssuedAt.ToUnixTimeMilliseconds();
            payload["expires_at"] = token.ExpiresAt.ToUnixTimeMilliseconds();
            payload["refresh_token"] = token.RefreshToken;
        }
        var text = payload.ToString(Formatting.None);
        return new StoredTokens(version, protector is null ? text : await protector.ProtectAsync(text, CancellationToken.None).ConfigureAwait(false));
    }

    /// <returns>Null where nothing is stored, or a grant that was revoked.</returns>
    public async Task<IssuedToken?> OpenAsync(StoredTokens? stored)
    {
        if (stored is null)
            return null;
        var text = protector is null
            ? stored.Payload
            : await CallAsync("decrypt the tokens with ProcoreOptions.TokenProtector", () => protector.UnprotectAsync(stored.Payload, CancellationToken.None).AsTask()).ConfigureAwait(false);
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var payload = JObject.Load(reader);
            if (payload["key"] is not JValue { Value: string owner })
                throw Unreadable();
            if (owner != key)
                throw new ProcoreException($"The token store ({store.GetType().Name}) gave the tokens of another account.");
            if (payload["access_token"] is null)
                return null;
            return payload["access_token"] is JValue { Value: string token }
                && payload["issued_at"] is JValue { Value: long issuedAt }
                && payload["expires_at"] is JValue { Value: long expiresAt }
                && payload["refresh_token"] is JValue { Value: string refreshToken }
                    ? new IssuedToken(token, DateTimeOffset.FromUnixTimeMilliseconds(issuedAt), DateTimeOffset.FromUnixTimeMilliseconds(expiresAt), refreshToken, isStored: true)
                    : throw Unreadable();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentOutOfRangeException)
        {
            // The cause would quote the tokens.
            throw Unreadable();
        }
    }

    private ProcoreException Unreadable() => new(
        $"The token store ({store.GetType().Name}) holds something for this account that isn't its tokens{(protector is null ? "; they may be encrypted, and ProcoreOptions.TokenProtector isn't set" : string.Empty)}.");

    private CancellationTokenSource CreateTimer() =>
#if NET
        new(leaseTime + leaseTime, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(leaseTime + leaseTime);
#endif
}
