namespace Procore.CompanyUsers;

/// <summary>What Procore still allows for one company, as its last answers have it and as its callers here use it up. Thread-safe.</summary>
internal sealed class RateLimitBudget
{
    /// <summary>More than Procore has; a server that names another limit each time isn't to fill the memory.</summary>
    private const int MostWindows = 8;

    private readonly object _gate = new();
    private readonly List<RateLimitWindow> _windows = [];
    private DateTimeOffset _blockedUntil;
    private DateTimeOffset _announced;
    private int _inFlight;
    private long _ended;

    /// <summary>Takes a place for one request.</summary>
    /// <param name="now">The time by this machine's clock.</param>
    /// <param name="endedBefore">How many requests had ended by then: those the server counted before this one, to be given back with it.</param>
    /// <returns>Null where a place was taken; otherwise the time until which nobody may send.</returns>
    public DateTimeOffset? TryTake(DateTimeOffset now, out long endedBefore)
    {
        lock (_gate)
        {
            endedBefore = _ended;
            RenewWindows(now);
            var until = _blockedUntil;
            foreach (var window in _windows)
            {
                if (window.Remaining <= 0 && window.Reset > until)
                    until = window.Reset;
            }
            if (until > now)
                return until;
            foreach (var window in _windows)
                window.Remaining--;
            _inFlight++;
            return null;
        }
    }

    /// <summary>Whether nobody has been told yet that everybody waits until then.</summary>
    public bool IsNews(DateTimeOffset until)
    {
        lock (_gate)
        {
            var isNews = until != _announced;
            _announced = until;
            return isNews;
        }
    }

    /// <summary>Gives the place back of a request that got no answer. If the server counted it after all, its next answer says so.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _inFlight--;
            _ended++;
            foreach (var window in _windows)
                window.Remaining++;
        }
    }

    /// <summary>Takes in what an answer says.</summary>
    /// <returns>The time until which nobody may send, where the answer says that; otherwise null.</returns>
    public DateTimeOffset? Release(RateLimitHeaders headers, long endedBefore, DateTimeOffset now)
    {
        lock (_gate)
        {
            _inFlight--;
            RenewWindows(now);
            if (headers is { Remaining: { } remaining, Reset: { } reset, ServerReset: { } ends } && reset > now)
                Update(headers.Limit, ends, remaining, reset, uncounted: _inFlight + _ended - endedBefore);
            _ended++;
            if (headers.BlockedUntil is { } until && until > _blockedUntil)
                _blockedUntil = until;
            return headers.BlockedUntil;
        }
    }

    private void Update(long? limit, long ends, long remaining, DateTimeOffset reset, long uncounted)
    {
        if (_windows.Find(window => window.Limit == limit) is { } known)
        {
            known.Update(ends, remaining, reset, uncounted);
            return;
        }
        if (_windows.Count == MostWindows)
            _windows.RemoveAt(0);
        _windows.Add(new RateLimitWindow(limit, ends, remaining - uncounted, reset));
    }

    private void RenewWindows(DateTimeOffset now)
    {
        for (var i = _windows.Count - 1; i >= 0; i--)
        {
            var window = _windows[i];
            if (window.Reset > now)
                continue;
            // A limit that is used up without one answer that tells of it is none of Procore's any more.
            if (window.Limit is null || (!window.IsTold && window.Remaining <= 0 && _inFlight == 0))
                _windows.RemoveAt(i);
            else
                window.Renew(now, _inFlight);
        }
    }
}
