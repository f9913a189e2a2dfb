using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Handles a request in this order: record, delay, fail if a fault is due, authorize, count against the rate limit, route, check access, respond.</summary>
internal sealed class FakeProcoreHandler(FakeProcore procore, FakeProcoreOptions options) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bytes = request.Content is { } content ? await ReadAsync(content, cancellationToken).ConfigureAwait(false) : [];
        var body = new RequestBody(bytes, request.Content?.Headers.ContentType);
        cancellationToken.ThrowIfCancellationRequested();
        var path = request.RequestUri!.AbsolutePath;
        var route = RouteTable.Find(request.Method, path);
        var received = new FakeRequest(request, OperationOf(request, route), request.Content == null ? null : Shown(body, path));
        procore.Record(received);
        if (options.Latency > TimeSpan.Zero)
            await Waiting.ForAsync(options.Latency, options.TimeProvider, cancellationToken).ConfigureAwait(false);

        var fault = procore.Faults.Take(received);
        if (fault is { IsApplied: false, Arrives: true })
            procore.OAuth.FailRefresh(request, body);
        var response = fault is { IsApplied: false } ? null : Respond(request, body, route);
        if (fault != null)
            response = await fault.HappenAsync(response, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return Stamp(response!, request);
    }

    private static Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken) =>
#if NET
        content.ReadAsByteArrayAsync(cancellationToken);
#else
        content.ReadAsByteArrayAsync();
#endif

    private static string? OperationOf(HttpRequestMessage request, Route? route)
    {
        if (route != null)
            return $"{request.Method} {route.Operation.Path}";
        var path = request.RequestUri!.AbsolutePath;
        return OAuthEndpoint.Handles(path) && request.Method == OAuthEndpoint.MethodOf(path) ? $"{request.Method} {path}" : null;
    }

    private static string Shown(RequestBody body, string path)
    {
        if (!OAuthEndpoint.Handles(path))
            return body.Text;
        try
        {
            return body.ReadParameters().Without(OAuthEndpoint.Secrets);
        }
        catch (Refusal)
        {
            // A body that can't be parsed may hold a secret anywhere.
            return "***";
        }
    }

    private HttpResponseMessage Respond(HttpRequestMessage request, RequestBody body, Route? route)
    {
        RateLimitState? limit = null;
        JsonResponse response;
        try
        {
            response = OAuthEndpoint.Handles(request.RequestUri!.AbsolutePath) ? procore.OAuth.Respond(request, body) : Call(request, body, route, out limit);
        }
        catch (Refusal refusal)
        {
            // 401 has OAuth's shape in every version.
            response = route?.Operation.IsV2 == true && refusal.Response.Status != HttpStatusCode.Unauthorized ? refusal.ResponseV2 : refusal.Response;
        }

        return (limit == null ? response : response with { Headers = [.. response.Headers, .. limit.Headers()] }).ToResponse();
    }

    private JsonResponse Call(HttpRequestMessage request, RequestBody body, Route? route, out RateLimitState? limit)
    {
        limit = null;
        var (account, emailAddress) = Authorize(request);
        limit = procore.RateLimiter.Take(account, CompanyHeader(request) ?? "");
        if (limit is { IsRefused: true })
            throw Refusal.RateLimited();
        var uri = request.RequestUri!;
        if (route == null)
            throw Refusal.NoRoute(request.Method.Method, uri.AbsolutePath);
        var query = new QueryString(uri.Query);
        var company = FindCompany(CompanyId(request, route, query), account);
        var authorized = new AuthorizedRequest(route, company, uri, query, body, account, emailAddress, options) { IdempotencyToken = IdempotencyToken(request) };
        CheckAccess(authorized, request.Method);
        var response = route.Handler(authorized);
        return route.Operation.Envelope is { } envelope ? response with { Body = new JsonObject { [envelope] = response.Body } } : response;
    }

    private static string? IdempotencyToken(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Idempotency-Token", out var values) ? values.First() : null;

    private static void CheckAccess(AuthorizedRequest request, HttpMethod method)
    {
        if (request.Operation.Name == "GetCurrent")
            return;
        if (request.Access == FakeDirectoryAccess.None || (request.Access == FakeDirectoryAccess.ReadOnly && method != HttpMethod.Get))
            throw Refusal.Forbidden($"You do not have permission to {(method == HttpMethod.Get ? "view" : "change")} the company directory.");
    }

    private (FakeAccount Account, string? EmailAddress) Authorize(HttpRequestMessage request)
    {
        if (request.Headers.Authorization is not { Parameter: { Length: > 0 } token } authorization
            || !authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Refusal.Unauthorized("The request has no bearer token.");
        return procore.Tokens.Find(token) switch
        {
            null when options.AcceptAnyToken => (procore.DefaultAccount, null),
            { } issued when issued.IsGood(options.TimeProvider.GetUtcNow()) => (issued.Account, issued.EmailAddress),
            _ => throw Refusal.Unauthorized("The access token is unknown, was revoked or has expired."),
        };
    }

    private static string? CompanyHeader(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Procore-Company-Id", out var values) ? string.Join(", ", values) : null;

    private static long CompanyId(HttpRequestMessage request, Route route, QueryString query)
    {
        var header = CompanyHeader(request) ?? throw Refusal.BadRequest("The header Procore-Company-Id is missing.");
        // A route below a project names the company in the header only.
        var named = route.PathValue("company_id") ?? query["company_id"] ?? (route.PathValue("project_id") == null ? throw Refusal.BadParameter("company_id", "is missing") : header);
        if (header != named)
            throw Refusal.BadRequest($"The header Procore-Company-Id is {header}, but the request is for company {named}.");
        return long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Refusal.BadParameter("company_id", "is not an id");
    }

    private FakeCompany FindCompany(long id, FakeAccount account) =>
        procore.FindCompany(id) is { } company && account.IsConnectedTo(company) ? company : throw Refusal.NotConnected(id);

    private HttpResponseMessage Stamp(HttpResponseMessage response, HttpRequestMessage request)
    {
        response.RequestMessage = request;
        response.Headers.Date = options.TimeProvider.GetUtcNow();
        response.Headers.TryAddWithoutValidation("X-Request-Id", FormattableString.Invariant($"fake-request-{procore.RequestIds.Next()}"));
        return response;
    }
}
