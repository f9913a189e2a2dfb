using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A way in which a request fails, for <see cref="FakeProcore.FailNext"/>. Immutable. Unless it says otherwise, the request fails before
/// the directory acts on it; after <see cref="AfterApplying"/> the directory has done what was asked for, and only its answer is lost.
/// </summary>
public sealed class FakeFault
{
    private readonly Func<HttpResponseMessage?, TimeProvider, CancellationToken, Task<HttpResponseMessage>> _fail;
    private readonly string _description;

    private readonly bool _arrives;

    private FakeFault(
        string description,
        bool isApplied,
        Func<HttpResponseMessage?, TimeProvider, CancellationToken, Task<HttpResponseMessage>> fail,
        bool arrives = true)
    {
        _description = description;
        IsApplied = isApplied;
        _fail = fail;
        _arrives = arrives;
    }

    internal bool IsApplied { get; }

    /// <summary>Answers with a status and an error in JSON.</summary>
    /// <param name="status">The status, such as 500, 503 or 429.</param>
    /// <param name="retryAfter">What the header <c>Retry-After</c> asks for, in whole seconds; null for no such header.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Status(int status, TimeSpan? retryAfter = null)
    {
        var body = FormattableString.Invariant($$"""{"errors":"This is the {{status}} that was asked for."}""");
        return Said(FormattableString.Invariant($"{status}"), status, body, "application/json", retryAfter);
    }

    /// <summary>Answers with a status and any body at all.</summary>
    /// <param name="status">The status; it may be one of success.</param>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">The body's content type.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Answer(int status, string body, string mediaType = "application/json") =>
        Said(FormattableString.Invariant($"{status} with a body of {mediaType}"), status, body, mediaType, retryAfter: null);

    /// <summary>Answers with a page in HTML, as a gateway does in front of a server that is down.</summary>
    /// <param name="status">The status; 502 by default. With 200 it is the page of somebody else, such as the sign-in page of a network.</param>
    /// <returns>The fault.</returns>
    public static FakeFault HtmlPage(int status = 502) => Said(
        FormattableString.Invariant($"{status} with a page in HTML"),
        status,
        FormattableString.Invariant($"<html><head><title>{status} from a gateway</title></head><body><h1>{status}</h1></body></html>"),
        "text/html",
        retryAfter: null);

    /// <summary>Nobody listens: the request never reaches the server.</summary>
    /// <returns>The fault, as an <see cref="HttpRequestException"/>.</returns>
    public static FakeFault ConnectionRefused() =>
        new("connection refused", isApplied: false, (_, _, _) => throw Refused(new SocketException((int)SocketError.ConnectionRefused)), arrives: false);

    /// <summary>The connection breaks before a byte of the answer has come.</summary>
    /// <returns>The fault, as an <see cref="HttpRequestException"/>.</returns>
    public static FakeFault ConnectionReset() => new(
        "connection reset",
        isApplied: false,
        (_, _, _) => throw new HttpRequestException("The connection was reset.", new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset))));

    /// <summary>No answer comes: the request waits until it is cancelled, be it by the time limit of whoever sent it.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault NoAnswer() => new("no answer", isApplied: false, async (_, timeProvider, cancellationToken) =>
    {
        await Waiting.ForAsync(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>The answer comes late. The directory has done what was asked for at once, so whoever doesn't wait doesn't know.</summary>
    /// <param name="delay">How late, by <see cref="FakeProcoreOptions.TimeProvider"/>.</param>
    /// <returns>The fault.</returns>
    public static FakeFault LateAnswer(TimeSpan delay) => new($"answer late by {delay}", isApplied: true, async (response, timeProvider, cancellationToken) =>
    {
        await Waiting.ForAsync(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        return response!;
    });

    /// <summary>The answer breaks off in the middle of its body. The directory has done what was asked for.</summary>
    /// <returns>The fault, as an <see cref="IOException"/> of whoever reads the body.</returns>
    public static FakeFault TruncatedBody() => new("truncated body", isApplied: true, async (response, _, cancellationToken) =>
    {
#if NET
        var whole = await response!.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        var whole = await response!.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        var content = new StreamContent(new TruncatedStream(whole, whole.Length / 2));
        foreach (var header in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        content.Headers.ContentLength = whole.Length;
        response.Content = content;
        return response;
    });

    /// <summary>The same fault, but the directory does what the request asks for before it fails: whoever sent it can't know.</summary>
    /// <returns>The fault.</returns>
    /// <exception cref="InvalidOperationException">The fault keeps the request from reaching the directory at all.</exception>
    public FakeFault AfterApplying() => _arrives
        ? new FakeFault(_description, isApplied: true, _fail)
        : throw new InvalidOperationException("A request that is refused a connection never reaches the directory. Take ConnectionReset.");

    /// <summary>What happens.</summary>
    /// <returns>Such as <c>connection reset after applying</c>.</returns>
    public override string ToString() => IsApplied ? _description + " after applying" : _description;

    /// <param name="response">What the directory answered; null where the request never came to it.</param>
    /// <param name="timeProvider">The clock to wait by.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal Task<HttpResponseMessage> HappenAsync(HttpResponseMessage? response, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        _fail(response, timeProvider, cancellationToken);

    private static FakeFault Said(string description, int status, string body, string mediaType, TimeSpan? retryAfter)
    {
        if (status is < 200 or > 599)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A status is from 200 to 599.");
        return new FakeFault(description, isApplied: false, (_, _, _) =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            if (retryAfter is { } delay)
                response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(response);
        });
    }

    private static HttpRequestException Refused(SocketException cause) =>
#if NET
        new(HttpRequestError.ConnectionError, "The connection was refused.", cause);
#else
        new("The connection was refused.", cause);
#endif
}
