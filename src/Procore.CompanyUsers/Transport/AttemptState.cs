using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// What became of one attempt below the handlers that the application added: whether it was sent, and whether Procore may
/// have processed it.
/// </summary>
internal sealed class AttemptState
{
    private const string Key = "Procore.AttemptState";

    /// <summary>Finds the attempt of a request that a handler created as a copy of ours, whatever its method and address.</summary>
    private static readonly AsyncLocal<AttemptState?> Current = new();

    /// <summary>Finds it if the handler sends the copy in another execution context.</summary>
    private static readonly ConditionalWeakTable<HttpContent, AttemptState> ByContent = new();

    private static int _strays;

    private readonly object _gate = new();
    private readonly int _straysBefore = Volatile.Read(ref _strays);
    private TaskCompletionSource<Func<HttpResponseMessage>>? _sending;
    private bool _wasSent;
    private bool _mayHaveArrived;
    private bool _isOver;

    /// <summary>Whether Procore may have processed what was sent. If nothing was, a request that belongs to no attempt may be a copy.</summary>
    public bool MayHaveArrived
    {
        get
        {
            lock (_gate)
                return _wasSent ? _mayHaveArrived : Volatile.Read(ref _strays) != _straysBefore;
        }
    }

    public static AttemptState? Of(HttpRequestMessage request)
    {
#if NET
        if (request.Options.TryGetValue(new HttpRequestOptionsKey<AttemptState>(Key), out var state))
            return state;
        return request.Content is { } content && ByContent.TryGetValue(content, out state) ? state : Current.Value;
#else
        if (request.Properties.TryGetValue(Key, out var property))
            return (AttemptState)property;
        return request.Content is { } content && ByContent.TryGetValue(content, out var state) ? state : Current.Value;
#endif
    }

    /// <summary>Notes that a request was sent that belongs to no attempt.</summary>
    public static void NoteStray() => Interlocked.Increment(ref _strays);

    /// <param name="request">The request.</param>
    /// <param name="isRead">Whether it changes nothing, so that copies of it needn't be found.</param>
    public void AttachTo(HttpRequestMessage request, bool isRead)
    {
#if NET
        request.Options.Set(new HttpRequestOptionsKey<AttemptState>(Key), this);
        if (isRead)
            return;
        if (request.Content is not null)
            ByContent.AddOrUpdate(request.Content, this);
#else
        request.Properties[Key] = this;
        if (isRead)
            return;
        if (request.Content is not null)
        {
            ByContent.Remove(request.Content);
            ByContent.Add(request.Content, this);
        }
#endif
        Current.Value = this;
    }

    /// <summary>Reserves the sending of the request.</summary>
    /// <param name="earlier">The outcome of an earlier sending that Procore may have processed.</param>
    /// <returns>Whether the request may be sent.</returns>
    /// <exception cref="InvalidOperationException">The attempt is over.</exception>
    public bool TryBegin(out Task<Func<HttpResponseMessage>> earlier)
    {
        lock (_gate)
        {
            if (_isOver)
                throw new InvalidOperationException("A handler of the HTTP client sent a request after its call had ended, or a copy from the context of another call. Observe the cancellation, and copy the request's options to a copy.");
            var isFirst = _sending is null;
            _sending ??= new TaskCompletionSource<Func<HttpResponseMessage>>(TaskCreationOptions.RunContinuationsAsynchronously);
            earlier = _sending.Task;
            _wasSent = _mayHaveArrived = true;
            return isFirst;
        }
    }

    /// <summary>Notes that a handler sent a request that changes nothing in place of ours, or before it.</summary>
    public void NoteRead()
    {
        lock (_gate)
            _wasSent = _mayHaveArrived = true;
    }

    public void End(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        if ((int)status >= 400 && !FailureMeaning.Of(response).MayHaveBeenApplied)
        {
            Finish(outcome: null);
            return;
        }
        if ((int)status is >= 200 and < 300)
        {
            Finish(static () => throw new InvalidOperationException("A handler of the HTTP client sent a request again that had succeeded, or one of its own before it. Give a handler that sends requests of its own another HttpClient."));
            return;
        }
        var headers = response.Headers.ToList();
        Finish(() =>
        {
            var copy = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
            foreach (var header in headers)
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            return copy;
        });
    }

    public void End(Exception exception)
    {
        var failure = ExceptionDispatchInfo.Capture(exception);
        Finish(FailureMeaning.Of(exception).MayHaveBeenApplied ? () => { failure.Throw(); return null!; } : null);
    }

    /// <summary>Ends the attempt: a handler that goes on without it can't send the request any more.</summary>
    public void Close()
    {
        lock (_gate)
            _isOver = true;
    }

    /// <param name="outcome">What another sending gets instead of being sent; null if Procore didn't process the first one.</param>
    private void Finish(Func<HttpResponseMessage>? outcome)
    {
        lock (_gate)
        {
            _mayHaveArrived = outcome is not null;
            _sending!.TrySetResult(outcome ?? (() => throw new HttpRequestException("Another sending of the same request failed.")));
            if (outcome is null)
                _sending = null;
        }
    }
}
