using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Testing;

/// <summary>Puts a <see cref="FakeProcore"/> under an <see cref="HttpClient"/> of a container.</summary>
public static class FakeProcoreHttpClientBuilderExtensions
{
    /// <summary>
    /// Lets the client talk to <paramref name="fake"/> in place of the network, and after <c>AddProcore</c> also the one that signs in.
    /// </summary>
    /// <param name="builder">The builder, as <c>AddProcore</c> or <c>AddHttpClient</c> returns it.</param>
    /// <param name="fake">The directory that answers.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder UseFakeProcore(this IHttpClientBuilder builder, FakeProcore fake)
    {
        _ = fake ?? throw new ArgumentNullException(nameof(fake));
        // Where AddProcore gets its tokens has a client of its own, named after this one.
        builder.Services.AddHttpClient(builder.Name + ".Login").ConfigurePrimaryHttpMessageHandler(fake.CreateHandler);
        return builder.ConfigurePrimaryHttpMessageHandler(fake.CreateHandler);
    }
}
