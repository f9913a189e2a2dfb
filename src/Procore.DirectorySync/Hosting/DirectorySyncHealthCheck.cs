using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Procore.DirectorySync;

/// <summary>
/// Reports the health of the nightly job, with the time and age of the last success.
/// </summary>
public sealed class DirectorySyncHealthCheck : IHealthCheck
{
    private readonly DirectorySyncStatus _status;
    private readonly IOptions<DirectorySyncJobOptions> _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// Creates the check.
    /// </summary>
    /// <param name="status">The state of the job.</param>
    /// <param name="options">The job's options.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public DirectorySyncHealthCheck(DirectorySyncStatus status, IOptions<DirectorySyncJobOptions> options, TimeProvider timeProvider)
    {
        _status = status ?? throw new ArgumentNullException(nameof(status));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _timeProvider = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
    }

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var now = _timeProvider.GetUtcNow();
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["problems"] = _status.Problems };
        if (_status.LastSuccess is { } success)
        {
            data["last_success"] = success;
            data["age_seconds"] = (long)(now - success).TotalSeconds;
        }
        if (_status.NextRun is { } next)
            data["next_run"] = next;
        if (_status.LastFailure is { } failure)
            data["last_failure"] = failure;

        // Before the first night there is no success, and the program's start counts.
        if ((_status.LastSuccess ?? _status.StartedAt) is { } since && now - since > _options.Value.HealthyFor)
            return HealthCheckResult.Unhealthy($"No sync has succeeded for {_options.Value.HealthyFor}.", data: data);
        if (_status.LastFailure is not null)
            return HealthCheckResult.Degraded($"The last sync failed with {_status.LastFailure}.", data: data);
        return _status.Problems > 0
            ? HealthCheckResult.Degraded(FormattableString.Invariant($"The last sync left {_status.Problems} {(_status.Problems == 1 ? "problem" : "problems")}."), data: data)
            : HealthCheckResult.Healthy(_status.LastSuccess is null ? "No sync has run yet." : "The last sync succeeded.", data);
    }
}
