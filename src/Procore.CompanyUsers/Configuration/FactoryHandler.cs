namespace Procore.CompanyUsers;

/// <summary>The connections that <see cref="IHttpMessageHandlerFactory" /> has under a name; it makes them anew from time to time.</summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var connections = new HttpMessageInvoker(factory.CreateHandler(name), disposeHandler: false);
        return await connections.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
