using System.Collections.Concurrent;

namespace Procore.CompanyUsers.Tests;

/// <summary>How a store may break its contract.</summary>
public enum Fault
{
    HasSomethingAtFirst,
    ForgetsAtGivingBack,
    CutsPayloads,
    KeepsTheFirst,
    TakesAnyVersion,
    IgnoresCase,
    HasNoLeases,
    HasOneLease,
    GivesBackTwice,
    IgnoresCancellation,
    KeepsLeasesForEver,
}

/// <summary>A store with one fault.</summary>
internal sealed class WrongStore(Fault fault) : IProcoreTokenStore
{
    private readonly ConcurrentDictionary<string, StoredTokens> _tokens = new(fault == Fault.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _leases = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        Task.FromResult(_tokens.GetValueOrDefault(key) ?? (fault == Fault.HasSomethingAtFirst ? new StoredTokens(1, "") : null));

    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var lease = _leases.GetOrAdd(fault == Fault.HasOneLease ? "" : key, _ => new SemaphoreSlim(1, int.MaxValue));
        if (fault != Fault.HasNoLeases)
            await lease.WaitAsync(fault == Fault.IgnoresCancellation ? CancellationToken.None : cancellationToken);
        return new Lease(this, key, lease, duration, fault);
    }

    private sealed class Lease : IProcoreTokenLease
    {
        private readonly WrongStore _store;
        private readonly string _key;
        private readonly SemaphoreSlim _lease;
        private readonly Fault _fault;
        private int _isOver;

        public Lease(WrongStore store, string key, SemaphoreSlim lease, TimeSpan duration, Fault fault)
        {
            (_store, _key, _lease, _fault) = (store, key, lease, fault);
            if (fault != Fault.KeepsLeasesForEver)
                _ = Task.Delay(duration).ContinueWith(_ => End(), TaskScheduler.Default);
        }

        public async Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default)
        {
            // Without leases, the first holder stays until another one has come and gone, so that two programs always meet.
            if (_fault == Fault.HasNoLeases)
                await _store._released.Task.WaitAsync(cancellationToken);
            return await _store.ReadAsync(_key, cancellationToken);
        }

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            var version = _store._tokens.GetValueOrDefault(_key)?.Version ?? 0;
            await Task.Yield();
            if (_fault != Fault.TakesAnyVersion && version != tokens.Version - 1)
                return false;
            if (_fault != Fault.KeepsTheFirst || version == 0)
                _store._tokens[_key] = new StoredTokens(tokens.Version, _fault == Fault.CutsPayloads ? tokens.Payload[..Math.Min(8000, tokens.Payload.Length)] : tokens.Payload);
            return true;
        }

        public ValueTask DisposeAsync()
        {
            if (_fault == Fault.ForgetsAtGivingBack)
                _store._tokens.TryRemove(_key, out _);
            _store._released.TrySetResult();
            End();
            return ValueTask.CompletedTask;
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0 || _fault == Fault.GivesBackTwice)
                _lease.Release();
        }
    }
}
