namespace Procore.CompanyUsers.Testing;

/// <summary>A request that a <see cref="FakeProcore"/> received.</summary>
public sealed class FakeRequest
{
    internal FakeRequest(HttpRequestMessage request, string? operation, string? body)
    {
        Operation = operation;
        Method = request.Method;
        Path = request.RequestUri!.AbsolutePath;
        Query = request.RequestUri.Query;
        Body = body;
        Headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => Shown(request, header.Key, header.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The operation, as named in the API document, such as <c>PATCH /rest/v1.3/companies/{company_id}/users/{id}</c> or <c>POST /oauth/token</c>;
    /// null if there is no such operation.
    /// </summary>
    public string? Operation { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path, escaped as sent.</summary>
    public string Path { get; }

    /// <summary>The query, escaped as sent, with its question mark; empty if there is none.</summary>
    public string Query { get; }

    /// <summary>Path and query, escaped as sent.</summary>
    public string PathAndQuery => Path + Query;

    /// <summary>
    /// The body as UTF-8 text, or null if there is none; the bytes of an uploaded file can't be recovered from it. The body of an OAuth request is
    /// given as a form with the secrets replaced.
    /// </summary>
    public string? Body { get; }

    /// <summary>The headers of the request and of its content. Only the scheme of <c>Authorization</c> is kept, never the token.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>Returns method, path and query.</summary>
    /// <returns>Such as <c>GET /rest/v1.3/companies/1/users?page=2</c>.</returns>
    public override string ToString() => $"{Method} {PathAndQuery}";

    private static IReadOnlyList<string> Shown(HttpRequestMessage request, string name, IEnumerable<string> values) =>
        name == "Authorization" ? [request.Headers.Authorization?.Scheme ?? ""] : [.. values];
}
