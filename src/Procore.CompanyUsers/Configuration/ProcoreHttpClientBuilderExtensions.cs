using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers;

/// <summary>
/// Configures where a registered client keeps its tokens.
/// </summary>
public static class ProcoreHttpClientBuilderExtensions
{
    /// <summary>
    /// Sets <see cref="ProcoreOptions.TokenStore" /> to a store that is created once, with services of the container.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <param name="create">Creates the store; the container disposes it if it is disposable.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder UseTokenStore(this IHttpClientBuilder builder, Func<IServiceProvider, IProcoreTokenStore> create)
    {
        var name = ProcoreServiceCollectionExtensions.OptionsNameOf(builder ?? throw new ArgumentNullException(nameof(builder)));
        _ = create ?? throw new ArgumentNullException(nameof(create));
        // One store for all readings of the options: tokens that couldn't be stored are kept by store.
        builder.Services.AddKeyedSingleton(name, (provider, _) => create(provider));
        builder.Services.AddOptions<ProcoreOptions>(name)
            .Configure<IServiceProvider>((options, provider) => options.TokenStore = provider.GetRequiredKeyedService<IProcoreTokenStore>(name));
        return builder;
    }

    /// <summary>
    /// Sets <see cref="ProcoreOptions.TokenProtector" /> to ASP.NET Core Data Protection: the store gets encrypted tokens.
    /// </summary>
    /// <remarks>
    /// Needs <c>services.AddDataProtection()</c>, with keys that all machines share and keep: tokens that can't be decrypted are lost.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder" /> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder EncryptTokens(this IHttpClientBuilder builder)
    {
        var name = ProcoreServiceCollectionExtensions.OptionsNameOf(builder ?? throw new ArgumentNullException(nameof(builder)));
        builder.Services.AddKeyedSingleton<IProcoreTokenProtector>(name, (provider, _) => new DataProtectionTokenProtector(provider));
        builder.Services.AddOptions<ProcoreOptions>(name)
            .Configure<IServiceProvider>((options, provider) => options.TokenProtector = provider.GetRequiredKeyedService<IProcoreTokenProtector>(name));
        return builder;
    }

    private sealed class DataProtectionTokenProtector : IProcoreTokenProtector
    {
        private readonly IDataProtector _protector;

        public DataProtectionTokenProtector(IServiceProvider provider)
        {
            var dataProtection = provider.GetService<IDataProtectionProvider>()
                ?? throw new InvalidOperationException("EncryptTokens needs ASP.NET Core Data Protection. Call services.AddDataProtection(), and persist its keys where all machines find them.");
            _protector = dataProtection.CreateProtector("Procore.CompanyUsers.Tokens.v1");
        }

        public ValueTask<string> ProtectAsync(string payload, CancellationToken cancellationToken = default) => new(_protector.Protect(payload));

        public ValueTask<string> UnprotectAsync(string payload, CancellationToken cancellationToken = default) => new(_protector.Unprotect(payload));
    }
}
