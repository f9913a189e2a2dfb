namespace Procore.CompanyUsers;

/// <summary>A stream that sends as it is read, so that reading it twice would send twice.</summary>
internal sealed class SingleUseEnumerable<T>(IAsyncEnumerable<T> outcomes) : IAsyncEnumerable<T>
{
    private int _readings;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _readings) == 1
            ? outcomes.GetAsyncEnumerator(cancellationToken)
            : throw new InvalidOperationException("The outcomes can be read once: reading them again would send everything again. Gather them in a list, as SyncAllAsync does.");
}
