using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Serve;

/// <summary>A <see cref="FakeProcore"/> behind a port.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly HttpMessageInvoker _fake;
    private readonly StepGate? _gate;
    private readonly TextWriter _log;
    private WebApplication? _application;

    /// <param name="fake">The directory.</param>
    /// <param name="steps">A line for each response to a request that changes something; null to respond at once.</param>
    /// <param name="log">Receives a line for each request.</param>
    public FakeServer(FakeProcore fake, TextReader? steps, TextWriter log)
    {
        _fake = new HttpMessageInvoker(fake.CreateHandler());
        _log = TextWriter.Synchronized(log);
        _gate = steps is null ? null : new StepGate(steps);
    }

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="anyHost">Whether other machines can connect, not only this one.</param>
    /// <returns>The address for clients on this machine.</returns>
    public async Task<Uri> StartAsync(int port, bool anyHost = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            if (anyHost)
                options.ListenAnyIP(port);
            else
                options.Listen(IPAddress.Loopback, port);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
        await _application.StartAsync().ConfigureAwait(false);
        var address = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return anyHost ? new UriBuilder(address) { Host = "localhost" }.Uri : address;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync().ConfigureAwait(false);
        _fake.Dispose();
        _gate?.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        using var request = RequestOf(context.Request);
        var line = $"{context.Request.Method} {context.Request.GetEncodedPathAndQuery()}";
        HttpResponseMessage response;
        try
        {
            response = await _fake.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            await _log.WriteLineAsync(line + " connection reset").ConfigureAwait(false);
            context.Abort();
            return;
        }
        using (response)
            await SendAsync(context, response, $"{line} {(int)response.StatusCode}").ConfigureAwait(false);
    }

    private async Task SendAsync(HttpContext context, HttpResponseMessage response, string line)
    {
        var cancellationToken = context.RequestAborted;
        if (_gate is not null && !HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal))
        {
            await _log.WriteLineAsync(line + ", done; press Enter to send the response").ConfigureAwait(false);
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _log.WriteLineAsync(line).ConfigureAwait(false);
        }
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        try
        {
            await response.Content.CopyToAsync(context.Response.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            await _log.WriteLineAsync(line + ", response cut off").ConfigureAwait(false);
            context.Abort();
        }
    }

    private static HttpRequestMessage RequestOf(HttpRequest received)
    {
        var request = new HttpRequestMessage(new HttpMethod(received.Method), received.GetEncodedUrl());
        if (received.ContentLength > 0 || received.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(received.Body);
        foreach (var header in received.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value);
        }
        return request;
    }
}
