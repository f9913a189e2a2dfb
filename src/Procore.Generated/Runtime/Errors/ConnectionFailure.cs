namespace Procore.CompanyUsers;

/// <summary>
/// Why no complete response arrived.
/// </summary>
public enum ConnectionFailure
{
    /// <summary>The connection broke, or the response couldn't be read. The request may have been processed.</summary>
    Broken,

    /// <summary>The host name couldn't be resolved (DNS).</summary>
    NameResolution,

    /// <summary>The host refused the connection: nothing listens there, or a firewall rejects it.</summary>
    Refused,

    /// <summary>The host or its network can't be reached.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed for a reason other than an untrusted certificate.</summary>
    Tls,

    /// <summary>The server's certificate isn't trusted, such as that of a proxy that inspects traffic.</summary>
    UntrustedCertificate,

    /// <summary>The proxy couldn't be used, or couldn't connect to the host.</summary>
    Proxy,

    /// <summary>The proxy requires a user name and password (407).</summary>
    ProxyAuthentication,

    /// <summary>The attempt took too long. The request may have been processed.</summary>
    Timeout,

    /// <summary>A handler that the application added to the HTTP client failed.</summary>
    Handler,
}
