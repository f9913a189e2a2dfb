using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Procore.CompanyUsers;

/// <summary>The source of spans and the metrics. docs/telemetry.md documents their names, which dashboards depend on.</summary>
internal static class Instruments
{
    private const string Name = "Procore.CompanyUsers";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Calls { get; } = new(Name, Version);

    public static Histogram<double> CallDuration { get; } = Meter.CreateHistogram(
        "procore.client.call.duration", "s", "Duration of calls of ICompanyUsers; of a stream, from the first item requested to its end.", tags: null, Seconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600));

    public static Counter<long> Retries { get; } = Meter.CreateCounter<long>(
        "procore.client.retries", "{retry}", "Requests that were retried.");

    public static Histogram<double> RateLimitWait { get; } = Meter.CreateHistogram(
        "procore.client.rate_limit.wait.duration", "s", "How long requests waited for the rate limit.", tags: null, Seconds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600));

    public static Counter<long> RateLimitRejections { get; } = Meter.CreateCounter<long>(
        "procore.client.rate_limit.rejections", "{response}", "Responses 429, and 503 with Retry-After.");

    public static Gauge<long> RateLimitRemaining { get; } = Meter.CreateGauge<long>(
        "procore.client.rate_limit.remaining", "{request}", "Requests that remain in a rate limit, by the last response.");

    public static Counter<long> TokenRequests { get; } = Meter.CreateCounter<long>(
        "procore.client.token.renewals", "{renewal}", "Access tokens requested from Procore.");

    public static Counter<long> UnreadProperties { get; } = Meter.CreateCounter<long>(
        "procore.client.unread_properties", "{value}", "Values in responses that don't have the documented type.");

    /// <summary>The HTTP status of a refusal; otherwise the type of the exception.</summary>
    public static string ErrorType(Exception failure) => failure switch
    {
        SyncInterruptedException or ProjectsInterruptedException when failure.InnerException is { } cause => ErrorType(cause),
        ProcoreException { StatusCode: { } status and >= 300 } => status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        OperationCanceledException => typeof(OperationCanceledException).FullName!,
        _ => failure.GetType().FullName!,
    };

    private static InstrumentAdvice<double> Seconds(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
