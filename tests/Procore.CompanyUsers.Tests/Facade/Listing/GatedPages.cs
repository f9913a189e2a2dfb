using System.Collections.Concurrent;

namespace Procore.CompanyUsers.Tests;

/// <summary>Pages that are answered when the test says so, in the order it says.</summary>
internal sealed class GatedPages
{
    private readonly ConcurrentDictionary<int, Gate> _gates = new();
    private int _inFlight;

    public int MostInFlight { get; private set; }

    public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var gate = At(request.Page);
        lock (_gates)
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        gate.Token = cancellationToken;
        gate.Arrived.TrySetResult();
        try
        {
            return await gate.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gates)
                _inFlight--;
        }
    }

    public void Release(int page, HttpResponseMessage answer) => At(page).Answer.TrySetResult(answer);

    public Task ArrivalOf(params int[] pages) => Task.WhenAll(pages.Select(page => At(page).Arrived.Task)).WaitAsync(TimeSpan.FromMinutes(2));

    public bool IsCancelled(int page) => At(page).Token.IsCancellationRequested;

    private Gate At(int page) => _gates.GetOrAdd(page, _ => new Gate());

    private sealed class Gate
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<HttpResponseMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Token { get; set; }
    }
}
