using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Registers the client.
/// </summary>
/// <remarks>
/// Dispose the container asynchronously, as hosts do: that waits for a renewal of tokens and closes the connections. A synchronous
/// <c>Dispose</c> doesn't wait, so it leaves the sockets open until they idle out.
/// </remarks>
public static class ProcoreServiceCollectionExtensions
{
    private const string ClientName = "Procore.CompanyUsers";

    /// <summary>
    /// Registers <see cref="IProcoreClient" />, <see cref="IProcoreCompany" /> and <see cref="ICompanyUsers" /> of the company
    /// <see cref="ProcoreOptions.CompanyId" />, <see cref="IProcoreAuthentication" /> and
    /// <see cref="IProcoreClientFactory" />, as singletons.
    /// </summary>
    /// <remarks>
    /// A further call adds to the options, as <c>Configure</c> does. Dispose the container asynchronously, so that its sockets are
    /// closed; a synchronous <c>Dispose</c> leaves them open until they idle out.
    /// </remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options. They are validated when the client is first used or, in a host, when the host starts.</param>
    /// <returns>The builder of the HTTP client, to add your own handlers. They receive each attempt with its access token.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, Action<ProcoreOptions> configure) =>
        Add(services, Options.DefaultName, options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>
    /// Registers the client with options from configuration, such as the section <c>Procore</c>.
    /// </summary>
    /// <remarks>A further call adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="section">The section that holds <see cref="ProcoreOptions" />.</param>
    /// <returns>The builder of the HTTP client, to add your own handlers. They receive each attempt with its access token.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, IConfiguration section) =>
        Add(services, Options.DefaultName, options => options.Bind(section ?? throw new ArgumentNullException(nameof(section))));

    /// <summary>
    /// Registers a named client, for programs with several: <see cref="IProcoreClient" />, <see cref="IProcoreCompany" />, <see cref="ICompanyUsers" /> and
    /// <see cref="IProcoreAuthentication" />, as keyed singletons with the name as their key. Named clients share nothing.
    /// </summary>
    /// <remarks>A further call with the same name adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The client's name, which is its key for injection: <c>[FromKeyedServices("name")] ICompanyUsers</c>.</param>
    /// <param name="configure">Sets the options. They are validated when the client is first used or, in a host, when the host starts.</param>
    /// <returns>The builder of the HTTP client, to add your own handlers. They receive each attempt with its access token.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is blank.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, string name, Action<ProcoreOptions> configure) =>
        Add(services, CheckName(name), options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>
    /// Registers a named client with options from configuration, such as the section <c>Procore:name</c>.
    /// </summary>
    /// <remarks>A further call with the same name adds to the options, as <c>Configure</c> does.</remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The client's name, which is its key for injection: <c>[FromKeyedServices("name")] ICompanyUsers</c>.</param>
    /// <param name="section">The section that holds <see cref="ProcoreOptions" />.</param>
    /// <returns>The builder of the HTTP client, to add your own handlers. They receive each attempt with its access token.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is blank.</exception>
    public static IHttpClientBuilder AddProcore(this IServiceCollection services, string name, IConfiguration section) =>
        Add(services, CheckName(name), options => options.Bind(section ?? throw new ArgumentNullException(nameof(section))));

    /// <summary>
    /// Registers only <see cref="IProcoreClientFactory" />, as a singleton, for programs in which every account belongs to a tenant.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets what all tenants have in common; null for the defaults.</param>
    /// <returns>The builder of the HTTP client, to add your own handlers. They receive each attempt with its access token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services" /> is null.</exception>
    public static IHttpClientBuilder AddProcoreClientFactory(this IServiceCollection services, Action<ProcoreOptions>? configure = null)
    {
        var options = (services ?? throw new ArgumentNullException(nameof(services))).AddOptions<ProcoreOptions>();
        if (configure is not null)
            options.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(ProcoreClientFactory)))
            return services.AddHttpClient(ClientName);
        services.AddSingleton(provider =>
        {
            RequireConnections(provider);
            var options = provider.GetRequiredService<IOptionsMonitor<ProcoreOptions>>();
            _ = options.CurrentValue;
            return new ProcoreClientFactory(() => options.CurrentValue, (tenant, name) => Open(provider, tenant, name, ClientName));
        });
        services.TryAddSingleton<IProcoreClientFactory>(provider => provider.GetRequiredService<ProcoreClientFactory>());
        return AddConnections(services, ClientName);
    }

    /// <summary>The name of the options of the client that a builder belongs to.</summary>
    internal static string OptionsNameOf(IHttpClientBuilder builder)
    {
        if (builder.Name == ClientName)
            return Options.DefaultName;
        return builder.Name.StartsWith(ClientName + ":", StringComparison.Ordinal)
            ? builder.Name.Substring(ClientName.Length + 1)
            : throw new ArgumentException("This builder belongs to another HTTP client. Use the one that AddProcore or AddProcoreClientFactory returns.", nameof(builder));
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name, Action<OptionsBuilder<ProcoreOptions>> configure)
    {
        var options = (services ?? throw new ArgumentNullException(nameof(services))).AddOptions<ProcoreOptions>(name);
        configure(options);
        var clientName = name.Length == 0 ? ClientName : $"{ClientName}:{name}";
        if (services.Any(service => service.ServiceType == typeof(ProcoreAccount) && Equals(service.ServiceKey, name)))
            return services.AddHttpClient(clientName);
        options.ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProcoreOptions>>(new ProcoreOptionsValidator(name));
        services.AddSingleton<IValidateOptions<ProcoreOptions>>(provider => Settings(provider, name, clientName));
        services.AddKeyedSingleton(name, (provider, _) => Open(provider, provider.GetRequiredService<IOptionsMonitor<ProcoreOptions>>().Get(name), name, clientName));
        services.AddKeyedSingleton<IProcoreClient>(name, (provider, _) => new ProcoreClient(provider.GetRequiredKeyedService<ProcoreAccount>(name)));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<ProcoreAccount>(name).Authentication);
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<ProcoreAccount>(name).Options.CompanyId is { } companyId
            ? provider.GetRequiredKeyedService<IProcoreClient>(name).Company(companyId)
            : throw new InvalidOperationException("There is no default company. Set ProcoreOptions.CompanyId, or inject IProcoreClient and call Company."));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<IProcoreCompany>(name).Users);
        if (name.Length > 0)
            return AddConnections(services, clientName);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IProcoreClient>(name));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IProcoreAuthentication>(name));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IProcoreCompany>(name));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<ICompanyUsers>(name));
        return AddProcoreClientFactory(services);
    }

    private static string CheckName(string name) => string.IsNullOrWhiteSpace(name)
        ? throw new ArgumentException("Give the client a name, or call AddProcore without one.", nameof(name))
        // Names with half of a surrogate pair would share an entry of the token store.
        : JsonText.IndexOfLoneSurrogate(name) >= 0 ? throw new ArgumentException("The name isn't valid Unicode: half of a surrogate pair is missing.", nameof(name))
        : name;

    private static ProcoreAccount Open(IServiceProvider provider, ProcoreOptions options, string name, string clientName)
    {
        var handlers = RequireConnections(provider);
        return new ProcoreAccount(
            options,
            name,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            new FactoryHandler(handlers, clientName),
            new FactoryHandler(handlers, LoginName(clientName)),
            TransportEvents.To(provider.GetService<ILoggerFactory>()),
            Settings(provider, name, clientName).ApplyTo);
    }

    /// <summary>A container disposes first what it created last, so the connections, created before the accounts, outlive their renewals.</summary>
    private static IHttpMessageHandlerFactory RequireConnections(IServiceProvider provider)
    {
        _ = provider.GetRequiredService<ContainerConnections>();
        return provider.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    /// <summary>
    /// Creates the primary handler of a client, such as one with a proxy, for signing in. The handlers added above it, which see
    /// each attempt at a request to the API, don't apply.
    /// </summary>
    private static HttpMessageHandler PrimaryHandlerOf(IServiceProvider provider, string clientName)
    {
        var builder = new PrimaryHandlerBuilder(provider, clientName);
        foreach (var configure in FactoryOptions(provider, clientName).HttpMessageHandlerBuilderActions)
            configure(builder);
        return builder.PrimaryHandler;
    }

    private static HttpClientFactoryOptions FactoryOptions(IServiceProvider provider, string clientName) =>
        provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(clientName);

    private static HttpClientSettings Settings(IServiceProvider provider, string name, string clientName) =>
        new(name, clientName, provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>());

    private static string LoginName(string clientName) => clientName + ".Login";

    private static IHttpClientBuilder AddConnections(IServiceCollection services, string clientName)
    {
        services.TryAddSingleton<ContainerConnections>();
        AddClient(LoginName(clientName), provider => PrimaryHandlerOf(provider, clientName))
            .Services.AddOptions<HttpClientFactoryOptions>(LoginName(clientName))
            .Configure<IServiceProvider>((options, provider) => options.HandlerLifetime = FactoryOptions(provider, clientName).HandlerLifetime);
        return AddClient(clientName, provider => provider.GetRequiredService<ContainerConnections>().Create());

        IHttpClientBuilder AddClient(string name, Func<IServiceProvider, HttpMessageHandler> createConnections)
        {
            // The container's defaults (ConfigureHttpClientDefaults) come first. A resilience handler among them would repeat
            // writes, so only what is added to this client counts, also before AddProcore.
            var first = services.FirstOrDefault(service => service is { IsKeyedService: false, ImplementationInstance: ConfigureNamedOptions<HttpClientFactoryOptions> named } && named.Name == name);
            var builder = services.AddHttpClient(name);
            services.Insert(
                first is null ? services.Count : services.IndexOf(first),
                ServiceDescriptor.Singleton<IConfigureOptions<HttpClientFactoryOptions>>(new ConfigureNamedOptions<HttpClientFactoryOptions>(name, options =>
                {
                    options.HttpMessageHandlerBuilderActions.Clear();
                    options.HttpClientActions.Clear();
                    options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.PrimaryHandler = createConnections(handlers.Services));
                })));
            // The factory's own loggers write whole addresses, which contain e-mail addresses.
            return builder.RemoveAllLoggers();
        }
    }

    private sealed class PrimaryHandlerBuilder(IServiceProvider services, string name) : HttpMessageHandlerBuilder
    {
        public override string? Name { get; set; } = name;

        public override HttpMessageHandler PrimaryHandler { get; set; } = null!;

        public override IList<DelegatingHandler> AdditionalHandlers { get; } = [];

        public override IServiceProvider Services => services;

        public override HttpMessageHandler Build() => throw new NotSupportedException();
    }
}
