namespace Procore.CompanyUsers;

/// <summary>
/// Closes the connections when the container is disposed. The HTTP client factory would leave them open until they idle out.
/// </summary>
internal sealed class ContainerConnections : IDisposable, IAsyncDisposable
{
    private readonly object _gate = new();

    /// <summary>Weak, because the factory replaces handlers from time to time.</summary>
    private readonly List<WeakReference<HttpMessageHandler>> _handlers = [];

    public HttpMessageHandler Create()
    {
        var handler = PrimaryHandlerFactory.Create();
        lock (_gate)
        {
            _handlers.RemoveAll(known => !known.TryGetTarget(out _));
            _handlers.Add(new WeakReference<HttpMessageHandler>(handler));
        }
        return handler;
    }

    /// <summary>Leaves the connections open: without waiting, a renewal of tokens may still need them, and would lose the grant.</summary>
    public void Dispose()
    {
    }

    /// <summary>The accounts were disposed before, and have waited for their renewals.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            foreach (var known in _handlers)
            {
                if (known.TryGetTarget(out var handler))
                    handler.Dispose();
            }
        }
        return default;
    }
}
