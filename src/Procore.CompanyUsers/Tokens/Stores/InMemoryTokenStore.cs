using System.Collections.Concurrent;

namespace Procore.CompanyUsers;

/// <summary>
/// Keeps tokens in memory while the program runs: for tests, and for programs that sign users in each time they start.
/// </summary>
/// <remarks>Thread-safe. The tokens are lost when the program ends, and the user must authorize the app again.</remarks>
public sealed class InMemoryTokenStore : IProcoreTokenStore
{
    private readonly ConcurrentDictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// Creates an empty store.
    /// </summary>
    /// <param name="timeProvider">The clock that ends leases; null for the system's.</param>
    public InMemoryTokenStore(TimeProvider? timeProvider = null) => _timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc />
    public Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult(PlaceOf(key).Tokens);

    /// <inheritdoc />
    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var place = PlaceOf(key);
        await place.Lease.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new InMemoryLease(place, _timeProvider, duration);
    }

    private Place PlaceOf(string key) => _places.GetOrAdd(key ?? throw new ArgumentNullException(nameof(key)), _ => new Place());

    private sealed class Place
    {
        private StoredTokens? _tokens;

        public SemaphoreSlim Lease { get; } = new(1, 1);

        public StoredTokens? Tokens => Volatile.Read(ref _tokens);

        public bool TryReplace(StoredTokens tokens)
        {
            lock (Lease)
            {
                if ((_tokens?.Version ?? 0) != tokens.Version - 1)
                    return false;
                _tokens = tokens;
                return true;
            }
        }
    }

    private sealed class InMemoryLease : IProcoreTokenLease
    {
        private readonly Place _place;
        private readonly ITimer _end;
        private int _isOver;

        public InMemoryLease(Place place, TimeProvider timeProvider, TimeSpan duration)
        {
            _place = place;
            _end = timeProvider.CreateTimer(static lease => ((InMemoryLease)lease!).End(), this, duration, Timeout.InfiniteTimeSpan);
        }

        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) => Task.FromResult(_place.Tokens);

        public Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default) =>
            Task.FromResult(_place.TryReplace(tokens ?? throw new ArgumentNullException(nameof(tokens))));

        public ValueTask DisposeAsync()
        {
            End();
            return _end.DisposeAsync();
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                _place.Lease.Release();
        }
    }
}
