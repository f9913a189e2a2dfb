using Procore.CompanyUsers;
using Procore.Generated.Requests;

namespace Procore.Generated;

/// <summary>
/// A successful response: status, headers and body.
/// </summary>
/// <typeparam name="T">The type of the body of the operation's first success status.</typeparam>
public sealed class ProcoreResponse<T>
{
    private readonly object? _body;
    private readonly IEnumerable<KeyValuePair<string, IEnumerable<string>>> _headers;
    private Dictionary<string, IReadOnlyList<string>>? _headersByName;

    internal ProcoreResponse(HttpRequestMessage request, int statusCode, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, object? body)
    {
        Request = RequestInfo.Of(request)!;
        StatusCode = statusCode;
        _body = body;
        _headers = headers;
    }

    private ProcoreResponse(ProcoreResponse<T> response, T body)
    {
        Request = response.Request;
        StatusCode = response.StatusCode;
        _body = body;
        _headers = response._headers;
    }

    /// <summary>
    /// The operation, such as <c>GET /rest/v1.3/companies/{company_id}/users</c>.
    /// </summary>
    public string Operation => Request.Operation;

    /// <summary>
    /// The HTTP status, from 200 to 299.
    /// </summary>
    public int StatusCode { get; }

    /// <summary>
    /// The headers of the response and of its body. Names are case-insensitive.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get
        {
            // .NET parses headers while they are read, which two threads mustn't do at once.
            lock (_headers)
                return _headersByName ??= ByName(_headers);
        }
    }

    internal RequestInfo Request { get; }

    /// <summary>The same response with a body that was read already.</summary>
    internal ProcoreResponse<T> With(T body) => new(this, body);

    internal object? Body => Unread is { } unread ? unread.Whole : _body;

    internal DeferredList? Unread => _body as DeferredList;

    /// <summary>
    /// The body; null if the response has none, or if the body of this status has another type: see <see cref="As{TBody}" />.
    /// </summary>
    /// <exception cref="ProcoreException">The body is JSON, but not as documented for this operation.</exception>
    public T? Result => Body switch
    {
        UnpublishedBody unpublished => throw unpublished.Failure,
        T result => result,
        _ => default,
    };

    /// <summary>
    /// Returns the body of another success status, such as 202 or 207, which has its own type.
    /// </summary>
    /// <typeparam name="TBody">The type documented for <see cref="StatusCode" />.</typeparam>
    /// <returns>The body; null if the response has none.</returns>
    /// <exception cref="InvalidOperationException">The body of this status has another type.</exception>
    /// <exception cref="ProcoreException">The body is JSON, but not as documented for this operation.</exception>
    public TBody? As<TBody>() => Body switch
    {
        null => default,
        UnpublishedBody unpublished => throw unpublished.Failure,
        TBody body => body,
        _ => throw new InvalidOperationException(
            $"The body of a response with status {StatusCode} is a {Body.GetType().Name}, not a {typeof(TBody).Name}."),
    };

    private static Dictionary<string, IReadOnlyList<string>> ByName(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var byName = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
            byName[header.Key] = [.. header.Value];
        return byName;
    }
}
