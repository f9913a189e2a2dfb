namespace Procore.CompanyUsers.Tests;

/// <summary>
/// A server that counts requests in windows as Procore does, and says in each answer how much is left of one of them: of
/// each in turn, or as chance has it. So it is with how long an answer takes, so that answers overtake each other.
/// </summary>
internal sealed class RateLimitedServer(Random? chance, params (long Limit, TimeSpan Length)[] limits)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(300);

    private readonly object _gate = new();
    private readonly Dictionary<(long Limit, DateTimeOffset Reset), long> _used = [];
    private int _answers;

    /// <summary>Requests beyond a limit.</summary>
    public int Excess { get; private set; }

    public required TimeProvider Clock { get; init; }

    public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        TimeSpan latency;
        lock (_gate)
        {
            answer = Count();
            latency = (chance?.Next(1, 12) ?? 1 + (2 * (_answers % 2))) * Latency;
        }
        await Task.Delay(latency, Clock, cancellationToken);
        return answer;
    }

    private HttpResponseMessage Count()
    {
        var now = Clock.GetUtcNow();
        var windows = limits.Select(limit => (limit.Limit, Reset: new DateTimeOffset((now.Ticks / limit.Length.Ticks + 1) * limit.Length.Ticks, TimeSpan.Zero))).ToList();
        var isOver = false;
        foreach (var window in windows)
        {
            var used = _used[window] = _used.GetValueOrDefault(window) + 1;
            isOver |= used > window.Limit;
        }
        if (isOver)
            Excess++;
        var turn = _answers++;
        var told = windows[(turn < windows.Count ? turn : chance?.Next(windows.Count) ?? turn) % windows.Count];
        var headers = TimedProcore.Limits(told.Limit, Math.Max(0, told.Limit - _used[told]), told.Reset);
        return Answer.Json("""{"id":7}""", isOver ? 429 : 200, [.. headers, ("Date", now.ToString("R", System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
