using System.Net.Http.Headers;

namespace Procore.CompanyUsers;

/// <summary>Signs requests to the configured host, and to no other.</summary>
internal sealed class AccessTokenHandler(ProcoreOptions options) : DelegatingHandler
{
    public static bool IsToken(string token) => token.Length > 0 && token.All(c => c is > ' ' and < '\u007f');

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } address && IsConfiguredHost(address))
        {
            var token = options.AccessTokenSource is { } source
                ? await source(cancellationToken).ConfigureAwait(false)
                : options.AccessToken!;
            if (string.IsNullOrEmpty(token) || !IsToken(token))
                throw new ProcoreException("ProcoreOptions.AccessTokenSource gave no token: it is blank, or has white space or line breaks in it.");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private bool IsConfiguredHost(Uri address) => Uri.Compare(
        address, options.ApiAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
