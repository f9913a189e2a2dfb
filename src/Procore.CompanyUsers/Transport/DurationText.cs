namespace Procore.CompanyUsers;

/// <summary>Writes durations in messages.</summary>
internal static class DurationText
{
    /// <summary>Such as "1 second" or "0.05 seconds".</summary>
    public static string InSeconds(TimeSpan time) =>
        FormattableString.Invariant($"{time.TotalSeconds} {(time == TimeSpan.FromSeconds(1) ? "second" : "seconds")}");
}
