namespace Procore.Generated.Requests;

/// <summary>Times in an answer's headers.</summary>
internal static class AnswerTimes
{
    /// <summary>How long the server asks to wait; a date of its is set against its own clock, as far as it tells, since ours may be wrong.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset? ourTime = null) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when (response.Headers.Date ?? ourTime) is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
