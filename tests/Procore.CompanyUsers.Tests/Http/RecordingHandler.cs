using System.Collections.Concurrent;

namespace Procore.CompanyUsers.Tests;

internal delegate Task<HttpResponseMessage> AnswerTo(SentRequest request, CancellationToken cancellationToken);

/// <summary>Stands where the network would be: keeps what is sent and answers by a script.</summary>
internal sealed class RecordingHandler(AnswerTo answerTo) : HttpMessageHandler
{
    private const int Patience = 1000;

    private readonly ConcurrentQueue<SentRequest> _requests = new();

    public IReadOnlyList<SentRequest> Requests => [.. _requests];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = await SentRequest.ReadAsync(request, cancellationToken);
        _requests.Enqueue(sent);
        if (_requests.Count > Patience)
            throw new InvalidOperationException("The requests don't end.");
        return await answerTo(sent, cancellationToken);
    }
}
