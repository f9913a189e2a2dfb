namespace Procore.CompanyUsers.Testing;

/// <summary>Counts the requests of each account to each company against the hourly and the ten-second limit. Thread-safe.</summary>
internal sealed class RateLimiter(FakeProcoreOptions options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Spike = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Dictionary<(FakeAccount Account, string CompanyId), (Window Hour, Window Spike)> _windows = [];

    /// <summary>Counts a request unless a limit refuses it; null if no limit is configured.</summary>
    public RateLimitState? Take(FakeAccount account, string companyId)
    {
        lock (_gate)
        {
            if (!_windows.TryGetValue((account, companyId), out var windows))
                _windows.Add((account, companyId), windows = (new Window(Hour), new Window(Spike)));
            var now = options.TimeProvider.GetUtcNow();
            var limited = new List<(Window Window, int Limit)>();
            if (options.RequestsPerHour is { } perHour)
                limited.Add((windows.Hour, perHour));
            if (options.RequestsPer10Seconds is { } perSpike)
                limited.Add((windows.Spike, perSpike));

            foreach (var (window, _) in limited)
                window.RenewAt(now);
            var isRefused = limited.Exists(limit => limit.Window.Used >= limit.Limit);
            if (!isRefused)
                limited.ForEach(limit => limit.Window.Used++);
            // If both limits are used up, report the later reset.
            return limited
                .Select(limit => new RateLimitState(limit.Limit, Math.Max(0, limit.Limit - limit.Window.Used), limit.Window.Reset, isRefused, now))
                .OrderBy(state => state.Remaining)
                .ThenByDescending(state => state.Reset)
                .FirstOrDefault();
        }
    }

    /// <summary>A period in which requests are counted together. It starts with the first of them.</summary>
    private sealed class Window(TimeSpan length)
    {
        public int Used { get; set; }

        /// <summary>The end of the window, in whole seconds like the header.</summary>
        public DateTimeOffset Reset { get; private set; }

        public void RenewAt(DateTimeOffset now)
        {
            if (now < Reset)
                return;
            Used = 0;
            var ends = now + length;
            Reset = ends.Ticks % TimeSpan.TicksPerSecond == 0 ? ends : DateTimeOffset.FromUnixTimeSeconds(ends.ToUnixTimeSeconds() + 1);
        }
    }
}
