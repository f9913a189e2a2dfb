using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Procore.CompanyUsers.Benchmarks.Server;

/// <summary>
/// A company directory on loopback whose answers are rendered and compressed beforehand. A company's id is the number of its users.
/// </summary>
internal static partial class DirectoryServer
{
    public const string Verb = "server";

    private static readonly ConcurrentDictionary<(string Kind, int From, int To), Lazy<(byte[] Plain, byte[] Zipped)>> Rendered = new();

    /// <summary>Says on standard output where it is, without latency and with, and serves until standard input ends.</summary>
    public static async Task RunAsync()
    {
        await using var fast = await StartAsync(TimeSpan.Zero);
        await using var slow = await StartAsync(Latency);
        Console.WriteLine($"{AddressOf(fast)} {AddressOf(slow)}");
        await Console.In.ReadToEndAsync();
    }

    public static TimeSpan Latency { get; } = TimeSpan.FromMilliseconds(100);

    private static async Task<WebApplication> StartAsync(TimeSpan latency)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, latency));
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        ((IApplicationBuilder)app).ServerFeatures.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static async Task AnswerAsync(HttpContext context, TimeSpan latency)
    {
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency);
        var response = context.Response;
        var route = Route().Match(context.Request.Path);
        if (!route.Success)
        {
            response.StatusCode = 404;
            return;
        }
        var count = int.Parse(route.Groups["company"].Value, CultureInfo.InvariantCulture);
        response.Headers["X-Rate-Limit-Limit"] = "1000000";
        response.Headers["X-Rate-Limit-Remaining"] = "999999";
        response.Headers["X-Rate-Limit-Reset"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Request-Id"] = "4b1f2a6e-1d0c-4d5a-9d36-0f2b7b8f4a11";
        var body = route.Groups["what"].Value switch
        {
            "" when HttpMethods.IsPost(context.Request.Method) => await CreateAsync(context),
            "" => Page(context, count),
            "/sync" => await SyncAsync(context),
            var id => User(People.IndexOf(long.Parse(id.AsSpan(1), CultureInfo.InvariantCulture))),
        };
        response.ContentType = "application/json; charset=utf-8";
        var isZipped = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        var bytes = isZipped ? body.Zipped : body.Plain;
        if (isZipped)
            response.Headers.ContentEncoding = "gzip";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private static (byte[] Plain, byte[] Zipped) Page(HttpContext context, int count)
    {
        var page = Number(context, "page", 1);
        var perPage = Number(context, "per_page", 100);
        var last = Math.Max(1, (count + perPage - 1) / perPage);
        var headers = context.Response.Headers;
        headers["Total"] = count.ToString(CultureInfo.InvariantCulture);
        headers["Per-Page"] = perPage.ToString(CultureInfo.InvariantCulture);
        if (page < last)
            headers.Link = string.Create(CultureInfo.InvariantCulture, $"<http://{context.Request.Host}{context.Request.Path}?page={page + 1}&per_page={perPage}>; rel=\"next\", <http://{context.Request.Host}{context.Request.Path}?page={last}&per_page={perPage}>; rel=\"last\"");
        return Users("page", Math.Min(count, (page - 1) * perPage), Math.Min(count, page * perPage));
    }

    /// <summary>The user that is there in any case.</summary>
    private static async Task<(byte[] Plain, byte[] Zipped)> CreateAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = 201;
        return User(7);
    }

    private static (byte[] Plain, byte[] Zipped) User(int index) =>
        Rendered.GetOrAdd(("user", index, 0), key => new(() => Compressed(People.Render(json => People.Write(json, key.From))))).Value;

    /// <summary>Every item is saved. They come in the order of <see cref="People" />, so that the first says who they are.</summary>
    private static async Task<(byte[] Plain, byte[] Zipped)> SyncAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var origins = OriginId().Matches(await reader.ReadToEndAsync());
        var first = int.Parse(origins[0].Groups["number"].Value, CultureInfo.InvariantCulture);
        return Users("sync", first, first + origins.Count);
    }

    private static (byte[] Plain, byte[] Zipped) Users(string kind, int from, int to) => Rendered.GetOrAdd((kind, from, to), key => new(() => Compressed(People.Render(json =>
    {
        if (key.Kind == "sync")
        {
            json.WriteStartObject();
            json.WriteStartArray("errors");
            json.WriteEndArray();
            json.WritePropertyName("entities");
        }
        json.WriteStartArray();
        for (var index = key.From; index < key.To; index++)
            People.Write(json, index);
        json.WriteEndArray();
        if (key.Kind == "sync")
            json.WriteEndObject();
    })))).Value;

    private static (byte[] Plain, byte[] Zipped) Compressed(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(plain);
        return (plain, zipped.ToArray());
    }

    private static int Number(HttpContext context, string name, int fallback) =>
        context.Request.Query.TryGetValue(name, out var text) ? int.Parse(text.ToString(), CultureInfo.InvariantCulture) : fallback;

    [GeneratedRegex(@"^/rest/v1\.3/companies/(?<company>\d+)/users(?<what>/\d+|/sync|)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Route();

    [GeneratedRegex("\"origin_id\":\"EMP-(?<number>[0-9]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OriginId();
}
