using System.Net;
using System.Net.Http.Headers;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>What all sides have in common: how they connect, and how large a page they ask for.</summary>
internal static class Connection
{
    public const int PageSize = 1000;

    public const string Token = "benchmark";

    public static HttpClient To(Uri server)
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }
}
