using System.Net;
using System.Net.Http.Headers;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Signs requests to the configured host, and to no other; once more, with another token, where Procore no longer takes the first.</summary>
internal sealed class AccessTokenHandler(IAccessTokens tokens, ProcoreOptions options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || !IsConfiguredHost(address))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var token = await tokens.GetAsync(rejected: null, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || RequestInfo.Of(request) is not { HasStream: false })
            return response;
        var another = await tokens.GetAsync(token, cancellationToken).ConfigureAwait(false);
        if (string.Equals(another, token, StringComparison.Ordinal))
            return response;
        response.Dispose();
        return await SendAsync(request, another, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }

    private bool IsConfiguredHost(Uri address) => Uri.Compare(
        address, ProcoreAddresses.Api(options), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
