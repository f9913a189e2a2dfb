using System.Net.Sockets;
using System.Security.Authentication;

namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>The finding for a connection that fails: its kind, and the remedy for that kind.</summary>
internal static class ConnectionFinding
{
    private const string ProxyRemedy = "Check the address in HTTPS_PROXY (http://HOST:PORT), and that the proxy allows connections to this host. List the host in NO_PROXY to connect without it.";

    public static Finding Of(ProcoreConnectionException failure, (string Host, string? Proxy) route) => Of(failure.Failure, failure.InnerException, route.Host, route.Proxy);

    /// <param name="failure">Why no complete response arrived.</param>
    /// <param name="cause">What the runtime threw.</param>
    /// <param name="host">The host that the request was for.</param>
    /// <param name="proxy">The proxy that this machine uses for it; null for none.</param>
    public static Finding Of(ConnectionFailure failure, Exception? cause, string host, string? proxy)
    {
        var (kind, remedy) = failure switch
        {
            // With a proxy, the runtime connects to it and not to the host.
            ConnectionFailure.NameResolution when proxy is not null => ($"DNS: the name of the proxy {proxy} can't be resolved", ProxyRemedy),
            ConnectionFailure.Refused when proxy is not null => ($"refused: the proxy {proxy} refuses connections", ProxyRemedy),
            ConnectionFailure.Unreachable when proxy is not null => ($"unreachable: there is no route to the proxy {proxy}", ProxyRemedy),
            ConnectionFailure.NameResolution => (
                $"DNS: the name {host} can't be resolved",
                "Check the name in --environment, --api-address or --login-address, and the DNS server of this machine ('nslookup' with the name). If only a proxy can resolve names here, set HTTPS_PROXY."),
            ConnectionFailure.Refused => (
                $"refused: {host} refuses connections",
                "Check host and port of --api-address or --login-address. If they are right, a firewall rejects the connection: allow it, or set HTTPS_PROXY if this network requires a proxy."),
            ConnectionFailure.Unreachable => (
                $"unreachable: there is no route to {host}",
                "Check this machine's network connection, VPN and routes. Set HTTPS_PROXY if this network requires a proxy."),
            ConnectionFailure.Tls => (
                $"TLS: the handshake with {host} failed{ReasonOf(cause)}",
                "Check that the address is an https address and that TLS 1.2 or later is enabled on this machine. A proxy or firewall that intercepts TLS also causes this: ask its administrator to let this host pass."),
            ConnectionFailure.UntrustedCertificate => (
                $"TLS: the certificate of {host} isn't trusted{ReasonOf(cause)}",
                "If a proxy inspects TLS, add its root certificate to this machine's trusted certificates (on Linux, also by SSL_CERT_FILE). Otherwise check the address, and the date of this machine's clock."),
            ConnectionFailure.Proxy => (
                $"proxy: {proxy ?? "it"} can't be used, or can't connect to {host}{(cause?.GetBaseException() is SocketException socket ? $" ({socket.Message})" : string.Empty)}",
                ProxyRemedy),
            ConnectionFailure.ProxyAuthentication => (
                "proxy: it requires a user name and password (407)",
                "Put them into the address of the proxy: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded. If they are there, they are wrong."),
            ConnectionFailure.Timeout => (
                $"timeout: {host} doesn't respond in time",
                "Try again. If it happens each time, a firewall drops the packets: allow connections to this host, or set HTTPS_PROXY if this network requires a proxy."),
            _ => (
                $"broken: the connection to {host} broke",
                "Try again. If it happens each time, a proxy or firewall ends the connection: ask its administrator."),
        };
        return new Finding("connection", FindingResult.Wrong, kind, remedy);
    }

    /// <summary>What the TLS stack says, such as a name that doesn't match or an unknown root; it holds no secret.</summary>
    private static string ReasonOf(Exception? cause)
    {
        string? reason = null;
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
                reason = cause.Message;
        }
        return reason is null ? string.Empty : $" ({reason.TrimEnd('.')})";
    }
}
