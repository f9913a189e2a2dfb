namespace Procore.CompanyUsers;

/// <summary>One of the limits that Procore keeps at once, such as the hourly one and the one of ten seconds.</summary>
internal sealed class RateLimitWindow(long? limit, long ends, long remaining, DateTimeOffset reset)
{
    private static readonly TimeSpan UntilAnAnswer = TimeSpan.FromSeconds(1);

    /// <summary>The end, by the server's clock in Unix seconds, of the last window that an answer told of.</summary>
    private long _ends = ends;

    /// <summary>By which it is told from the others.</summary>
    public long? Limit { get; } = limit;

    public long Remaining { get; set; } = remaining;

    /// <summary>Its end by this machine's clock; where no answer has told of it, when to look again.</summary>
    public DateTimeOffset Reset { get; private set; } = reset;

    /// <summary>Whether an answer has told of it since it began.</summary>
    public bool IsTold { get; private set; } = true;

    /// <summary>The next window has begun. When it ends is for an answer to say: until then, what it allows is allowed once.</summary>
    public void Renew(DateTimeOffset now, int inFlight)
    {
        if (IsTold)
            Remaining = Limit.GetValueOrDefault() - inFlight;
        IsTold = false;
        Reset = now + UntilAnAnswer;
    }

    /// <summary>Takes in an answer; one of a window that is over says nothing of this one.</summary>
    /// <param name="ends">Which window it tells of.</param>
    /// <param name="remaining">What it says is left.</param>
    /// <param name="reset">When that window ends.</param>
    /// <param name="uncounted">How many requests the server may have counted, or be about to count, since it said so.</param>
    public void Update(long ends, long remaining, DateTimeOffset reset, long uncounted)
    {
        if (ends == _ends && IsTold)
        {
            // Answers overtake each other: the least that was said counts.
            Remaining = Math.Min(Remaining, remaining);
            Reset = reset < Reset ? reset : Reset;
        }
        else if (ends > _ends)
        {
            _ends = ends;
            Remaining = remaining - uncounted;
            Reset = reset;
            IsTold = true;
        }
    }
}
