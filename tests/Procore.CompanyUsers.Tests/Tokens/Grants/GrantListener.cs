using System.Net;
using System.Net.Sockets;

namespace Procore.CompanyUsers.Tests;

/// <summary>A <see cref="GrantServer" /> at an address of this machine, for other processes.</summary>
internal sealed class GrantListener : IDisposable
{
    private readonly HttpListener _listener;
    private readonly GrantServer _server;

    public GrantListener(GrantServer server)
    {
        _server = server;
        (_listener, Address) = Listen();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Another process took the port in between.
                listener.Close();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), context.Request.Url);
        request.Content = new StreamContent(context.Request.InputStream);
        foreach (var name in context.Request.Headers.AllKeys)
            request.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]);
        try
        {
            using var answer = await _server.AnswerAsync(await SentRequest.ReadAsync(request, CancellationToken.None), CancellationToken.None);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = "application/json";
            await answer.Content.CopyToAsync(context.Response.OutputStream);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process that asked was killed.
            context.Response.Abort();
        }
    }
}
