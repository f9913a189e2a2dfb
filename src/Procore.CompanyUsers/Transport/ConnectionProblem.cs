using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Says in words why no complete response arrived.</summary>
internal static class ConnectionProblem
{
    /// <summary>The host and port with which .NET ends a message. Takes linear time.</summary>
    private static readonly Regex Endpoint = new(@"\((?<host>[^()]+):(?<port>[0-9]{1,5})\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly (string Name, string Meaning)[] CertificateFlags =
    [
        ("RemoteCertificateNameMismatch", "it is of another host"),
        ("RemoteCertificateNotAvailable", "the server sent none"),
        // .NET names the errors of the chain only if there are no others.
        ("RemoteCertificateChainErrors", "it has expired, or this machine doesn't trust its issuer"),
        ("NotTimeValid", "it has expired or isn't valid yet"),
        ("UntrustedRoot", "its root certificate isn't among this machine's trusted ones"),
        ("PartialChain", "its issuer isn't known to this machine"),
        ("Revoked", "it was revoked"),
        ("RevocationStatusUnknown", "whether it was revoked couldn't be found out"),
    ];

    /// <param name="exception">What was thrown in place of a response.</param>
    /// <param name="address">The request's address.</param>
    public static ConnectionFailure KindOf(Exception exception, Uri address)
    {
        if (!IsOfConnection(exception))
            return ConnectionFailure.Handler;
        var kind = FailureMeaning.KindOf(exception);
        return kind is ConnectionFailure.NameResolution or ConnectionFailure.Refused or ConnectionFailure.Unreachable && IsOfOtherHost(exception, address) ? ConnectionFailure.Proxy : kind;
    }

    /// <param name="failure">The kind of failure.</param>
    /// <param name="exception">The cause.</param>
    /// <param name="expired">The time limit of ours that ended the attempt, if one did.</param>
    public static string Describe(ConnectionFailure failure, Exception exception, TimeSpan? expired) => failure switch
    {
        ConnectionFailure.NameResolution => "Procore can't be reached, because its host name can't be resolved (DNS)",
        ConnectionFailure.Refused => "Procore can't be reached, because the connection was refused",
        ConnectionFailure.Unreachable => $"Procore can't be reached, because {UnreachableReason(exception, "its network")}",
        ConnectionFailure.Tls => $"Procore can't be reached, because the TLS handshake failed{HandshakeReason(exception)}",
        ConnectionFailure.UntrustedCertificate => $"Procore can't be reached, because the server's certificate isn't trusted{CertificateReason(exception)}",
        ConnectionFailure.Proxy => "Procore can't be reached, because " + FailureMeaning.KindOf(exception) switch
        {
            ConnectionFailure.NameResolution => "the proxy's host name can't be resolved (DNS)",
            ConnectionFailure.Refused => "the proxy refused the connection",
            ConnectionFailure.Unreachable => UnreachableReason(exception, "the proxy"),
            _ => "the proxy couldn't be used or couldn't connect",
        },
        ConnectionFailure.ProxyAuthentication => "Procore can't be reached, because the proxy requires a user name and password (407)",
        ConnectionFailure.Timeout => expired is { } limit
            ? $"it took longer than {DurationText.InSeconds(limit)} (ProcoreOptions.Retry.AttemptTimeout)"
            : "it was canceled by a handler or by the connection's own time limit",
        ConnectionFailure.Handler => $"a handler of the HTTP client failed with {exception.GetType().Name}",
        _ => "the connection broke",
    };

    private static bool IsOfConnection(Exception exception) => exception is HttpRequestException or IOException or SocketException
        or ObjectDisposedException or OperationCanceledException or InvalidDataException or WebException or AuthenticationException;

    /// <summary>Whether .NET names another host than the request's at the end of its message, as it does for one that it can't connect to: the proxy.</summary>
    private static bool IsOfOtherHost(Exception exception, Uri address)
    {
        var ends = exception is HttpRequestException ? Endpoint.Match(exception.Message) : Match.Empty;
        return ends.Success
            && !(ends.Groups["port"].Value == address.Port.ToString(CultureInfo.InvariantCulture)
                && new[] { address.Host, address.IdnHost, address.DnsSafeHost }.Contains(ends.Groups["host"].Value.Trim('[', ']'), StringComparer.OrdinalIgnoreCase));
    }

    private static string UnreachableReason(Exception exception, string target) => Innermost<SocketException>(exception)?.SocketErrorCode switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NotConnected or SocketError.Shutdown => "the connection was closed as soon as it was opened",
        SocketError.TimedOut => "the connection couldn't be opened in time",
        _ => $"there is no connection to {target}",
    };

    /// <summary>Why a certificate isn't trusted, by the flags that .NET names in its message.</summary>
    private static string CertificateReason(Exception exception)
    {
        var text = Innermost<AuthenticationException>(exception)?.Message ?? string.Empty;
        var reasons = CertificateFlags.Where(flag => text.IndexOf(flag.Name, StringComparison.Ordinal) >= 0).Select(flag => flag.Meaning).ToList();
        return reasons.Count == 0 ? string.Empty : ": " + string.Join(", and ", reasons);
    }

    /// <summary>What the TLS library says, such as an alert of the server. It knows neither secrets nor people.</summary>
    private static string HandshakeReason(Exception exception) =>
        Innermost<AuthenticationException>(exception) is { } failure ? ": " + failure.GetBaseException().Message.Split('\r', '\n')[0].TrimEnd('.') : string.Empty;

    private static T? Innermost<T>(Exception exception)
        where T : Exception
    {
        T? found = null;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            found = cause as T ?? found;
        return found;
    }
}
