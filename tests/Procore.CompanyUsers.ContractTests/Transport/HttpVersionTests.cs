using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>Over TLS, which is where versions are agreed on.</summary>
public sealed class HttpVersionTests
{
    [TestCase(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [TestCase(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Version_is_the_best_that_the_server_offers(HttpProtocols offered, string spoken)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = offered;
            listen.UseHttps(certificate);
        }));
        await using var server = builder.Build();
        var protocols = new List<string>();
        server.Run(context =>
        {
            lock (protocols)
                protocols.Add(context.Request.Protocol);
            return context.Response.WriteAsJsonAsync(new { id = 7 });
        });
        await server.StartAsync();
        using var connections = new SocketsHttpHandler();
        connections.SslOptions.RemoteCertificateValidationCallback = (_, sent, _, _) => certificate.Equals(sent);
        var services = new ServiceCollection();
        services.AddProcore(options => (options.ApiAddress, options.AccessToken, options.CompanyId) = (new Uri(server.Urls.Single()), "token", 7))
            .ConfigurePrimaryHttpMessageHandler(() => connections);
        await using var provider = services.BuildServiceProvider();
        var users = provider.GetRequiredService<ICompanyUsers>();

        await users.GetAsync(7);
        await users.UpdateAsync(7, new Models.CompanyUserChanges { Zip = "1" });

        Assert.That(protocols, Is.EqualTo([spoken, spoken]));
    }
}
