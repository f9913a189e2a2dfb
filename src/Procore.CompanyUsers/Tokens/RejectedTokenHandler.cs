using System.Net;
using System.Net.Http.Headers;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Sends a request once more, with another token, where Procore no longer takes the first. It stands before the rate limit,
/// in which both requests count.
/// </summary>
internal sealed class RejectedTokenHandler(IAccessTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An earlier attempt's may have expired while its successor was waited for.
        request.Headers.Authorization = null;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || RequestInfo.Of(request) is not { HasStream: false }
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
