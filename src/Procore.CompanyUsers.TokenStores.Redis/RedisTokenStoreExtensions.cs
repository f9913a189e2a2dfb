using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Procore.CompanyUsers.TokenStores;

/// <summary>
/// Registers <see cref="RedisTokenStore" />.
/// </summary>
public static class RedisTokenStoreExtensions
{
    /// <summary>
    /// Keeps the client's tokens, and those of the tenants of <see cref="IProcoreClientFactory" />, in Redis.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <param name="connection">The connection; the caller disposes it, after the container.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder UseRedisTokenStore(this IHttpClientBuilder builder, IConnectionMultiplexer connection)
    {
        var store = new RedisTokenStore(connection);
        return builder.UseTokenStore(_ => store);
    }

    /// <summary>
    /// Keeps the client's tokens, and those of the tenants of <see cref="IProcoreClientFactory" />, in the Redis whose
    /// <see cref="IConnectionMultiplexer" /> is registered in the container.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder" /> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder UseRedisTokenStore(this IHttpClientBuilder builder) =>
        builder.UseTokenStore(provider => new RedisTokenStore(provider.GetRequiredService<IConnectionMultiplexer>()));
}
