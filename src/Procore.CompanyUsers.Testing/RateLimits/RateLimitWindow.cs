namespace Procore.CompanyUsers.Testing;

/// <summary>The time in which requests are counted together. It begins with the first of them.</summary>
internal sealed class RateLimitWindow(TimeSpan length)
{
    public int Used { get; set; }

    /// <summary>When it ends: a whole second, since that is what the header can tell.</summary>
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
