namespace Procore.CompanyUsers.Tests;

/// <summary>Keeps what was told at once, where <see cref="Progress{T}" /> would queue it.</summary>
internal sealed class ProgressLog<T> : IProgress<T>
{
    private readonly List<T> _told = [];

    public IReadOnlyList<T> Told => _told;

    public void Report(T value) => _told.Add(value);
}
