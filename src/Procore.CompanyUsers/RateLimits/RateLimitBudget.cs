namespace Procore.CompanyUsers;

/// <summary>What Procore still allows for one company, as its last answers have it and as its callers here use it up. Thread-safe.</summary>
internal sealed class RateLimitBudget
{
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private long? _limit;
    private long? _remaining;
    private DateTimeOffset _reset;
    private DateTimeOffset _blockedUntil;
    private int _inFlight;

    /// <summary>Takes a place for one request.</summary>
    /// <returns>Null where a place was taken; otherwise the time until which nobody may send.</returns>
    public DateTimeOffset? TryTake(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_blockedUntil > now)
                return _blockedUntil;
            if (_remaining is not null && now >= _reset)
                _remaining = _limit is { } limit ? Math.Max(1, limit - _inFlight) : null;
            if (_remaining <= 0)
                return _reset;
            _remaining--;
            _inFlight++;
            return null;
        }
    }

    /// <summary>Gives the place back of a request that got no answer.</summary>
    public void Release()
    {
        lock (_gate)
            _inFlight--;
    }

    /// <summary>Takes in what an answer says.</summary>
    /// <returns>The time until which nobody may send, where the answer says that; otherwise null.</returns>
    public DateTimeOffset? Release(RateLimitHeaders headers)
    {
        lock (_gate)
        {
            _inFlight--;
            if (headers is { Remaining: { } remaining, Reset: { } reset })
            {
                // Answers overtake each other: within one window the least that was said counts.
                var isSameWindow = _remaining is not null && (reset - _reset).Duration() <= SameWindow;
                _remaining = isSameWindow ? Math.Min(_remaining!.Value, remaining) : Math.Max(0, remaining - _inFlight);
                _reset = reset;
                _limit = headers.Limit ?? _limit;
            }
            if (headers.BlockedUntil is { } until && until > _blockedUntil)
                _blockedUntil = until;
            return headers.BlockedUntil;
        }
    }
}
