using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// A batch that Procore processes in the background.
/// </summary>
/// <remarks>
/// Store <see cref="Id" /> to continue later, also in another process: <see cref="ICompanyUsers.GetBulkJob" />. Thread-safe.
/// </remarks>
public sealed class BulkJob
{
    /// <summary>How many responses in a row may leave open whether the batch is complete.</summary>
    private const int MaxUnclear = 5;

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
    /// Procore's id of the batch; null if Procore processed the items at once, as it does with up to 50 items.
    /// </summary>
    public string? Id { get; }

    /// <summary>
    /// The outcome of each item if Procore processed them at once; otherwise empty, because Procore reports only numbers for a batch.
    /// </summary>
    public IReadOnlyList<ProjectOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Gets the status of the batch.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/users/bulk/status/{id}; no request is sent if <see cref="Id" /> is null.</remarks>
    /// <param name="cancellationToken">Cancels the request, not the batch.</param>
    /// <returns>The status.</returns>
    /// <exception cref="ProcoreNotFoundException">There is no such batch.</exception>
    /// <exception cref="ProcoreException">
    /// Procore refused the request, the response can't be read, or it says that the batch failed without saying how many items failed.
    /// </exception>
    public async Task<BulkJobStatus> GetStatusAsync(CancellationToken cancellationToken = default) => (await AskObservedAsync(cancellationToken).ConfigureAwait(false)).Status;

    /// <summary>
    /// Waits until Procore has finished the batch, with growing delays between the requests.
    /// </summary>
    /// <param name="options">The delays and the timeout; null for the defaults.</param>
    /// <param name="progress">Receives each status.</param>
    /// <param name="cancellationToken">Cancels the wait, not the batch.</param>
    /// <returns>The final status. Check <see cref="BulkJobStatus.Failures" />.</returns>
    /// <exception cref="ArgumentException">A delay or the timeout isn't positive.</exception>
    /// <exception cref="TimeoutException">The timeout elapsed; the batch continues in Procore.</exception>
    /// <exception cref="ProcoreException">
    /// Procore refused a request, or a response can't be read, or it says that the batch failed without saying how many items failed, or
    /// 5 responses in a row don't say whether the batch is complete.
    /// </exception>
    public async Task<BulkJobStatus> WaitAsync(BulkJobWaitOptions? options = null, IProgress<BulkJobStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new BulkJobWaitOptions();
        if (options.FirstDelay <= TimeSpan.Zero || options.LongestDelay <= TimeSpan.Zero || options.Timeout <= TimeSpan.Zero)
            throw new ArgumentException("A delay or the timeout isn't positive.", nameof(options));
        var start = _timeProvider.GetTimestamp();
        var delay = options.FirstDelay;
        var unclear = 0;
        while (true)
        {
            var (state, problem) = await AskObservedAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(state);
            if (state.IsComplete)
                return state;
            unclear = problem is null ? 0 : unclear + 1;
            if (unclear == MaxUnclear)
                throw problem!;
            var left = options.Timeout - _timeProvider.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                throw new TimeoutException($"The batch {Id} didn't finish within {options.Timeout}. It continues in Procore; call GetBulkJob to wait again.");
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

    private Task<(BulkJobStatus Status, ProcoreException? Problem)> AskObservedAsync(CancellationToken cancellationToken) =>
        _calls is null || _ask is null ? AskAsync(cancellationToken) : _calls.RunAsync(() => AskAsync(cancellationToken), nameof(GetStatusAsync));

    /// <returns>The status, and the problem if it leaves open whether the batch is complete.</returns>
    private async Task<(BulkJobStatus Status, ProcoreException? Problem)> AskAsync(CancellationToken cancellationToken)
    {
        if (_ask is null)
            return (new BulkJobStatus(true, Outcomes.Count, 0, Outcomes.Count(outcome => outcome.Status != ProjectChangeStatus.Applied), null), null);
        var response = await _ask(cancellationToken).ConfigureAwait(false);
        var status = BulkStatusReader.Read(response, out var isUnclear);
        return (status, isUnclear ? response.Lacks(FormattableString.Invariant($"saying whether batch {Id} is complete, {MaxUnclear} times in a row")) : null);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, _timeProvider, cancellationToken);
#else
        _timeProvider.Delay(delay, cancellationToken);
#endif
}
