namespace Procore.CompanyUsers;

/// <summary>
/// The innermost handler, below those that the application added or chained to its own connections: a request that changes something isn't sent again within
/// one attempt, unless Procore didn't process it. A resilience handler would otherwise create users twice.
/// </summary>
internal sealed class SendOnceHandler(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private static readonly object Gate = new();

    /// <summary>Puts one directly above the connections, below the handlers that the application chained to them.</summary>
    /// <param name="handlers">The connections, or the first handler of a chain that ends with them.</param>
    /// <exception cref="InvalidOperationException">The chain has sent requests, or is disposed, so it can't be changed.</exception>
    public static HttpMessageHandler InsertInto(HttpMessageHandler handlers)
    {
        // Several clients may share a chain.
        lock (Gate)
        {
            var last = handlers as DelegatingHandler;
            while (last?.InnerHandler is DelegatingHandler next)
                last = next;
            if (last is SendOnceHandler)
                return handlers;
            if (last?.InnerHandler is not { } connections)
                return new SendOnceHandler(handlers);
            try
            {
                last.InnerHandler = new SendOnceHandler(connections);
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException("The chain of handlers above the connections has sent requests, or is disposed, so the client can't put the handler into it that keeps it from repeating changes. Give the client a chain of its own.", exception);
            }
            return handlers;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var changesNothing = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
        if (AttemptState.Of(request) is not { } attempt)
        {
            if (!changesNothing)
                AttemptState.NoteStray();
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        if (changesNothing)
        {
            attempt.NoteRead();
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        if (!attempt.TryBegin(out var earlier))
        {
            // A handler that retries or hedges gets the first outcome again.
            var outcome = await WaitAsync(earlier, cancellationToken).ConfigureAwait(false);
            return outcome();
        }
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            attempt.End(response);
            return response;
        }
        catch (Exception exception)
        {
            attempt.End(exception);
            throw;
        }
    }

    private static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken) =>
#if NET
        task.WaitAsync(cancellationToken);
#else
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
