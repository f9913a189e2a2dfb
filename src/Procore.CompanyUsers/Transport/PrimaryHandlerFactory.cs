#if NET
using System.Diagnostics;
#endif
using System.Net;

namespace Procore.CompanyUsers;

/// <summary>The handler that has the connections. Redirects aren't followed: one would carry people's data, and the token, elsewhere.</summary>
internal static class PrimaryHandlerFactory
{
    public static HttpMessageHandler Create() =>
#if NET
        new SocketsHttpHandler
        {
            // What a trace carries of the application is none of Procore's business.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // Under .NET Framework two would be all, to which the pages of one listing had to queue.
            MaxConnectionsPerServer = 64,
            UseCookies = false,
        };
#endif
}
