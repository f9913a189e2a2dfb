namespace Procore.DirectorySync;

/// <summary>
/// Reads the people that are to be in the directory, for the nightly job. Implement it over your own system and register it, or
/// use <see cref="DirectorySyncServiceCollectionExtensions.AddPeopleSource(Microsoft.Extensions.DependencyInjection.IServiceCollection, Func{IServiceProvider, IEnumerable{Person}})" />.
/// </summary>
/// <remarks>
/// Resolved once a night in a scope of its own. If it throws, the night is a failure and the job goes on; its exception is
/// logged, so its message must not hold personal data.
/// </remarks>
public interface IPeopleSource
{
    /// <summary>
    /// Reads all people.
    /// </summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The people, read once and to the end before anything is sent.</returns>
    IAsyncEnumerable<Person> ReadAsync(CancellationToken cancellationToken);
}
