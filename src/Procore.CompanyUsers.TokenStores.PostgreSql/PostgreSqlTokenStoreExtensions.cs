using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Procore.CompanyUsers.TokenStores;

/// <summary>
/// Registers <see cref="PostgreSqlTokenStore" />.
/// </summary>
public static class PostgreSqlTokenStoreExtensions
{
    /// <summary>
    /// Keeps the client's tokens, and those of the tenants of <see cref="IProcoreClientFactory" />, in a PostgreSQL database.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <param name="dataSource">The database; the caller disposes it, after the container.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder UsePostgreSqlTokenStore(this IHttpClientBuilder builder, NpgsqlDataSource dataSource)
    {
        var store = new PostgreSqlTokenStore(dataSource);
        return builder.UseTokenStore(_ => store);
    }

    /// <summary>
    /// Keeps the client's tokens, and those of the tenants of <see cref="IProcoreClientFactory" />, in the database whose
    /// <see cref="NpgsqlDataSource" /> is registered in the container.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddProcoreClientFactory</c> returns.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder" /> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="builder" /> isn't one of Procore's.</exception>
    public static IHttpClientBuilder UsePostgreSqlTokenStore(this IHttpClientBuilder builder) =>
        builder.UseTokenStore(provider => new PostgreSqlTokenStore(provider.GetRequiredService<NpgsqlDataSource>()));
}
