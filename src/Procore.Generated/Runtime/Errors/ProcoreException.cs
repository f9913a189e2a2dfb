using Procore.Generated.Requests;
using static System.FormattableString;

namespace Procore.CompanyUsers;

/// <summary>
/// Procore refused a request, couldn't be reached, or answered something that can't be read.
/// </summary>
/// <remarks>
/// <see cref="Exception.Message" /> names the operation without ids and masks e-mail addresses, so that it can be logged;
/// <see cref="Errors" /> has the server's words as they came.
/// </remarks>
public class ProcoreException : Exception
{
    private const int LongestMessage = 2000;

    /// <summary>
    /// A failure that no request is behind.
    /// </summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public ProcoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The end of a run of requests, with what its cause says about the one that failed.</summary>
    internal ProcoreException(string message, Exception? cause, bool mayHaveBeenApplied)
        : base(message, cause)
    {
        MayHaveBeenApplied = mayHaveBeenApplied;
        if (cause is not ProcoreException failure)
            return;
        Operation = failure.Operation;
        StatusCode = failure.StatusCode;
        Errors = failure.Errors;
        RequestId = failure.RequestId;
        RetryAfter = failure.RetryAfter;
    }

    /// <summary>A request to which no answer came.</summary>
    internal ProcoreException(string message, RequestInfo request, Exception? innerException)
        : base(message, innerException)
    {
        Operation = request.Operation;
        MayHaveBeenApplied = request.MayHaveBeenApplied;
    }

    /// <summary>A success that lacks something.</summary>
    internal ProcoreException(string message, RequestInfo request, int statusCode, string? requestId, IReadOnlyList<ProcoreErrorMessage>? errors = null)
        : base(message)
    {
        Errors = errors ?? [];
        Operation = request.Operation;
        StatusCode = statusCode;
        RequestId = requestId;
        MayHaveBeenApplied = !request.IsRead;
    }

    private protected ProcoreException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message)
    {
        Operation = request.Operation;
        StatusCode = (int)response.StatusCode;
        Errors = errors;
        RequestId = Header(response, "X-Request-Id");
        RetryAfter = AnswerTimes.RetryAfter(response);
        MayHaveBeenApplied = request.MayHaveBeenApplied || (!request.IsRead && LeavesOpen(response));
    }

    /// <summary>
    /// What was called, such as <c>PATCH /rest/v1.3/companies/{company_id}/users/{id}</c>; null where it isn't known.
    /// </summary>
    public string? Operation { get; }

    /// <summary>
    /// The HTTP status of the answer; null where there was none.
    /// </summary>
    public int? StatusCode { get; }

    /// <summary>
    /// What the server says is wrong, each message with its field if it names one. Empty where it says nothing.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; } = [];

    /// <summary>
    /// Procore's id of the request, which its support asks for; null where the answer has none.
    /// </summary>
    public string? RequestId { get; }

    /// <summary>
    /// How long the server asks to wait before the next attempt; null where it doesn't say.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// Whether Procore may have done what was asked for all the same: the request, or an earlier attempt at it, may have
    /// reached it, and no answer came that says otherwise. False for requests that only read. Look before you send such a
    /// request once more.
    /// </summary>
    public bool MayHaveBeenApplied { get; }

    internal static ProcoreException Refused(HttpRequestMessage request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        var info = RequestInfo.Of(request)!;
        var loggable = errors.Where(error => !error.IsEcho).ToList();
        var said = loggable.Count > 0 ? ": " + Shortened(string.Join("; ", loggable)) : errors.Count > 0 ? ", with a body that Errors holds" : ", without a message";
        var id = Header(response, "X-Request-Id") is { } requestId ? $" (request {requestId})" : string.Empty;
        var message = Invariant($"Procore answered {(int)response.StatusCode} to {info.Operation}{said}{id}");
        return (int)response.StatusCode switch
        {
            403 when errors.Any(error => error.Message.IndexOf("not connected", StringComparison.OrdinalIgnoreCase) >= 0) =>
                new CompanyNotConnectedException(message, info, response, errors),
            400 or 401 when info.Operation.EndsWith("/oauth/token", StringComparison.Ordinal) && errors.Any(IsInvalidGrant) =>
                new ReauthorizationRequiredException($"A user must authorize the app anew. {message}", info, response, errors),
            429 => new RateLimitExceededException(message, info, response, errors),
            _ => new ProcoreException(message, info, response, errors),
        };
    }

    internal static ProcoreException Unreadable(HttpRequestMessage request, HttpResponseMessage response, string path)
    {
        var info = RequestInfo.Of(request)!;
        info.MayHaveBeenApplied |= !info.IsRead;
        var type = response.Content?.Headers.ContentType?.MediaType ?? "no content type";
        var where = path.Length == 0 ? "from its beginning" : $"at '{path}'";
        return new ProcoreException(
            Invariant($"Procore answered {(int)response.StatusCode} to {info.Operation}, but the body ({type}) isn't the JSON that this operation documents: it goes wrong {where}."),
            info,
            response,
            []);
    }

    /// <summary>A server that fails, or loses track, may have acted before; one that turns a request away has not.</summary>
    private static bool LeavesOpen(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        // A redirect may follow on what was done, too.
        < 400 or 408 => true,
        503 => response.Headers.RetryAfter is null,
        >= 500 => true,
        _ => false,
    };

    private static bool IsInvalidGrant(ProcoreErrorMessage error) => error.Code == "invalid_grant" || error.Message == "invalid_grant";

    private static string Shortened(string text) =>
        text.Length <= LongestMessage ? text : text.Substring(0, LongestMessage) + "…";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
