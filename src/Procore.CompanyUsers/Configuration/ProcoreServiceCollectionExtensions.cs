using Microsoft.Extensions.Configuration;
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
        if (services.Any(service => service.ServiceType == typeof(IProcoreClient)))
            return services.AddHttpClient(ClientName);
        services.AddOptions<ProcoreOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcoreOptions>, ProcoreOptionsValidator>());
        // The factory makes its handlers anew every few minutes; what they know of tokens and limits must outlive them.
        services.TryAddSingleton<RateLimits>();
        services.TryAddSingleton(CreateTokens);
        services.AddSingleton<IProcoreClient>(provider => new ProcoreClient(
            new Routes(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName)), Options(provider), Clock(provider)));
        services.TryAddSingleton(provider => Options(provider).CompanyId is { } companyId
            ? provider.GetRequiredService<IProcoreClient>().Company(companyId).Users
            : throw new InvalidOperationException("No default company. Set ProcoreOptions.CompanyId, or inject IProcoreClient and name the company."));
        AddHttpClient(services, LoginName, ProcoreAddresses.Login)
            .AddHttpMessageHandler(provider => new RetryHandler(Options(provider), Clock(provider)))
            .AddHttpMessageHandler(provider => new RateLimitHandler(provider.GetRequiredService<RateLimits>(), Options(provider), Clock(provider)))
            .AddHttpMessageHandler(provider => new AttemptHandler(Options(provider), Clock(provider)));
        return AddHttpClient(services, ClientName, ProcoreAddresses.Api)
            .AddHttpMessageHandler(provider => new RetryHandler(Options(provider), Clock(provider)))
            .AddHttpMessageHandler(provider => new RateLimitHandler(provider.GetRequiredService<RateLimits>(), Options(provider), Clock(provider)))
            .AddHttpMessageHandler(provider => new AccessTokenHandler(provider.GetRequiredService<IAccessTokens>(), Options(provider)))
            .AddHttpMessageHandler(provider => new AttemptHandler(Options(provider), Clock(provider)));
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name, Func<ProcoreOptions, Uri> address) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient((provider, client) =>
            {
                client.BaseAddress = address(Options(provider));
                // Attempts have a time limit of their own, and waiting for the rate limit isn't to be cut short.
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(PrimaryHandler.Create)
            // The factory's own loggers write whole addresses, which hold people's e-mail addresses.
            .RemoveAllLoggers();

    private static IAccessTokens CreateTokens(IServiceProvider provider)
    {
        var options = Options(provider);
        if (options.ClientId is null)
            return new GivenAccessTokens(options);
        var login = new LoginClient(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(LoginName), Clock(provider));
        return new ClientCredentialsTokens(login, options, Clock(provider));
    }

    private static ProcoreOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ProcoreOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
