using System.Diagnostics;
using Medallion.Threading;

namespace Procore.DirectorySync;

/// <summary>Prevents a second run of a company: by the journal if it is the same, otherwise by a distributed lock.</summary>
internal sealed class RunLock : IAsyncDisposable
{
    private readonly IDistributedSynchronizationHandle? _handle;
    private readonly CancellationTokenSource _stop;

    private RunLock(IDistributedSynchronizationHandle? handle, IJournalLease journal, CancellationToken cancellationToken)
    {
        (_handle, Journal) = (handle, journal);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, handle?.HandleLostToken ?? CancellationToken.None);
    }

    /// <summary>Stops the run if the caller cancels or the distributed lock is lost.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The journal of the run.</summary>
    public IJournalLease Journal { get; }

    /// <exception cref="IOException">Another run of the company is under way, or the lock isn't available.</exception>
    public static async Task<RunLock> TakeAsync(DirectoryJournal journal, IDistributedLockProvider? locks, DirectoryAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var handle = locks is null ? null : await TakeAsync(locks, journal, address, cancellationToken).ConfigureAwait(false);
        try
        {
            return new RunLock(handle, await journal.LockAsync(Describe(now), cancellationToken).ConfigureAwait(false), cancellationToken);
        }
        catch
        {
            if (handle is not null)
                await handle.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await ReleaseAsync(Journal).ConfigureAwait(false);
        if (_handle is not null)
            await ReleaseAsync(_handle).ConfigureAwait(false);
    }

    private static async Task ReleaseAsync(IAsyncDisposable held)
    {
        try
        {
            await held.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A lost lock can't be released, and the run's outcomes must not be lost with it.
        }
    }

    private static async Task<IDistributedSynchronizationHandle> TakeAsync(IDistributedLockProvider locks, DirectoryJournal journal, DirectoryAddress address, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"procore-directory-sync/{address.ApiHost}/{address.CompanyId}");
        IDistributedSynchronizationHandle? handle;
        try
        {
            handle = await locks.TryAcquireLockAsync(name, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new IOException($"The lock '{name}' isn't available from {locks.GetType().Name}. Nothing was sent.", exception);
        }
        return handle ?? throw new IOException($"Another run of {address} is under way: {await journal.ReadHolderAsync(cancellationToken).ConfigureAwait(false) ?? "its journal is elsewhere"}. It holds the lock '{name}'. Nothing was sent. Wait until it has ended.");
    }

    private static string Describe(DateTimeOffset now)
    {
        using var process = Process.GetCurrentProcess();
        return FormattableString.Invariant($"process {process.Id} on {Environment.MachineName}, since {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }
}
