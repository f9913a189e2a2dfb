namespace Procore.Generated.Requests;

/// <summary>What the handlers must know of a request and can't see from it.</summary>
internal sealed class RequestInfo(string operation, string companyId, bool isRead, bool isRepeatable, bool hasStream)
{
    private const string Key = "Procore.RequestInfo";

    /// <summary>The verb and the path without its ids.</summary>
    public string Operation { get; } = operation;

    public string CompanyId { get; } = companyId;

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead { get; } = isRead;

    /// <summary>Whether the server may get it twice without harm.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Whether its body can be read once only.</summary>
    public bool HasStream { get; } = hasStream;

    /// <summary>Whether it asks for a page that could be smaller, which Procore advises after a 408.</summary>
    public bool CanAskForLess { get; set; }

    /// <summary>How often it was sent so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt may have reached the server and been acted on, though no answer came that says so.</summary>
    public bool MayHaveBeenApplied { get; set; }

    /// <summary>When the rate limit is renewed, by this machine's clock; null as long as nobody has said.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>Receives the name of each property of the response whose value doesn't have the documented type.</summary>
    public Action<string>? UnreadProperty { get; set; }

    public void AttachTo(HttpRequestMessage request) =>
#if NET
        request.Options.Set(new HttpRequestOptionsKey<RequestInfo>(Key), this);
#else
        request.Properties[Key] = this;
#endif

    /// <returns>Null for a request that isn't of a generated client.</returns>
    public static RequestInfo? Of(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<RequestInfo>(Key), out var info) ? info : null;
#else
        request.Properties.TryGetValue(Key, out var info) ? (RequestInfo)info : null;
#endif
}
