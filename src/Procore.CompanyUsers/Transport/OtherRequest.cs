using System.Text.RegularExpressions;
using Procore.Generated;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Sends a request that no method of the facade makes, through the pipeline of all requests.</summary>
internal static class OtherRequest
{
    private const string CompanyHeader = "Procore-Company-Id";

    /// <summary>Words and versions; everything else in a path can be an id, or belong to a person. Takes linear time, so it has no limit.</summary>
    private static readonly Regex Word = new(@"^(?:v[0-9.]+|[a-z][a-z_-]*)$", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    /// <param name="http">The account's client.</param>
    /// <param name="companyId">The company; null for a request without one.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, string? companyId, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = Resolve(http.BaseAddress!, request.RequestUri);
        foreach (var header in new[] { CompanyHeader, "Authorization" })
        {
            if (request.Headers.Contains(header))
                throw new ArgumentException($"The client sets the header {header}. Remove it from the request.", nameof(request));
        }
        if (companyId is not null)
            request.Headers.Add(CompanyHeader, companyId);
        if (request.Headers.Accept.Count == 0)
            request.Headers.Accept.ParseAdd("application/json");
        var isRead = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
        var isRepeatable = isRead || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete;
        // .NET's own handler repeats requests without a body when their connection breaks.
        if (!isRepeatable)
            request.Content ??= new ByteArrayContent([]);
        var info = new RequestInfo(OperationOf(request), companyId ?? string.Empty, isRead, isRepeatable, hasStream: false);
        // A retry can send a buffered body again.
        if (request.Content is not null)
            await BufferAsync(request.Content, info, cancellationToken).ConfigureAwait(false);
        info.AttachTo(request);
        try
        {
            return await SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The caller may log the request.
            request.Headers.Authorization = null;
        }
    }

    private static async Task BufferAsync(HttpContent content, RequestInfo info, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
#else
            await content.LoadIntoBufferAsync().ConfigureAwait(false);
#endif
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The text of the cause may hold a path with a person's name, so it isn't passed on.
            var cause = exception is HttpRequestException { InnerException: { } inner } ? inner : exception;
            throw new ProcoreException($"The content of {info.Operation} can't be read: it failed with {cause.GetType().Name}. Nothing was sent.", info, innerException: null);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ProcoreClientBase.ReadErrorAsync(request, response, cancellationToken).ConfigureAwait(false);
    }

    private static Uri Resolve(Uri api, Uri? address)
    {
        // Below the API's own path, even if the address begins with a slash. Two slashes would name another host.
        var text = address?.OriginalString ?? string.Empty;
        var isAbsolute = address?.IsAbsoluteUri == true && text.IndexOf(':') > 0;
        if (JsonText.IndexOfLoneSurrogate(text) >= 0)
            throw new ArgumentException("The request's address isn't valid Unicode: half of a surrogate pair is missing.", nameof(address));
        if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal) || text.IndexOf('\\') >= 0 || text.IndexOf('#') >= 0
            || !Uri.TryCreate(api, isAbsolute ? text : text.TrimStart('/'), out var resolved)
            || !resolved.AbsoluteUri.StartsWith(api.AbsoluteUri, StringComparison.Ordinal))
            throw new ArgumentException("The request's address must be a path below the API's address, such as rest/v1.0/projects. Requests are never sent to another host.", nameof(address));
        return resolved;
    }

    private static string OperationOf(HttpRequestMessage request) =>
        $"{request.Method.Method} {string.Join("/", request.RequestUri!.AbsolutePath.Split('/').Select(part => part.Length == 0 || Word.IsMatch(part) ? part : "{id}"))}";
}
