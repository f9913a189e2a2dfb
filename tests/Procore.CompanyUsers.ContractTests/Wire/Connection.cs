using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>
/// Around WireMock, which tells a path unescaped, sets its own date, and can neither break a connection nor be slow after it has
/// recorded a request. An answer asks for that by headers that end here; <see cref="Answers"/> has their names.
/// </summary>
internal sealed class Connection(RequestDelegate next)
{
    public const string Target = "wire-target";
    public const string Date = "wire-date";
    public const string Fault = "wire-fault";
    public const string Delay = "wire-delay";
    public const string Dribble = "wire-dribble";

    private const int Slices = 4;

    public async Task InvokeAsync(HttpContext context)
    {
        context.Request.Headers[Target] = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await next(context);
        context.Response.Body = wire;

        if (Take(context, Fault) is { } fault)
        {
            await BreakAsync(context, Enum.Parse<Fault>(fault));
            return;
        }
        if (Take(context, Date) is { } date)
            context.Response.Headers.Date = date;
        await Task.Delay(Milliseconds(context, Delay), context.RequestAborted);
        var pause = Milliseconds(context, Dribble) / Slices;
        foreach (var slice in pause > 0 ? body.ToArray().Chunk((int)body.Length / Slices + 1) : [body.ToArray()])
        {
            await context.Response.Body.WriteAsync(slice, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, context.RequestAborted);
        }
    }

    private static async Task BreakAsync(HttpContext context, Fault fault)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        if (fault == Wire.Fault.Garbage)
            await socket.SendAsync("lskdu018973t09sylgasjkfg1][]'./.sdlv\r\n"u8.ToArray());
        if (fault == Wire.Fault.BrokenBody)
            await socket.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlskdu018973t09sylgasjkfg1][]'./.sdlv\r\n"u8.ToArray());
        if (fault != Wire.Fault.Reset)
        {
            // Kestrel alone would end it by a reset. The client closes its side when it has read to the end.
            socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        context.Abort();
    }

    private static int Milliseconds(HttpContext context, string header) => int.Parse(Take(context, header) ?? "0", CultureInfo.InvariantCulture);

    private static string? Take(HttpContext context, string header) => context.Response.Headers.Remove(header, out var value) ? value.ToString() : null;
}
