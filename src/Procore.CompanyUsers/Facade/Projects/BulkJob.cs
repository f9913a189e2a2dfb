using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// A batch that Procore works on by itself.
/// </summary>
/// <remarks>
/// Keep <see cref="Id" /> to pick it up again later, in another process if need be: <see cref="ICompanyUsers.GetBulkJob" />. Thread-safe.
/// </remarks>
public sealed class BulkJob
{
    private readonly Func<CancellationToken, Task<ProcoreResponse<BulkStatus>>>? _ask;
    private readonly TimeProvider _timeProvider;
    private CallObserver? _calls;

    internal BulkJob(string id, Func<CancellationToken, Task<ProcoreResponse<BulkStatus>>> ask, TimeProvider timeProvider)
    {
        Id = id;
        _ask = ask;
        _timeProvider = timeProvider;
    }

    internal BulkJob(IReadOnlyList<ProjectOutcome> outcomes, TimeProvider timeProvider)
    {
        Outcomes = outcomes;
        _timeProvider = timeProvider;
    }

    /// <summary>
    /// Procore's id of the batch; null where it did the work at once, as it does with 50 items or fewer.
    /// </summary>
    public string? Id { get; }

    /// <summary>
    /// What became of each item, where Procore did the work at once; otherwise empty, since of a batch it tells numbers only.
    /// </summary>
    public IReadOnlyList<ProjectOutcome> Outcomes { get; } = [];

    /// <summary>
    /// How far the batch has got.
    /// </summary>
    /// <remarks>GET /rest/v2.0/companies/{company_id}/users/bulk/status/{id}; nothing is sent where <see cref="Id" /> is null.</remarks>
    /// <param name="cancellationToken">Cancels the request, not the batch.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ProcoreException">Procore refused; with status 404 where there is no such batch.</exception>
    public Task<BulkJobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _calls is null || _ask is null ? AskAsync(cancellationToken) : _calls.RunAsync(() => AskAsync(cancellationToken));

    /// <summary>
    /// Waits until Procore has finished, asking ever more rarely.
    /// </summary>
    /// <param name="options">How patiently; null for the defaults.</param>
    /// <param name="progress">Told each state that Procore gives.</param>
    /// <param name="cancellationToken">Cancels the wait, not the batch.</param>
    /// <returns>The final state. Look at <see cref="BulkJobStatus.Failures" />.</returns>
    /// <exception cref="ArgumentException">A delay or the timeout isn't positive.</exception>
    /// <exception cref="TimeoutException">The batch hadn't ended in time; it goes on.</exception>
    /// <exception cref="ProcoreException">Procore refused.</exception>
    public async Task<BulkJobStatus> WaitAsync(BulkJobWaitOptions? options = null, IProgress<BulkJobStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new BulkJobWaitOptions();
        if (options.FirstDelay <= TimeSpan.Zero || options.LongestDelay <= TimeSpan.Zero || options.Timeout <= TimeSpan.Zero)
            throw new ArgumentException("A delay or the timeout isn't positive.", nameof(options));
        var start = _timeProvider.GetTimestamp();
        var delay = options.FirstDelay;
        while (true)
        {
            var state = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(state);
            if (state.IsComplete)
                return state;
            var left = options.Timeout - _timeProvider.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                throw new TimeoutException($"The batch {Id} hadn't ended after {options.Timeout}. It goes on in Procore; pick it up again with GetBulkJob.");
            delay = Min(delay, Min(options.LongestDelay, left));
            await DelayAsync(delay, cancellationToken).ConfigureAwait(false);
            delay += delay;
        }
    }

    internal BulkJob ObservedBy(CallObserver calls)
    {
        _calls = calls;
        return this;
    }

    private async Task<BulkJobStatus> AskAsync(CancellationToken cancellationToken)
    {
        if (_ask is null)
            return new BulkJobStatus(true, Outcomes.Count, 0, Outcomes.Count(outcome => outcome.Status != ProjectStatus.Done), null);
        var response = await _ask(cancellationToken).ConfigureAwait(false);
        var state = response.Required().Data
            ?? throw response.Lacks("the state of the batch");
        return new BulkJobStatus(state.IsComplete ?? false, state.Total, state.Pending, state.Failures, state.Description);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, _timeProvider, cancellationToken);
#else
        _timeProvider.Delay(delay, cancellationToken);
#endif
}
