namespace Procore.CompanyUsers.Tests;

/// <summary>A store that fails where a test says so, and tells what it was asked.</summary>
internal sealed class TroubledStore(IProcoreTokenStore inner) : IProcoreTokenStore
{
    public List<string> Keys { get; } = [];

    /// <summary>How many leases it gave.</summary>
    public int Leases { get; private set; }

    public bool FailsToRead { get; set; }

    public bool FailsToGiveALease { get; set; }

    public bool FailsToWrite { get; set; }

    /// <summary>What is stored is stored, and then the connection breaks.</summary>
    public bool FailsAfterWriting { get; set; }

    /// <summary>The lease is given back, and then the connection breaks.</summary>
    public bool FailsToTakeBack { get; set; }

    /// <summary>Comes before each read without a lease.</summary>
    public Func<Task> BeforeReading { get; set; } = () => Task.CompletedTask;

    /// <summary>Comes before each lease; the store doesn't observe its cancellation meanwhile.</summary>
    public Func<Task> BeforeGivingALease { get; set; } = () => Task.CompletedTask;

    /// <summary>Comes before each write.</summary>
    public Func<Task> BeforeWriting { get; set; } = () => Task.CompletedTask;

    public async Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        lock (Keys)
            Keys.Add(key);
        await BeforeReading();
        return FailsToRead ? throw new IOException("No.") : await inner.ReadAsync(key, cancellationToken);
    }

    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        if (FailsToGiveALease)
            throw new IOException("No.");
        await BeforeGivingALease();
        var lease = new Lease(this, await inner.AcquireAsync(key, duration, cancellationToken));
        Leases++;
        return lease;
    }

    private sealed class Lease(TroubledStore store, IProcoreTokenLease lease) : IProcoreTokenLease
    {
        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) =>
            store.FailsToRead ? throw new IOException("No.") : lease.ReadAsync(cancellationToken);

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            await store.BeforeWriting();
            if (store.FailsToWrite)
                throw new IOException("No.");
            var isWritten = await lease.TryWriteAsync(tokens, cancellationToken);
            return store.FailsAfterWriting ? throw new IOException("No.") : isWritten;
        }

        public async ValueTask DisposeAsync()
        {
            await lease.DisposeAsync();
            if (store.FailsToTakeBack)
                throw new IOException("No.");
        }
    }
}
