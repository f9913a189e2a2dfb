namespace Procore.CompanyUsers.Tests;

/// <summary>Issues token-1, token-2 and so on, and answers calls that carry one that it takes.</summary>
internal sealed class TokenServer
{
    private readonly object _gate = new();
    private int _issued;

    /// <summary>The first token that it takes; earlier ones are answered with 401.</summary>
    public int FirstTaken { get; set; } = 1;

    public string Lifetime { get; init; } = ""","expires_in":5400""";

    /// <summary>What a request for a token waits for.</summary>
    public TaskCompletionSource Gate { get; set; } = Opened();

    /// <summary>Completes when a request for a token has come while the gate was closed.</summary>
    public TaskCompletionSource Asked { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void CloseGate() => (Gate, Asked) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));

    public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        if (TimedProcore.IsForToken(request))
        {
            Asked.TrySetResult();
            await Gate.Task.WaitAsync(cancellationToken);
            lock (_gate)
                return Answer.Json($$"""{"access_token":"token-{{++_issued}}","token_type":"bearer"{{Lifetime}}}""");
        }
        var taken = Enumerable.Range(FirstTaken, 100).Any(number => request.Headers["Authorization"] == $"Bearer token-{number}");
        return taken ? Attempts.Succeed(request) : Answer.Json("""{"message":"Expired"}""", 401);
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
