namespace Procore.Generated.Requests;

/// <summary>What the handlers need to know about a request that the message itself doesn't say.</summary>
internal sealed class RequestInfo(string operation, string companyId, bool isRead, bool isRepeatable, bool hasStream)
{
    private const string Key = "Procore.RequestInfo";

    private IReadOnlyList<string> _secrets = [];
    private string? _scope;

    /// <summary>The verb and the path without its ids.</summary>
    public string Operation { get; } = operation;

    /// <summary>The company's id; empty for token requests and others without a company.</summary>
    public string CompanyId { get; } = companyId;

    /// <summary>Whose rate limit it counts in, as log messages name it.</summary>
    public string Scope => _scope ??= CompanyId.Length > 0 ? $"company {CompanyId}" : IsSignIn ? "sign-in" : "no company";

    /// <summary>Whether it requests or revokes a token.</summary>
    public bool IsSignIn => CompanyId.Length == 0 && Operation.StartsWith("POST /oauth/", StringComparison.Ordinal);

    /// <summary>How long one attempt may take; null for the client's option.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How often it may be retried; null for the client's option.</summary>
    public int? MaxRetries { get; set; }

    /// <summary>How long it may wait for the rate limit; null for the client's option.</summary>
    public TimeSpan? MaxRateLimitWait { get; set; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead { get; } = isRead;

    /// <summary>Whether processing it twice does no harm.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Whether its body can be read only once.</summary>
    public bool HasStream { get; } = hasStream;

    /// <summary>Whether it asks for a page that could be smaller, which Procore advises after a 408.</summary>
    public bool CanAskForLess { get; set; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt may have been processed, though no response says so.</summary>
    public bool MayHaveBeenApplied { get; set; }

    /// <summary>When the rate limit resets, by this machine's clock; null as long as no response said so.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>When the last response arrived, by this machine's clock; null if none did.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Receives the name of each property of the response whose value doesn't have the documented type.</summary>
    public Action<string>? UnreadProperty { get; set; }

    /// <summary>The secrets that were sent, tokens and client secrets, which must not be shown.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    public void AddSecret(string secret)
    {
        if (!_secrets.Contains(secret, StringComparer.Ordinal))
            _secrets = [.. _secrets, secret];
    }

    public void AttachTo(HttpRequestMessage request) =>
#if NET
        request.Options.Set(new HttpRequestOptionsKey<RequestInfo>(Key), this);
#else
        request.Properties[Key] = this;
#endif

    /// <returns>Null for a request that this library didn't create.</returns>
    public static RequestInfo? Of(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<RequestInfo>(Key), out var info) ? info : null;
#else
        request.Properties.TryGetValue(Key, out var info) ? (RequestInfo)info : null;
#endif
}
