namespace Procore.CompanyUsers.Testing;

/// <summary>Waits by a clock that a test may hold.</summary>
internal static class Waiting
{
    public static Task ForAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, timeProvider, cancellationToken);
#else
        timeProvider.Delay(time, cancellationToken);
#endif
}
