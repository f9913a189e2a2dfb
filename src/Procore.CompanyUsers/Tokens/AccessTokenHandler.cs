using System.Net.Http.Headers;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Adds the access token to requests to the configured host, and to no other.</summary>
internal sealed class AccessTokenHandler(IAccessTokens tokens, ProcoreOptions options) : DelegatingHandler
{
    private readonly Uri _host = ProcoreAddresses.Api(options);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null && IsConfiguredHost(request.RequestUri))
        {
            var token = await tokens.GetAsync(rejected: null, cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (request.Headers.Authorization?.Parameter is { } sent)
            RequestInfo.Of(request)?.AddSecret(sent);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private bool IsConfiguredHost(Uri? address) => address is not null
        && address.Port == _host.Port
        && string.Equals(address.Scheme, _host.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(address.IdnHost, _host.IdnHost, StringComparison.OrdinalIgnoreCase);
}
