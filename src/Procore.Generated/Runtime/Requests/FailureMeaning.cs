using System.Net.Sockets;
using System.Security.Authentication;
using Procore.CompanyUsers;

namespace Procore.Generated.Requests;

/// <summary>
/// What a failed attempt says about its request: whether Procore may have processed it, and whether another attempt can
/// succeed. The only place that decides this; docs/faults.md documents it.
/// </summary>
internal readonly struct FailureMeaning
{
    /// <summary>Procore refused the request for good: nothing was changed, and repeating it doesn't help.</summary>
    private static readonly FailureMeaning Refused = new(isTransient: false, mayHaveBeenApplied: false);

    /// <summary>Procore didn't process the request now, but may process it later: any request can be repeated.</summary>
    private static readonly FailureMeaning NotProcessed = new(isTransient: true, mayHaveBeenApplied: false);

    /// <summary>Procore may have processed the request: only a request that is harmless to repeat can be repeated.</summary>
    private static readonly FailureMeaning InDoubt = new(isTransient: true, mayHaveBeenApplied: true);

    /// <summary>Procore may have processed the request, and repeating it doesn't help.</summary>
    private static readonly FailureMeaning InDoubtForGood = new(isTransient: false, mayHaveBeenApplied: true);

    private FailureMeaning(bool isTransient, bool mayHaveBeenApplied)
    {
        IsTransient = isTransient;
        MayHaveBeenApplied = mayHaveBeenApplied;
    }

    /// <summary>Whether another attempt can succeed.</summary>
    public bool IsTransient { get; }

    /// <summary>Whether Procore may have processed the request.</summary>
    public bool MayHaveBeenApplied { get; }

    /// <summary>Whether Procore asks to repeat the request later, whatever the request does.</summary>
    public bool IsNotProcessed => IsTransient && !MayHaveBeenApplied;

    public static FailureMeaning Of(HttpResponseMessage response) => Of((int)response.StatusCode, response.Headers.RetryAfter is not null);

    /// <param name="status">The HTTP status; one that isn't a success.</param>
    /// <param name="hasRetryAfter">Whether the response says when to try again.</param>
    public static FailureMeaning Of(int status, bool hasRetryAfter) => status switch
    {
        // A redirect can follow a change that was made.
        < 400 => InDoubtForGood,
        // Both say that the server stopped waiting, not that it stopped working. Nginx writes 499.
        408 or 499 => InDoubt,
        // Too early: the server refuses to process a request that an attacker could have replayed.
        425 or 429 => NotProcessed,
        < 500 => Refused,
        // Not implemented, and HTTP version not supported: decided before the request is processed.
        501 or 505 => Refused,
        503 when hasRetryAfter => NotProcessed,
        // RFC 4918 forbids repeating after 507 (insufficient storage), and the server may have stored a part.
        507 => InDoubtForGood,
        // A configuration error (506, 508) doesn't go away by repeating.
        506 or 508 => InDoubtForGood,
        // 510 asks for another request; 511 comes from a network that wants a login, so Procore never got the request.
        510 or 511 => Refused,
        // 520 to 524 (and 525 to 530) are a proxy's: some say that Procore wasn't reached, but a proxy may have tried
        // several servers before it gave up. An unknown status means the same as 500 (RFC 9110).
        _ => InDoubt,
    };

    /// <param name="exception">What was thrown instead of a complete response.</param>
    public static FailureMeaning Of(Exception exception) => exception is BodyTooLongException ? InDoubtForGood : Of(KindOf(exception));

    public static FailureMeaning Of(ConnectionFailure failure) => failure switch
    {
        ConnectionFailure.NameResolution or ConnectionFailure.Refused or ConnectionFailure.Unreachable or ConnectionFailure.Tls or ConnectionFailure.Proxy => NotProcessed,
        ConnectionFailure.UntrustedCertificate or ConnectionFailure.ProxyAuthentication => Refused,
        _ => InDoubt,
    };

    /// <summary>The kind of a failure, from what the runtimes say: .NET by an error code, .NET Framework and Mono by a status.</summary>
    public static ConnectionFailure KindOf(Exception exception)
    {
        var kind = ConnectionFailure.Broken;
        var wasConnected = false;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case OperationCanceledException or TimeoutException:
                    return ConnectionFailure.Timeout;
                case IOException:
                    wasConnected = true;
                    break;
                // The same codes in the middle of a transfer don't mean that the request never arrived.
                case SocketException when wasConnected:
                    break;
                case AuthenticationException:
                    return IsAboutCertificate(cause) ? ConnectionFailure.UntrustedCertificate : ConnectionFailure.Tls;
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return ConnectionFailure.Refused;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return ConnectionFailure.NameResolution;
                // .NET wraps an error of a connection that was opened, so this one wasn't.
                case SocketException { SocketErrorCode: SocketError.NotConnected } when cause == exception:
                case SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown }:
                    return ConnectionFailure.Unreachable;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return IsProxyAuthentication(cause) ? ConnectionFailure.ProxyAuthentication : ConnectionFailure.Proxy;
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    kind = ConnectionFailure.NameResolution;
                    break;
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    kind = ConnectionFailure.Unreachable;
                    break;
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    kind = ConnectionFailure.Tls;
                    break;
#else
                case HttpRequestException when cause.Message.IndexOf("proxy tunnel", StringComparison.OrdinalIgnoreCase) >= 0:
                    return IsProxyAuthentication(cause) ? ConnectionFailure.ProxyAuthentication : ConnectionFailure.Proxy;
#endif
                case System.Net.WebException { Response: System.Net.HttpWebResponse { StatusCode: System.Net.HttpStatusCode.ProxyAuthenticationRequired } }:
                    return ConnectionFailure.ProxyAuthentication;
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.ProxyNameResolutionFailure or System.Net.WebExceptionStatus.RequestProhibitedByProxy }:
                    return ConnectionFailure.Proxy;
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.NameResolutionFailure }:
                    kind = ConnectionFailure.NameResolution;
                    break;
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.ConnectFailure }:
                    kind = ConnectionFailure.Unreachable;
                    break;
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.TrustFailure }:
                    return ConnectionFailure.UntrustedCertificate;
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.SecureChannelFailure }:
                    kind = ConnectionFailure.Tls;
                    break;
                default:
                    break;
            }
        }
        return kind;
    }

    /// <summary>Procore's longest window. A longer wait is a mistake of a server or a gateway, and would block the company.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>How long the server asks to wait, at most <see cref="LongestWait" />; null if it doesn't say.</summary>
    /// <param name="response">The response.</param>
    /// <param name="ourTime">The time by this machine's clock, for a response without a date of its own, or with an implausible one.</param>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset? ourTime = null) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta > LongestWait ? LongestWait : delta,
        { Date: { } date } when Until(date, response.Headers.Date, ourTime) is { } wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The time until then: by the server's clock if that is plausible, because ours may be wrong, otherwise by ours.</summary>
    /// <param name="then">The time by the server's clock.</param>
    /// <param name="serverTime">The time by the server's clock; null if it didn't say.</param>
    /// <param name="ourTime">The time by this machine's clock; null if it isn't known.</param>
    /// <returns>The wait, within <see cref="LongestWait" />; negative for a time in the past; null if no clock is known.</returns>
    public static TimeSpan? Until(DateTimeOffset then, DateTimeOffset? serverTime, DateTimeOffset? ourTime)
    {
        var (byServer, byUs) = (then - serverTime, then - ourTime);
        var wait = byServer is not null && (IsPlausible(byServer, byUs) || byUs is null || byUs.Value.Duration() > LongestWait) ? byServer : byUs;
        return wait > LongestWait ? LongestWait : wait < -LongestWait ? -LongestWait : wait;
    }

    /// <summary>Whether a wait by the server's clock can be right. If the time is now by our clock, the server's is an hour behind.</summary>
    private static bool IsPlausible(TimeSpan? byServer, TimeSpan? byUs) =>
        byServer?.Duration() <= LongestWait && !(byServer > TimeSpan.FromMinutes(30) && byUs?.Duration() <= TimeSpan.FromMinutes(1));

    private static bool IsProxyAuthentication(Exception exception) => exception.Message.IndexOf("407", StringComparison.Ordinal) >= 0;

    /// <summary>.NET tells a certificate that it doesn't trust from a failed handshake only in the text.</summary>
    private static bool IsAboutCertificate(Exception exception) => exception.Message.IndexOf("certificate", StringComparison.OrdinalIgnoreCase) >= 0;
}
