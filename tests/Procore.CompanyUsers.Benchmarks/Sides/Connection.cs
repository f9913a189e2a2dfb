using System.Net;
using System.Net.Http.Headers;
using Procore.CompanyUsers.Benchmarks.Server;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>What all sides have in common: how they connect, and how large a page they ask for.</summary>
internal static class Connection
{
    public const int PageSize = 1000;

    /// <summary>The user that is read and changed again and again.</summary>
    public static long UserId { get; } = People.IdOf(7);

    public const string Token = "benchmark";

    public static HttpClient To(Uri server)
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }
}
