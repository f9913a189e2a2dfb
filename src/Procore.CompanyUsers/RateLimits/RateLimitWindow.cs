namespace Procore.CompanyUsers;

/// <summary>One of the limits that Procore keeps at once, such as the hourly one and the one of ten seconds.</summary>
internal sealed class RateLimitWindow(long? limit, long ends, long remaining, DateTimeOffset reset)
{
    private static readonly TimeSpan UntilAnAnswer = TimeSpan.FromSeconds(1);

    /// <summary>Its end by the server's clock, in Unix seconds; null while no answer has told of it.</summary>
    private long? _ends = ends;

    /// <summary>By which it is told from the others.</summary>
    public long? Limit { get; } = limit;

    public long Remaining { get; set; } = remaining;

    /// <summary>Its end by this machine's clock.</summary>
    public DateTimeOffset Reset { get; private set; } = reset;

    /// <summary>The next window has begun, and when it ends is for the next answer to say.</summary>
    public void Renew(DateTimeOffset now, int inFlight)
    {
        _ends = null;
        Remaining = Limit.GetValueOrDefault() - inFlight;
        Reset = now + UntilAnAnswer;
    }

    /// <summary>Answers overtake each other: within one window the least that was said counts, and an earlier one is over.</summary>
    public void Update(long ends, long remaining, DateTimeOffset reset, int inFlight)
    {
        if (ends == _ends)
        {
            Remaining = Math.Min(Remaining, remaining);
            Reset = reset < Reset ? reset : Reset;
        }
        else if (_ends is null || ends > _ends)
        {
            _ends = ends;
            Remaining = remaining - inFlight;
            Reset = reset;
        }
    }
}
