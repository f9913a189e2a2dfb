namespace Procore.CompanyUsers.Testing;

/// <summary>Delays by a <see cref="TimeProvider"/> on all target frameworks.</summary>
internal static class Waiting
{
    public static Task ForAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, timeProvider, cancellationToken);
#else
        timeProvider.Delay(time, cancellationToken);
#endif
}
