namespace Procore.CompanyUsers;

/// <summary>The connections that <see cref="IHttpMessageHandlerFactory" /> has under a name; it makes them anew from time to time.</summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    /// <summary>The last that was asked; holding it, the factory doesn't take it for unused until there is another.</summary>
    private volatile Connections? _last;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var handler = factory.CreateHandler(name);
        var connections = _last;
        if (connections?.Handler != handler)
            _last = connections = new Connections(handler);
        return connections.SendAsync(request, cancellationToken);
    }

    private sealed class Connections(HttpMessageHandler handler) : HttpMessageInvoker(handler, disposeHandler: false)
    {
        public HttpMessageHandler Handler { get; } = handler;
    }
}
