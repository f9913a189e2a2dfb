namespace Procore.CompanyUsers;

/// <summary>
/// The innermost handler, below those that the application added: a request that changes something isn't sent again within
/// one attempt, unless Procore didn't process it. A resilience handler would otherwise create users twice.
/// </summary>
internal sealed class SendOnceHandler(HttpMessageHandler connections) : DelegatingHandler(connections)
{
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
