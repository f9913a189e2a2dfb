using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Testing;

/// <summary>Connects clients of a container to a <see cref="FakeProcore"/>.</summary>
public static class FakeProcoreHttpClientBuilderExtensions
{
    /// <summary>
    /// Connects the client to <paramref name="fake"/> instead of the network; after <c>AddProcore</c>, this includes the client that signs in.
    /// </summary>
    /// <param name="builder">The builder that <c>AddProcore</c> or <c>AddHttpClient</c> returned.</param>
    /// <param name="fake">The directory that responds.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UseFakeProcore(this IHttpClientBuilder builder, FakeProcore fake)
    {
        _ = fake ?? throw new ArgumentNullException(nameof(fake));
        // AddProcore requests tokens with a client of its own, named after this one.
        builder.Services.AddHttpClient(builder.Name + ".Login").ConfigurePrimaryHttpMessageHandler(fake.CreateHandler);
        return builder.ConfigurePrimaryHttpMessageHandler(fake.CreateHandler);
    }
}
