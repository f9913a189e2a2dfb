namespace Procore.CompanyUsers.Testing;

/// <summary>Counts the requests of each account to each company against the hourly limit and the one of ten seconds. Thread-safe.</summary>
internal sealed class RateLimiter(FakeProcoreOptions options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Spike = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Dictionary<(FakeAccount Account, string CompanyId), (RateLimitWindow Hour, RateLimitWindow Spike)> _windows = [];

    /// <summary>Counts a request, unless it is one too many; null where no limit is asked for.</summary>
    public RateLimitState? Take(FakeAccount account, string companyId)
    {
        lock (_gate)
        {
            if (!_windows.TryGetValue((account, companyId), out var windows))
                _windows.Add((account, companyId), windows = (new RateLimitWindow(Hour), new RateLimitWindow(Spike)));
            var now = options.TimeProvider.GetUtcNow();
            var limited = new List<(RateLimitWindow Window, int Limit)>();
            if (options.RequestsPerHour is { } perHour)
                limited.Add((windows.Hour, perHour));
            if (options.RequestsPer10Seconds is { } perSpike)
                limited.Add((windows.Spike, perSpike));

            foreach (var (window, _) in limited)
                window.RenewAt(now);
            var isRefused = limited.Exists(limit => limit.Window.Used >= limit.Limit);
            if (!isRefused)
                limited.ForEach(limit => limit.Window.Used++);
            // Of two that are used up, the later one says when it goes on.
            return limited
                .Select(limit => new RateLimitState(limit.Limit, Math.Max(0, limit.Limit - limit.Window.Used), limit.Window.Reset, isRefused, now))
                .OrderBy(state => state.Remaining)
                .ThenByDescending(state => state.Reset)
                .FirstOrDefault();
        }
    }
}
