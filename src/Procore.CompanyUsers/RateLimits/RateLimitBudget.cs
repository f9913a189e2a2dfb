namespace Procore.CompanyUsers;

/// <summary>What Procore still allows for one company, as its last answers have it and as its callers here use it up. Thread-safe.</summary>
internal sealed class RateLimitBudget
{
    private readonly object _gate = new();
    private readonly List<RateLimitWindow> _windows = [];
    private DateTimeOffset _blockedUntil;
    private int _inFlight;

    /// <summary>Takes a place for one request.</summary>
    /// <returns>Null where a place was taken; otherwise the time until which nobody may send.</returns>
    public DateTimeOffset? TryTake(DateTimeOffset now)
    {
        lock (_gate)
        {
            RenewWindows(now);
            var until = _windows.Where(window => window.Remaining <= 0).Select(window => window.Reset).Append(_blockedUntil).Max();
            if (until > now)
                return until;
            foreach (var window in _windows)
                window.Remaining--;
            _inFlight++;
            return null;
        }
    }

    /// <summary>Gives the place back of a request that got no answer. If the server counted it after all, its next answer says so.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _inFlight--;
            foreach (var window in _windows)
                window.Remaining++;
        }
    }

    /// <summary>Takes in what an answer says.</summary>
    /// <returns>The time until which nobody may send, where the answer says that; otherwise null.</returns>
    public DateTimeOffset? Release(RateLimitHeaders headers, DateTimeOffset now)
    {
        lock (_gate)
        {
            _inFlight--;
            RenewWindows(now);
            if (headers is { Remaining: { } remaining, Reset: { } reset, ServerReset: { } ends } && reset > now)
            {
                if (_windows.Find(window => window.Limit == headers.Limit) is { } known)
                    known.Update(ends, remaining, reset, _inFlight);
                else
                    _windows.Add(new RateLimitWindow(headers.Limit, ends, remaining - _inFlight, reset));
            }
            if (headers.BlockedUntil is { } until && until > _blockedUntil)
                _blockedUntil = until;
            return headers.BlockedUntil;
        }
    }

    private void RenewWindows(DateTimeOffset now)
    {
        _windows.RemoveAll(window => window.Limit is null && window.Reset <= now);
        foreach (var window in _windows.Where(window => window.Reset <= now))
            window.Renew(now, _inFlight);
    }
}
