using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>The way of a request: recorded, authorised, routed, let into its company, answered.</summary>
internal sealed class FakeProcoreHandler(FakeProcore procore, FakeProcoreOptions options) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] bytes = request.Content is { } content ? await ReadAsync(content, cancellationToken).ConfigureAwait(false) : [];
        var body = new RequestBody(bytes, request.Content?.Headers.ContentType);
        cancellationToken.ThrowIfCancellationRequested();
        procore.Record(new FakeRequest(request, request.Content == null ? null : body.Text));
        try
        {
            return Answer(request, body).ToResponse(request);
        }
        catch (Refusal refusal)
        {
            return refusal.Answer.ToResponse(request);
        }
    }

    private static Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken) =>
#if NET
        content.ReadAsByteArrayAsync(cancellationToken);
#else
        content.ReadAsByteArrayAsync();
#endif

    private Answer Answer(HttpRequestMessage request, RequestBody body)
    {
        var caller = Authorize(request);
        var uri = request.RequestUri!;
        var route = RouteTable.Find(request.Method, uri.AbsolutePath) ?? throw Refusal.NoRoute(request.Method.Method, uri.AbsolutePath);
        var query = new QueryString(uri.Query);
        var company = FindCompany(CompanyId(request, route, query));
        return route.Handler(new Call(route, company, uri, query, body, caller, options));
    }

    private string? Authorize(HttpRequestMessage request)
    {
        if (request.Headers.Authorization is not { Parameter: { Length: > 0 } token } authorization
            || !authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Refusal.Unauthorized("The request has no bearer token.");
        return procore.Tokens.Accepts(token, out var emailAddress)
            ? emailAddress
            : throw Refusal.Unauthorized("The access token is unknown or has expired.");
    }

    private static long CompanyId(HttpRequestMessage request, Route route, QueryString query)
    {
        if (!request.Headers.TryGetValues("Procore-Company-Id", out var values))
            throw Refusal.BadRequest("The header Procore-Company-Id is missing.");
        var header = string.Join(", ", values);
        var named = route.PathValue("company_id") ?? query["company_id"] ?? throw Refusal.BadParameter("company_id", "is missing");
        if (header != named)
            throw Refusal.BadRequest($"The header Procore-Company-Id is {header}, but the request is for company {named}.");
        return long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Refusal.BadParameter("company_id", "is not an id");
    }

    private FakeCompany FindCompany(long id) => procore.FindCompany(id) ?? throw Refusal.NotConnected(id);
}
