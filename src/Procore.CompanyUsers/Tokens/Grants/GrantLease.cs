namespace Procore.CompanyUsers;

/// <summary>The tokens of a grant while this program alone may replace them.</summary>
internal sealed class GrantLease(GrantStore store, IProcoreTokenLease lease) : IAsyncDisposable
{
    /// <summary>The version that was read last; 0 if nothing is stored.</summary>
    public long Version { get; private set; }

    /// <summary>Whether tokens were written under the lease, which may have ended with that.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Reads the stored tokens, after tokens that couldn't be stored before are stored.</summary>
    public async Task<IssuedToken?> ReadAsync()
    {
        var stored = await ReadStoredAsync().ConfigureAwait(false);
        if (store.Unsaved is not { } unsaved)
            return await store.OpenAsync(stored).ConfigureAwait(false);
        if (unsaved.BaseVersion == Version)
        {
            await WriteAsync(unsaved).ConfigureAwait(false);
            return unsaved.Token;
        }
        // They were stored after all, or another program has stored newer ones.
        store.LetGo();
        return await store.OpenAsync(stored).ConfigureAwait(false);
    }

    /// <summary>Reads the version only, to replace the stored tokens even if they can't be decrypted.</summary>
    public Task ReadVersionAsync() => ReadStoredAsync();

    /// <returns>The tokens to use: the given ones, or those that another program stored after the lease was lost.</returns>
    public async Task<IssuedToken?> SaveAsync(IssuedToken? token)
    {
        var unsaved = new UnsavedTokens(token, Version);
        store.Keep(unsaved);
        if (await WriteAsync(unsaved).ConfigureAwait(false))
            return token;
        return await store.OpenAsync(await ReadStoredAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => store.GiveBackAsync(lease);

    private async Task<StoredTokens?> ReadStoredAsync()
    {
        var stored = await store.CallAsync("read the tokens", lease.ReadAsync).ConfigureAwait(false);
        Version = stored?.Version ?? 0;
        return stored;
    }

    private async Task<bool> WriteAsync(UnsavedTokens unsaved)
    {
        var isWritten = await store.CallAsync(
            "store the new tokens",
            async cancellation => await lease.TryWriteAsync(await store.SealAsync(unsaved.BaseVersion + 1, unsaved.Token, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
            " They are kept in memory, and the next call stores them; if the program ends before that, a user must authorize the app again.").ConfigureAwait(false);
        store.LetGo();
        IsSpent = true;
        if (isWritten)
            Version = unsaved.BaseVersion + 1;
        return isWritten;
    }
}
