using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>
/// Wraps WireMock.Net, which unescapes request paths, overwrites <c>Date</c> and can't act on a connection. It buffers the response,
/// so a request is recorded before the client sees any of it, and obeys the headers that <see cref="WireResponses"/> sets.
/// </summary>
internal sealed class ConnectionMiddleware(RequestDelegate next, WireServer server)
{
    public const string Target = "wire-target";
    public const string Date = "wire-date";
    public const string Fault = "wire-fault";
    public const string Dribble = "wire-dribble";
    public const string Stall = "wire-stall";

    private const int Slices = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task InvokeAsync(HttpContext context)
    {
        context.Request.Headers[Target] = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var wire = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        await next(context);
        context.Response.Body = wire;
        var body = buffer.ToArray();
        var stalls = Take(context, Stall) is not null;

        if (Take(context, Fault) is { } fault)
        {
            await BreakAsync(context, Enum.Parse<ConnectionFault>(fault));
            return;
        }
        if (Take(context, Date) is { } date)
            context.Response.Headers.Date = date;
        if (Take(context, Dribble) is not null)
        {
            // What stalls keeps the last slice back.
            foreach (var slice in body.Chunk(body.Length / Slices + 1).Take(stalls ? Slices - 1 : Slices))
            {
                await wire.WriteAsync(slice, context.RequestAborted);
                await wire.FlushAsync(context.RequestAborted);
                await Task.Delay(Pause, context.RequestAborted);
            }
            body = [];
        }
        if (stalls)
        {
            server.OnStalled();
            await ClientClosesAsync(context);
            context.Abort();
            return;
        }
        await wire.WriteAsync(body, context.RequestAborted);
    }

    private static async Task BreakAsync(HttpContext context, ConnectionFault fault)
    {
        // Abort alone sends a reset. For an orderly end, shut down one direction and let the client read to the end and close.
        if (fault != ConnectionFault.Reset)
        {
            var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
            if (fault == ConnectionFault.Garbage)
                await socket.SendAsync("lskdu018973t09sylgasjkfg1][]'./.sdlv\r\n"u8.ToArray());
            if (fault == ConnectionFault.BrokenBody)
                await socket.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlskdu018973t09sylgasjkfg1][]'./.sdlv\r\n"u8.ToArray());
            socket.Shutdown(SocketShutdown.Send);
            await ClientClosesAsync(context);
        }
        context.Abort();
    }

    private static Task ClientClosesAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static string? Take(HttpContext context, string header) => context.Response.Headers.Remove(header, out var value) ? value.ToString() : null;
}
