using static System.FormattableString;

namespace Procore.CompanyUsers;

/// <summary>
/// Procore refused a request, or answered something that can't be read.
/// </summary>
/// <remarks>
/// <see cref="Exception.Message" /> names the operation without ids and masks e-mail addresses, so that it can be logged;
/// <see cref="Errors" /> has the server's words as they came.
/// </remarks>
public class ProcoreException : Exception
{
    private const int LongestMessage = 2000;

    /// <summary>
    /// A failure that no answer of the server is behind.
    /// </summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public ProcoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ProcoreException(string message, string operation, int statusCode, string? requestId)
        : base(message)
    {
        Operation = operation;
        StatusCode = statusCode;
        RequestId = requestId;
    }

    internal ProcoreException(string message, string operation, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message)
    {
        Operation = operation;
        StatusCode = (int)response.StatusCode;
        Errors = errors;
        RequestId = Header(response, "X-Request-Id");
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            // The server's clock against the server's clock: ours may be wrong.
            { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
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

    internal static ProcoreException Refused(string operation, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        var loggable = errors.Where(error => !error.IsEcho).ToList();
        var said = loggable.Count > 0 ? ": " + Shortened(string.Join("; ", loggable)) : errors.Count > 0 ? ", with a body that Errors holds" : ", without a message";
        var request = Header(response, "X-Request-Id") is { } id ? $" (request {id})" : string.Empty;
        return new ProcoreException(Invariant($"Procore answered {(int)response.StatusCode} to {operation}{said}{request}"), operation, response, errors);
    }

    internal static ProcoreException Unreadable(string operation, HttpResponseMessage response, string path)
    {
        var type = response.Content?.Headers.ContentType?.MediaType ?? "no content type";
        var where = path.Length == 0 ? "from its beginning" : $"at '{path}'";
        return new ProcoreException(
            Invariant($"Procore answered {(int)response.StatusCode} to {operation}, but the body ({type}) isn't the JSON that this operation documents: it goes wrong {where}."),
            operation,
            response,
            []);
    }

    private static string Shortened(string text) =>
        text.Length <= LongestMessage ? text : text.Substring(0, LongestMessage) + "…";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
