namespace Procore.CompanyUsers.Cli.Serve;

/// <summary>Lets one request through for each line that is read, and every request once the input ends.</summary>
internal sealed class StepGate : IDisposable
{
    private readonly SemaphoreSlim _lines = new(0);
    private readonly CancellationTokenSource _open = new();

    public StepGate(TextReader reader) => _ = Task.Run(() =>
    {
        while (reader.ReadLine() is not null)
            _lines.Release();
        _open.Cancel();
    });

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_open.Token, cancellationToken);
        try
        {
            await _lines.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _open.Dispose();
    }
}
