namespace Procore.CompanyUsers.Testing;

/// <summary>Provides a case with stores, a unique key, checks and timeouts.</summary>
internal sealed class TokenStoreTestContext(Func<IProcoreTokenStore> connect, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Long enough to notice a wrongly granted lease, short enough to wait for in every run.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    public static TimeSpan Duration { get; } = TimeSpan.FromMinutes(2);

    public string Key { get; } = $"https://login.example.com/client/{Guid.NewGuid():N}";

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public IProcoreTokenStore Connect() => connect();

    public static void Check(bool isMet, string otherwise)
    {
        if (!isMet)
            throw new TokenStoreContractException(otherwise);
    }

    public Task<IProcoreTokenLease> AcquireAsync(IProcoreTokenStore store, string? key = null) =>
        InTimeAsync(store.AcquireAsync(key ?? Key, Duration, CancellationToken), "A free lease wasn't granted.");

    public async Task WriteAsync(IProcoreTokenStore store, string key, long version, string payload)
    {
        var lease = await AcquireAsync(store, key).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            Check(await lease.TryWriteAsync(new StoredTokens(version, payload), CancellationToken).ConfigureAwait(false), $"Version {version} was refused although it follows the stored version.");
    }

    public async Task CheckStoredAsync(string key, long version, string payload, string when)
    {
        var stored = await Connect().ReadAsync(key, CancellationToken).ConfigureAwait(false);
        Check(stored is not null, $"Nothing is stored {when}.");
        Check(stored!.Version == version, $"Version {stored.Version} is stored {when} instead of {version}.");
        Check(stored.Payload == payload, $"The stored payload differs from the one that was written, {when}.");
    }

    public async Task CheckWaitsAsync(Task acquisition, string otherwise)
    {
        await Task.WhenAny(acquisition, Task.Delay(Moment, CancellationToken)).ConfigureAwait(false);
        Check(!acquisition.IsCompleted, otherwise);
    }

    public async Task<T> InTimeAsync<T>(Task<T> task, string otherwise)
    {
        if (await Task.WhenAny(task, Task.Delay(Timeout, CancellationToken)).ConfigureAwait(false) != task)
        {
            CancellationToken.ThrowIfCancellationRequested();
            throw new TokenStoreContractException(otherwise);
        }
        return await task.ConfigureAwait(false);
    }
}
