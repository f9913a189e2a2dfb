using System.Runtime.ExceptionServices;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// What became of one attempt below the handlers that the application added: whether it was sent, and whether Procore may
/// have processed it.
/// </summary>
internal sealed class AttemptState(HttpRequestMessage request)
{
    private const string Key = "Procore.AttemptState";

    /// <summary>Finds the attempt of a request that a handler created as a copy of ours.</summary>
    private static readonly AsyncLocal<AttemptState?> Current = new();

    private readonly object _gate = new();
    private readonly HttpMethod _method = request.Method;
    private readonly Uri? _address = request.RequestUri;
    private TaskCompletionSource<Func<HttpResponseMessage>>? _sending;

    /// <summary>Whether Procore may have processed what was sent.</summary>
    public bool MayHaveArrived { get; private set; }

    public static AttemptState? Of(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<AttemptState>(Key), out var state) ? state : Current.Value?.IfCopiedTo(request);
#else
        request.Properties.TryGetValue(Key, out var state) ? (AttemptState)state : Current.Value?.IfCopiedTo(request);
#endif

    public void AttachTo(HttpRequestMessage request)
    {
#if NET
        request.Options.Set(new HttpRequestOptionsKey<AttemptState>(Key), this);
#else
        request.Properties[Key] = this;
#endif
        Current.Value = this;
    }

    /// <summary>Reserves the sending of the request.</summary>
    /// <param name="earlier">The outcome of an earlier sending that Procore may have processed.</param>
    /// <returns>Whether the request may be sent.</returns>
    public bool TryBegin(out Task<Func<HttpResponseMessage>> earlier)
    {
        lock (_gate)
        {
            var isFirst = _sending is null;
            _sending ??= new TaskCompletionSource<Func<HttpResponseMessage>>(TaskCreationOptions.RunContinuationsAsynchronously);
            earlier = _sending.Task;
            MayHaveArrived = true;
            return isFirst;
        }
    }

    public void End(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        if ((int)status >= 400 && !FailureMeaning.Of(response).MayHaveBeenApplied)
        {
            Finish(outcome: null);
            return;
        }
        var headers = response.Headers.ToList();
        Finish(() =>
        {
            if ((int)status is >= 200 and < 300)
                throw new InvalidOperationException("A handler sent a request again that had succeeded.");
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

    /// <param name="outcome">What another sending gets instead of being sent; null if Procore didn't process the first one.</param>
    private void Finish(Func<HttpResponseMessage>? outcome)
    {
        lock (_gate)
        {
            MayHaveArrived = outcome is not null;
            _sending!.TrySetResult(outcome ?? (() => throw new HttpRequestException("Another sending of the same request failed.")));
            if (outcome is null)
                _sending = null;
        }
    }

    private AttemptState? IfCopiedTo(HttpRequestMessage request) => request.Method == _method && request.RequestUri == _address ? this : null;
}
