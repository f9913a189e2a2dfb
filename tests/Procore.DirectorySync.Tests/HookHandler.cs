namespace Procore.DirectorySync.Tests;

/// <summary>Stands before the fake directory, and lets a test step in.</summary>
internal sealed class HookHandler : DelegatingHandler
{
    public Func<HttpRequestMessage, Task>? BeforeSending { get; set; }

    public Func<HttpRequestMessage, HttpResponseMessage, Task>? BeforeAnswering { get; set; }

    private HttpResponseMessage? _answer;

    /// <summary>Answers the request under way, so that it doesn't reach the directory.</summary>
    public void AnswerNext(HttpResponseMessage answer) => _answer = answer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (BeforeSending is { } before)
            await before(request);
        if (Interlocked.Exchange(ref _answer, null) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }
        var response = await base.SendAsync(request, cancellationToken);
        if (BeforeAnswering is { } after)
            await after(request, response);
        return response;
    }
}
