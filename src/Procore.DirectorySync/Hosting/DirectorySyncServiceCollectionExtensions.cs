using Medallion.Threading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// Registers the nightly job.
/// </summary>
public static class DirectorySyncServiceCollectionExtensions
{
    /// <summary>
    /// Adds the job that syncs the directory on a schedule, and <see cref="IPeopleSync" />.
    /// </summary>
    /// <remarks>
    /// <para>Needs an <see cref="IPeopleSource" /> and an <see cref="ICompanyUsers" />, which <c>AddProcore</c> registers if a
    /// default company is configured. The options are validated when the program starts.</para>
    /// <para>A failed night is logged, counted and reported by the health check, and the job waits for the
    /// next one. Each conflict, skip and refusal is logged on the first night that has it, by id or origin id.</para>
    /// <para>If an <see cref="IDistributedLockProvider" /> is registered, one machine at a time runs the job. If an
    /// <see cref="IJournalStore" /> is registered, it keeps the journal instead of a folder.</para>
    /// <para>Metrics are in the meter <c>Procore.DirectorySync</c>; log categories start with <c>Procore.DirectorySync</c>.</para>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddDirectorySync(this IServiceCollection services, Action<DirectorySyncJobOptions> configure)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        services.AddOptions<DirectorySyncJobOptions>().Configure(configure ?? throw new ArgumentNullException(nameof(configure))).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DirectorySyncJobOptions>, DirectorySyncJobOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(JournalOf);
        services.TryAddSingleton<IPeopleSync>(provider =>
        {
            var (users, journal, clock) = (provider.GetRequiredService<ICompanyUsers>(), provider.GetRequiredService<DirectoryJournal>(), provider.GetRequiredService<TimeProvider>());
            return provider.GetService<IDistributedLockProvider>() is { } locks ? new PeopleSync(users, journal, locks, clock) : new PeopleSync(users, journal, clock);
        });
        services.TryAddSingleton<DirectorySyncStatus>();
        services.TryAddSingleton<DirectorySyncHealthCheck>();
        services.AddHostedService<DirectorySyncJob>();
        return services;
    }

    /// <summary>
    /// Registers a source of people that is read synchronously.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="read">Reads all people; called once a night with a scope's services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddPeopleSource(this IServiceCollection services, Func<IServiceProvider, IEnumerable<Person>> read)
    {
        _ = read ?? throw new ArgumentNullException(nameof(read));
        return services.AddPeopleSource((provider, _) => new ReadAtOnce(() => read(provider)));
    }

    /// <summary>
    /// Registers a source of people that is read asynchronously.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="read">Reads all people; called once a night with a scope's services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddPeopleSource(this IServiceCollection services, Func<IServiceProvider, CancellationToken, IAsyncEnumerable<Person>> read)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        _ = read ?? throw new ArgumentNullException(nameof(read));
        return services.AddScoped<IPeopleSource>(provider => new DelegateSource(provider, read));
    }

    /// <summary>
    /// Adds the health check of the nightly job: healthy if the last night succeeded, degraded if it failed or left problems,
    /// unhealthy if no night has succeeded for <see cref="DirectorySyncJobOptions.HealthyFor" />.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder" /> is null.</exception>
    public static IHealthChecksBuilder AddDirectorySync(this IHealthChecksBuilder builder, string name = "directory-sync") =>
        (builder ?? throw new ArgumentNullException(nameof(builder))).Add(new HealthCheckRegistration(
            name, provider => provider.GetRequiredService<DirectorySyncHealthCheck>(), failureStatus: null, tags: null));

    private static DirectoryJournal JournalOf(IServiceProvider provider)
    {
        if (provider.GetService<IJournalStore>() is { } store)
            return new DirectoryJournal(store);
        var folder = provider.GetRequiredService<IOptions<DirectorySyncJobOptions>>().Value.JournalFolder;
        return string.IsNullOrWhiteSpace(folder)
            ? throw new OptionsValidationException(
                Options.DefaultName,
                typeof(DirectorySyncJobOptions),
                ["DirectorySyncJobOptions.JournalFolder is not set. Set the path of a folder that only this program can write, or register an IJournalStore."])
            : new DirectoryJournal(folder!);
    }

    private sealed class DelegateSource(IServiceProvider provider, Func<IServiceProvider, CancellationToken, IAsyncEnumerable<Person>> read) : IPeopleSource
    {
        public IAsyncEnumerable<Person> ReadAsync(CancellationToken cancellationToken) => read(provider, cancellationToken);
    }

    private sealed class ReadAtOnce(Func<IEnumerable<Person>> read) : IAsyncEnumerable<Person>
    {
        public async IAsyncEnumerator<Person> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            foreach (var person in read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return person;
            }
        }
    }
}
