using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>How many requests Procore still allows for one company: what its responses say, minus what was sent since. Thread-safe.</summary>
internal sealed class RateLimitBudget
{
    /// <summary>More than Procore has, so that a server that names a new limit each time doesn't fill the memory.</summary>
    private const int MostWindows = 8;

    private readonly object _gate = new();
    private readonly List<RateLimitWindow> _windows = [];
    private DateTimeOffset _blockedUntil;
    private DateTimeOffset _announced;
    private int _inFlight;
    private long _ended;

    /// <summary>Reserves one request.</summary>
    /// <param name="now">The time by this machine's clock.</param>
    /// <param name="endedBefore">How many requests had ended by then, which the server counted before this one. Pass it to Release.</param>
    /// <returns>Null if the request may be sent; otherwise the time until which no request may be sent.</returns>
    public DateTimeOffset? TryTake(DateTimeOffset now, out long endedBefore)
    {
        lock (_gate)
        {
            endedBefore = _ended;
            RenewWindows(now);
            // If this machine's clock was set back, no wait may be longer than it was.
            if (_blockedUntil - now > FailureMeaning.LongestWait)
                _blockedUntil = now + FailureMeaning.LongestWait;
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

    /// <summary>Whether this wait hasn't been logged yet.</summary>
    public bool IsNewWait(DateTimeOffset until)
    {
        lock (_gate)
        {
            var isNew = until != _announced;
            _announced = until;
            return isNew;
        }
    }

    /// <summary>Releases a request without a response. If the server counted it, its next response says so.</summary>
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

    /// <summary>Applies what a response says.</summary>
    /// <returns>The time until which no request may be sent, if the response says so; otherwise null.</returns>
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
            // A window that runs out without any response mentioning it no longer exists; drop it.
            if (window.Limit is null || (!window.IsConfirmed && window.Remaining <= 0 && _inFlight == 0))
                _windows.RemoveAt(i);
            else
                window.Renew(now, _inFlight);
        }
    }
}
