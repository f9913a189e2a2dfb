namespace Procore.CompanyUsers;

/// <summary>The connections that <see cref="IHttpMessageHandlerFactory" /> has under a name. The factory replaces them from time to time.</summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    private volatile Connections? _last;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var handler = factory.CreateHandler(name);
        var connections = _last;
        if (connections?.Handler != handler)
            _last = connections = new Connections(handler);
        try
        {
            return await connections.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The factory disposes handlers that aren't referenced any more.
            GC.KeepAlive(connections);
        }
    }

    /// <summary>Guards the whole chain, whatever filters of the factory put into it.</summary>
    private sealed class Connections(HttpMessageHandler handler) : HttpMessageInvoker(SendOnceHandler.InsertInto(handler), disposeHandler: false)
    {
        public HttpMessageHandler Handler { get; } = handler;
    }
}
