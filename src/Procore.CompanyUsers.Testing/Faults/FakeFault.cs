using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A failure of a request, for <see cref="FakeProcore.FailNext"/>. Immutable. Unless documented otherwise, the request fails before the directory
/// processes it; with <see cref="AfterApplying"/>, the directory has processed it and only the response is lost.
/// </summary>
public sealed class FakeFault
{
    private readonly Func<HttpResponseMessage?, TimeProvider, CancellationToken, Task<HttpResponseMessage>> _fail;
    private readonly string _description;

    private FakeFault(
        string description,
        bool isApplied,
        Func<HttpResponseMessage?, TimeProvider, CancellationToken, Task<HttpResponseMessage>> fail,
        bool arrives = true)
    {
        _description = description;
        IsApplied = isApplied;
        _fail = fail;
        Arrives = arrives;
    }

    internal bool IsApplied { get; }

    /// <summary>Whether the request reaches the server.</summary>
    internal bool Arrives { get; }

    /// <summary>Responds with a status and a JSON error.</summary>
    /// <param name="status">The status, such as 500, 503 or 429.</param>
    /// <param name="retryAfter">The value of <c>Retry-After</c>, rounded up to whole seconds; null for no such header.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Status(int status, TimeSpan? retryAfter = null)
    {
        var body = FormattableString.Invariant($$"""{"errors":"This is the {{status}} that the test requested."}""");
        return Respond(FormattableString.Invariant($"{status}"), status, body, "application/json", retryAfter);
    }

    /// <summary>Responds with a status and any body.</summary>
    /// <param name="status">The status, which may be a success.</param>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">The body's content type.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Answer(int status, string body, string mediaType = "application/json") =>
        Respond(FormattableString.Invariant($"{status} with a body of {mediaType}"), status, body, mediaType, retryAfter: null);

    /// <summary>Responds with an HTML page, as a gateway does if the server behind it is down.</summary>
    /// <param name="status">The status; 502 by default. 200 simulates a foreign page, such as the sign-in page of a network.</param>
    /// <returns>The fault.</returns>
    public static FakeFault HtmlPage(int status = 502) => Respond(
        FormattableString.Invariant($"{status} with a page in HTML"),
        status,
        FormattableString.Invariant($"<html><head><title>{status} from a gateway</title></head><body><h1>{status}</h1></body></html>"),
        "text/html",
        retryAfter: null);

    /// <summary>Refuses the connection: the request never reaches the server.</summary>
    /// <returns>The fault, as an <see cref="HttpRequestException"/>.</returns>
    public static FakeFault ConnectionRefused() =>
        new("connection refused", isApplied: false, (_, _, _) => throw Refused(new SocketException((int)SocketError.ConnectionRefused)), arrives: false);

    /// <summary>Resets the connection before the response starts.</summary>
    /// <returns>The fault, as an <see cref="HttpRequestException"/>.</returns>
    public static FakeFault ConnectionReset() => new(
        "connection reset",
        isApplied: false,
        (_, _, _) => throw new HttpRequestException("The connection was reset.", new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset))));

    /// <summary>Never responds: the request waits until the caller cancels it, for example by a timeout.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault NoAnswer() => new("no answer", isApplied: false, async (_, timeProvider, cancellationToken) =>
    {
        await Waiting.ForAsync(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>Responds late. The directory processes the request at once, so a caller that times out doesn't know the result.</summary>
    /// <param name="delay">The delay, measured by <see cref="FakeProcoreOptions.TimeProvider"/>.</param>
    /// <returns>The fault.</returns>
    public static FakeFault LateAnswer(TimeSpan delay) => new($"answer late by {delay}", isApplied: true, async (response, timeProvider, cancellationToken) =>
    {
        await Waiting.ForAsync(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        return response!;
    });

    /// <summary>Breaks off the response in the middle of its body. The directory has processed the request.</summary>
    /// <returns>The fault, as an <see cref="IOException"/> for the reader of the body.</returns>
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

    /// <summary>Returns the same fault, but the directory processes the request before it fails, which the caller can't see.</summary>
    /// <returns>The fault.</returns>
    /// <exception cref="InvalidOperationException">With this fault, the request never reaches the directory.</exception>
    public FakeFault AfterApplying() => Arrives
        ? new FakeFault(_description, isApplied: true, _fail)
        : throw new InvalidOperationException("With a refused connection, the request never reaches the directory. Use ConnectionReset instead.");

    /// <summary>Describes the fault.</summary>
    /// <returns>Such as <c>connection reset after applying</c>.</returns>
    public override string ToString() => IsApplied ? _description + " after applying" : _description;

    /// <param name="response">The directory's response; null if it didn't process the request.</param>
    /// <param name="timeProvider">The clock for delays.</param>
    /// <param name="cancellationToken">Ends a delay.</param>
    internal Task<HttpResponseMessage> HappenAsync(HttpResponseMessage? response, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        _fail(response, timeProvider, cancellationToken);

    private static FakeFault Respond(string description, int status, string body, string mediaType, TimeSpan? retryAfter)
    {
        if (status is < 200 or > 599)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A status must be from 200 to 599.");
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

    /// <summary>Returns the start of a body, then fails.</summary>
    private sealed class TruncatedStream(byte[] whole, int length) : Stream
    {
        private readonly MemoryStream _start = new(whole, 0, length, writable: false);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = _start.Read(buffer, offset, count);
            return read > 0 || count == 0 ? read : throw new IOException("The connection was reset in the middle of the response.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _start.Dispose();
            base.Dispose(disposing);
        }
    }
}
