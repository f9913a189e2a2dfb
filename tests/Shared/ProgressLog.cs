namespace Procore.Tests.Shared;

/// <summary>Keeps every report in order, as it is made; <see cref="Progress{T}"/> queues reports.</summary>
public sealed class ProgressLog<T>(Action<T>? onReport = null) : IProgress<T>
{
    private readonly List<T> _reports = [];

    public IReadOnlyList<T> Reports => _reports;

    public void Report(T value)
    {
        _reports.Add(value);
        onReport?.Invoke(value);
    }
}
