namespace Procore.CompanyUsers;

/// <summary>One of Procore's simultaneous limits: the hourly one or the 10-second one.</summary>
internal sealed class RateLimitWindow(long? limit, long ends, long remaining, DateTimeOffset reset)
{
    private static readonly TimeSpan UntilResponse = TimeSpan.FromSeconds(1);

    /// <summary>The end of the last window that a response mentioned, by the server's clock in Unix seconds.</summary>
    private long _ends = ends;

    /// <summary>Distinguishes this limit from the others.</summary>
    public long? Limit { get; } = limit;

    public long Remaining { get; set; } = remaining;

    /// <summary>Its end by this machine's clock; if no response has mentioned the window, when to check again.</summary>
    public DateTimeOffset Reset { get; private set; } = reset;

    /// <summary>Whether a response has mentioned this window.</summary>
    public bool IsConfirmed { get; private set; } = true;

    /// <summary>Starts the next window. Until a response says when it ends, the limit is allowed once.</summary>
    public void Renew(DateTimeOffset now, int inFlight)
    {
        if (IsConfirmed)
            Remaining = Limit.GetValueOrDefault() - inFlight;
        IsConfirmed = false;
        Reset = now + UntilResponse;
    }

    /// <summary>Applies a response. A response of an earlier window says nothing about this one.</summary>
    /// <param name="ends">The window that the response is about.</param>
    /// <param name="remaining">The remaining requests.</param>
    /// <param name="reset">When that window ends.</param>
    /// <param name="uncounted">How many requests the server may have counted since.</param>
    public void Update(long ends, long remaining, DateTimeOffset reset, long uncounted)
    {
        if (ends == _ends && IsConfirmed)
        {
            // Responses overtake each other: the lowest value counts.
            Remaining = Math.Min(Remaining, remaining);
            Reset = reset < Reset ? reset : Reset;
        }
        else if (ends > _ends)
        {
            _ends = ends;
            Remaining = remaining - uncounted;
            Reset = reset;
            IsConfirmed = true;
        }
    }
}
