using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers;

/// <summary>
/// Registers the client.
/// </summary>
public static class ProcoreServiceCollectionExtensions
{
    private const string ClientName = "Procore.CompanyUsers";

    /// <summary>
    /// Registers <see cref="IProcoreClient" />, and <see cref="ICompanyUsers" /> of the company that
    /// <see cref="ProcoreOptions.CompanyId" /> names, as singletons.
    /// </summary>
    /// <remarks>A further call adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the options; they are checked when the client is first used or, in a host, when it starts.</param>
    /// <returns>The builder of the HTTP client, to add handlers of your own.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, Action<ProcoreOptions> configure)
    {
        if (services is null)
            throw new ArgumentNullException(nameof(services));
        if (configure is null)
            throw new ArgumentNullException(nameof(configure));
        services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(IProcoreClient)))
            return services.AddHttpClient(ClientName);
        services.AddOptions<ProcoreOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcoreOptions>, ProcoreOptionsValidator>());
        services.TryAddSingleton<IProcoreClient>(provider => new ProcoreClient(
            new Routes(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName)),
            provider.GetRequiredService<IOptions<ProcoreOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddSingleton(provider =>
            provider.GetRequiredService<IOptions<ProcoreOptions>>().Value.CompanyId is { } companyId
                ? provider.GetRequiredService<IProcoreClient>().Company(companyId).Users
                : throw new InvalidOperationException("No default company. Set ProcoreOptions.CompanyId, or inject IProcoreClient and name the company."));
        return services.AddHttpClient(ClientName)
            .ConfigureHttpClient((provider, client) =>
                client.BaseAddress = WithSlash(provider.GetRequiredService<IOptions<ProcoreOptions>>().Value.ApiAddress))
            .ConfigurePrimaryHttpMessageHandler(CreatePrimaryHandler)
            .AddHttpMessageHandler(provider => new AccessTokenHandler(provider.GetRequiredService<IOptions<ProcoreOptions>>().Value))
            // The factory's own loggers write whole addresses, which hold people's e-mail addresses.
            .RemoveAllLoggers();
    }

    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Redirects aren't followed: one would carry people's data, and the token, elsewhere.</summary>
    private static HttpMessageHandler CreatePrimaryHandler() =>
#if NET
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
        };
#endif
}
