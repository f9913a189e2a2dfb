namespace Procore.Generated.Requests;

/// <summary>Times in an answer's headers.</summary>
internal static class AnswerTimes
{
    /// <summary>How long the server asks to wait; a date of its is set against its own clock, since ours may be wrong.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
