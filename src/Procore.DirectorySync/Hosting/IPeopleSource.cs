namespace Procore.DirectorySync;

/// <summary>
/// Reads the people who should be in the directory, for the nightly job. Implement it for your own system and register it, or
/// use <see cref="DirectorySyncServiceCollectionExtensions.AddPeopleSource(Microsoft.Extensions.DependencyInjection.IServiceCollection, Func{IServiceProvider, IEnumerable{Person}})" />.
/// </summary>
/// <remarks>
/// Resolved once a night in its own scope. If it throws, the night fails and the job continues; the exception is
/// logged, so its message must not hold personal data.
/// </remarks>
public interface IPeopleSource
{
    /// <summary>
    /// Reads all people.
    /// </summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The people, read once and to the end before the first request.</returns>
    IAsyncEnumerable<Person> ReadAsync(CancellationToken cancellationToken);
}
