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
    /// What it asks for, as the API document names it, such as <c>PATCH /rest/v1.3/companies/{company_id}/users/{id}</c> or <c>POST /oauth/token</c>;
    /// null for what isn't there.
    /// </summary>
    public string? Operation { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path, escaped as it was sent.</summary>
    public string Path { get; }

    /// <summary>The query, escaped as it was sent, with its question mark; empty where there is none.</summary>
    public string Query { get; }

    /// <summary>Path and query, escaped as they were sent.</summary>
    public string PathAndQuery => Path + Query;

    /// <summary>
    /// The body as text (UTF-8, so the bytes of a file can't be told from it), or null where there is none.
    /// Of a request for a token the secrets are left out.
    /// </summary>
    public string? Body { get; }

    /// <summary>The headers of the request and of its content. Of <c>Authorization</c> only the scheme is kept, never the token.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>Method, path and query.</summary>
    /// <returns>Such as <c>GET /rest/v1.3/companies/1/users?page=2</c>.</returns>
    public override string ToString() => $"{Method} {PathAndQuery}";

    private static IReadOnlyList<string> Shown(HttpRequestMessage request, string name, IEnumerable<string> values) =>
        name == "Authorization" ? [request.Headers.Authorization?.Scheme ?? ""] : [.. values];
}
