namespace Procore.CompanyUsers.ContractTests.Facade;

/// <summary>What was reported, at once and in order, which <see cref="Progress{T}"/> doesn't promise.</summary>
internal sealed class Told<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> All { get; } = [];

    public void Report(T value)
    {
        All.Add(value);
        then?.Invoke(value);
    }
}
