#if NET
using System.Diagnostics;
#endif
using System.Net;

namespace Procore.CompanyUsers;

/// <summary>Creates the handler that owns the connections. It doesn't follow redirects, which would send personal data and the token elsewhere.</summary>
internal static class PrimaryHandlerFactory
{
    public static HttpMessageHandler Create() =>
#if NET
        new SocketsHttpHandler
        {
            // Trace ids and baggage of the application aren't sent to Procore.
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
            // .NET Framework allows 2 by default, so the pages of a listing would queue.
            MaxConnectionsPerServer = 64,
            UseCookies = false,
        };
#endif
}
