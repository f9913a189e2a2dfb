namespace Procore.CompanyUsers;

/// <summary>A stream that sends requests while it is read, so reading it twice would send them twice.</summary>
internal sealed class SingleUseEnumerable<T>(IAsyncEnumerable<T> outcomes) : IAsyncEnumerable<T>
{
    private int _readings;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _readings) == 1
            ? outcomes.GetAsyncEnumerator(cancellationToken)
            : throw new InvalidOperationException("The outcomes can be read once: reading them again would send everything again. Keep them in a list, or call the method without Streaming in its name.");
}
