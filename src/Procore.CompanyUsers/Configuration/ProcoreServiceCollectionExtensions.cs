using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers;

/// <summary>
/// Registers the client.
/// </summary>
public static class ProcoreServiceCollectionExtensions
{
    private const string ClientName = "Procore.CompanyUsers";
    private const string LoginName = "Procore.CompanyUsers.Login";

    /// <summary>
    /// Registers <see cref="IProcoreClient" />, and <see cref="ICompanyUsers" /> of the company that
    /// <see cref="ProcoreOptions.CompanyId" /> names, as singletons.
    /// </summary>
    /// <remarks>A further call adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the options; they are checked when the client is first used or, in a host, when it starts.</param>
    /// <returns>The builder of the HTTP client, to add handlers of your own: they see each attempt, signed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, Action<ProcoreOptions> configure)
    {
        if (services is null)
            throw new ArgumentNullException(nameof(services));
        services.Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return AddProcore(services);
    }

    /// <summary>
    /// Registers <see cref="IProcoreClient" /> and <see cref="ICompanyUsers" /> with options from configuration, such as the section <c>Procore</c>.
    /// </summary>
    /// <remarks>A further call adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">Where to register.</param>
    /// <param name="section">The section that holds <see cref="ProcoreOptions" />.</param>
    /// <returns>The builder of the HTTP client, to add handlers of your own: they see each attempt, signed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, IConfiguration section)
    {
        if (services is null)
            throw new ArgumentNullException(nameof(services));
        services.Configure<ProcoreOptions>(section ?? throw new ArgumentNullException(nameof(section)));
        return AddProcore(services);
    }

    private static IHttpClientBuilder AddProcore(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ProcoreAccount)))
            return services.AddHttpClient(ClientName);
        services.AddOptions<ProcoreOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcoreOptions>, ProcoreOptionsValidator>());
        services.AddSingleton(provider => new ProcoreAccount(
            provider.GetRequiredService<IOptions<ProcoreOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            Connections(provider, ClientName),
            Connections(provider, LoginName),
            TransportEvents.To(provider.GetService<ILoggerFactory>())));
        services.TryAddSingleton<IProcoreClient>(provider => new ProcoreClient(provider.GetRequiredService<ProcoreAccount>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<ProcoreAccount>().Options.CompanyId is { } companyId
            ? provider.GetRequiredService<IProcoreClient>().Company(companyId).Users
            : throw new InvalidOperationException("No default company. Set ProcoreOptions.CompanyId, or inject IProcoreClient and name the company."));
        AddConnections(services, LoginName);
        return AddConnections(services, ClientName);
    }

    private static FactoryHandler Connections(IServiceProvider provider, string name) =>
        new(provider.GetRequiredService<IHttpMessageHandlerFactory>(), name);

    private static IHttpClientBuilder AddConnections(IServiceCollection services, string name) =>
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(PrimaryHandler.Create)
            // The factory's own loggers write whole addresses, which hold people's e-mail addresses.
            .RemoveAllLoggers();
}
