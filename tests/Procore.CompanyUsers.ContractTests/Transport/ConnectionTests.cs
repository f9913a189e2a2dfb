using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>Why Procore can't be reached, with real sockets: the kind, and a message that says more.</summary>
public sealed class ConnectionTests
{
    [TestCase("http://127.0.0.1:{0}", "the proxy refused the connection")]
    [TestCase("http://no-such-proxy.invalid:{0}", "the proxy's host name can't be resolved")]
    public async Task A_proxy_that_cannot_be_used_is_told_from_the_host(string proxy, string reason)
    {
        using var connections = new SocketsHttpHandler { Proxy = new WebProxy(string.Format(System.Globalization.CultureInfo.InvariantCulture, proxy, ClosedPort())) };

        var failure = await FailureAsync(new Uri("https://api.example.com"), connections);

        Assert.That((failure.Failure, failure.MayHaveBeenApplied), Is.EqualTo((ConnectionFailure.Proxy, false)));
        Assert.That(failure.Message, Does.Contain(reason));
    }

    [TestCase("http://127.0.0.1:{0}", ConnectionFailure.Refused)]
    [TestCase("http://[::1]:{0}", ConnectionFailure.Refused)]
    [TestCase("http://localhost:{0}", ConnectionFailure.Refused)]
    [TestCase("https://no-such-host.invalid:{0}", ConnectionFailure.NameResolution)]
    [TestCase("https://kein-störfall.invalid:{0}", ConnectionFailure.NameResolution)]
    public async Task A_host_that_cannot_be_reached_is_not_taken_for_a_proxy(string host, ConnectionFailure kind)
    {
        using var connections = new SocketsHttpHandler { UseProxy = false };

        var failure = await FailureAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, host, ClosedPort())), connections);

        Assert.That(failure.Failure, Is.EqualTo(kind));
    }

    [TestCase("CN=other.example.com", -1, 1, "it is of another host")]
    [TestCase("CN=other.example.com", -2, -1, "it is of another host, and it has expired, or this machine doesn't trust its issuer")]
    [TestCase("CN=localhost", -2, -1, "it has expired or isn't valid yet")]
    [TestCase("CN=localhost", -1, 1, "certificate isn't trusted: ")]
    public async Task A_certificate_that_is_not_trusted_is_told_with_the_reason(string subject, int from, int to, string reason)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var server = builder.Build();
        await server.StartAsync();
        using var connections = new SocketsHttpHandler { UseProxy = false };

        var failure = await FailureAsync(new UriBuilder(server.Urls.Single()) { Host = "localhost" }.Uri, connections);

        Assert.That(failure.Failure, Is.EqualTo(ConnectionFailure.UntrustedCertificate));
        Assert.That(failure.Message, Does.Contain(reason));
    }

    [Test]
    public async Task A_server_without_TLS_is_told_with_what_TLS_says()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answers = Task.Run(async () =>
        {
            for (; ; )
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        });
        using var connections = new SocketsHttpHandler { UseProxy = false };

        var failure = await FailureAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), connections);
        listener.Stop();
        Assert.That(async () => await answers, Throws.Exception);

        Assert.That(failure.Failure, Is.EqualTo(ConnectionFailure.Tls));
        Assert.That(failure.Message, Does.Match("TLS handshake failed: .+"));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<ProcoreConnectionException> FailureAsync(Uri address, HttpMessageHandler connections)
    {
        var services = new ServiceCollection();
        services.AddProcore(options => (options.ApiAddress, options.AccessToken, options.CompanyId, options.Retry.MaxRetries) = (address, "token-of-the-test", 7, 0))
            .ConfigurePrimaryHttpMessageHandler(() => connections);
        await using var provider = services.BuildServiceProvider();
        return Assert.ThrowsAsync<ProcoreConnectionException>(() => provider.GetRequiredService<ICompanyUsers>().GetAsync(7));
    }
}
