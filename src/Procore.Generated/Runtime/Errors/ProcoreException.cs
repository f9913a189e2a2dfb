using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Procore.Generated.Json;
using Procore.Generated.Requests;
using static System.FormattableString;

namespace Procore.CompanyUsers;

/// <summary>
/// Procore refused a request, couldn't be reached, or sent a response that can't be read.
/// </summary>
/// <remarks>
/// <see cref="Exception.Message" /> names the operation without ids and masks e-mail addresses and secrets, so it can be
/// logged. <see cref="Errors" /> holds the server's messages as they came.
/// </remarks>
public class ProcoreException : Exception
{
    private const int LongestMessage = 2000;

    /// <summary>The keys of a JSON path that are quoted, which are no property names.</summary>
    private static readonly Regex QuotedKey = new(@"\['.*'\]", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Creates an exception for a failure without a request.
    /// </summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause; null if there is none.</param>
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

    /// <summary>A request without a response.</summary>
    internal ProcoreException(string message, RequestInfo request, Exception? innerException)
        : base(message, innerException is null ? null : MaskedException.Of(innerException, request))
    {
        Operation = request.Operation;
        MayHaveBeenApplied = request.MayHaveBeenApplied;
    }

    /// <summary>A successful response that lacks something.</summary>
    internal ProcoreException(string message, RequestInfo request, int statusCode, string? requestId, IReadOnlyList<ProcoreErrorMessage>? errors = null)
        : base(message)
    {
        Errors = errors ?? [];
        Operation = request.Operation;
        StatusCode = statusCode;
        RequestId = requestId is null ? null : Mask(requestId, request);
        MayHaveBeenApplied = !request.IsRead;
    }

    private protected ProcoreException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message)
    {
        Operation = request.Operation;
        StatusCode = (int)response.StatusCode;
        Errors = errors;
        RequestId = RequestIdOf(response, request);
        RetryAfter = FailureMeaning.RetryAfter(response, response.Headers.Date is null ? null : request.AnsweredAt);
        MayHaveBeenApplied = request.MayHaveBeenApplied || (!request.IsRead && FailureMeaning.Of(response).MayHaveBeenApplied);
    }

    /// <summary>
    /// The operation, such as <c>PATCH /rest/v1.3/companies/{company_id}/users/{id}</c>; null if it isn't known.
    /// </summary>
    public string? Operation { get; }

    /// <summary>
    /// The HTTP status of the response; null if there was none.
    /// </summary>
    public int? StatusCode { get; }

    /// <summary>
    /// What the server says is wrong, each message with its field if it names one. Empty if the server says nothing.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; } = [];

    /// <summary>
    /// Procore's id of the request, which Procore's support asks for; null if the response has none.
    /// </summary>
    public string? RequestId { get; }

    /// <summary>
    /// How long the server asks to wait before the next attempt, at most an hour, which is Procore's longest window; null if it doesn't say.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// Whether Procore may have processed the request although the call failed: an attempt may have reached Procore, and no
    /// response says otherwise. False for requests that only read. Check the directory before you repeat such a call.
    /// </summary>
    public bool MayHaveBeenApplied { get; }

    internal static ProcoreException Refused(HttpRequestMessage request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        var info = RequestInfo.Of(request)!;
        var said = Said(errors) ?? ", without a message";
        var id = RequestIdOf(response, info) is { } requestId ? $" (request {requestId})" : string.Empty;
        var message = Invariant($"Procore answered {(int)response.StatusCode} to {info.Operation}{said}{id}");
        return (int)response.StatusCode switch
        {
            403 when errors.Any(error => error.Message.IndexOf("not connected", StringComparison.OrdinalIgnoreCase) >= 0) =>
                new CompanyNotConnectedException(message, info, response, errors),
            400 or 401 when info.Operation.EndsWith("/oauth/token", StringComparison.Ordinal) && errors.Any(IsInvalidGrant) =>
                new ReauthorizationRequiredException($"A user must authorize the app again. {message}", info, response, errors),
            400 or 422 => new ProcoreValidationException(message, info, response, errors),
            401 or 403 => new ProcoreAuthorizationException(message, info, response, errors),
            404 => new ProcoreNotFoundException(message, info, response, errors),
            409 => new ProcoreConflictException(message, info, response, errors),
            429 => new RateLimitExceededException(message, info, response, errors),
            _ => new ProcoreException(message, info, response, errors),
        };
    }

    /// <summary>A success by its status whose body holds errors.</summary>
    internal static ProcoreException RefusedDespiteSuccess(RequestInfo request, int statusCode, string? requestId, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        List<ProcoreErrorMessage> masked = [.. errors.Select(error => new ProcoreErrorMessage(error.Field, SecretMask.Apply(error.Message, request.Secrets), error.Code) { IsEcho = error.IsEcho })];
        return new ProcoreException(Invariant($"Procore answered {statusCode} to {request.Operation}, but with errors{Said(masked)}"), request, statusCode, requestId, masked);
    }

    private static string? Said(IReadOnlyList<ProcoreErrorMessage> errors)
    {
        var loggable = errors.Where(error => !error.IsEcho).ToList();
        return loggable.Count > 0 ? ": " + Shortened(string.Join("; ", loggable)) : errors.Count > 0 ? ", with a body that Errors holds" : null;
    }

    /// <summary>A success whose body isn't what the operation documents.</summary>
    internal static ProcoreException Unreadable(HttpRequestMessage request, HttpResponseMessage response, string path) => Unreadable(
        request,
        response,
        info => $"isn't the JSON that this operation documents: it goes wrong {(path.Length == 0 ? "from its beginning" : $"at '{MaskPath(path, info)}'")}");

    /// <summary>A success whose body isn't JSON, or isn't text.</summary>
    internal static ProcoreException Unreadable(HttpRequestMessage request, HttpResponseMessage response, JsonException cause) => cause.InnerException is DecoderFallbackException
        ? Unreadable(request, response, info => $"isn't valid text: it has bytes that {CharsetOf(response, info) ?? "UTF-8"} doesn't allow")
        : Unreadable(request, response, cause.Path ?? string.Empty);

    /// <summary>A success whose body has a charset that can't be read.</summary>
    internal static ProcoreException UnknownCharset(HttpRequestMessage request, HttpResponseMessage response) =>
        Unreadable(request, response, info => $"can't be read: its charset '{CharsetOf(response, info)}' is unknown");

    private static ProcoreException Unreadable(HttpRequestMessage request, HttpResponseMessage response, Func<RequestInfo, string> problem)
    {
        var info = RequestInfo.Of(request)!;
        info.MayHaveBeenApplied |= !info.IsRead;
        var type = Mask(response.Content?.Headers.ContentType?.MediaType ?? "no content type", info);
        return new ProcoreException(Invariant($"Procore answered {(int)response.StatusCode} to {info.Operation}, but the body ({type}) {problem(info)}."), info, response, []);
    }

    private static string? CharsetOf(HttpResponseMessage response, RequestInfo info) =>
        response.Content?.Headers.ContentType?.CharSet is { Length: > 0 } charset ? Mask(charset.Trim('"'), info) : null;

    private static bool IsInvalidGrant(ProcoreErrorMessage error) => error.Code == "invalid_grant" || error.Message == "invalid_grant";

    private static string Shortened(string text) =>
        text.Length <= LongestMessage ? text : text.Substring(0, LongestMessage) + "…";

    /// <summary>A gateway may echo in it what was sent.</summary>
    internal static string? RequestIdOf(HttpResponseMessage response, RequestInfo request) =>
        response.Headers.TryGetValues("X-Request-Id", out var values) ? Mask(string.Join(", ", values), request) : null;

    /// <summary>A key of a map is a value that was sent, or a person's name: only property names are shown.</summary>
    private static string MaskPath(string path, RequestInfo request)
    {
        var properties = QuotedKey.Replace(path, "['***']").Split('.')
            .Select(part => part.Length <= 64 && part.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '[' or ']' or '*' or '\'') && part.FirstOrDefault() is not (>= 'A' and <= 'Z') ? part : "***");
        return Mask(string.Join(".", properties), request);
    }

    private static string Mask(string text, RequestInfo request) => PersonalData.Mask(SecretMask.Apply(text, request.Secrets));
}
