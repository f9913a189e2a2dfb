using System.Net;
using System.Net.Http.Headers;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Repeats a request once with a new token if Procore rejects the first one (401).
/// </summary>
internal sealed class RejectedTokenHandler(IAccessTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The token of an earlier attempt may have expired while the client waited.
        request.Headers.Authorization = null;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || RequestInfo.Of(request) is not { HasStream: false } info
            // A handler of the application can answer 401 after a request that Procore may have processed.
            || (info.MayHaveBeenApplied && !info.IsRepeatable)
            || request.Headers.Authorization is not { Parameter: { } token })
            return response;
        var another = await tokens.GetAsync(token, cancellationToken).ConfigureAwait(false);
        if (string.Equals(another, token, StringComparison.Ordinal))
            return response;
        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", another);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
