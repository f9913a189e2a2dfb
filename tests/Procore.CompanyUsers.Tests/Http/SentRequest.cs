using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.Tests;

/// <summary>What went out, kept after the request itself is disposed.</summary>
internal sealed partial record SentRequest(
    string Method, Uri Address, byte[]? Content, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Method, path and query as they stand on the wire, such as <c>GET /rest/v1.3/companies/7/me</c>.</summary>
    public string Line => $"{Method} {Address.PathAndQuery}";

    public string? Body => Content is null ? null : Encoding.UTF8.GetString(Content);

    public string Query => Address.Query.TrimStart('?');

    public int Page => int.Parse(PageNumber().Match(Address.Query).Groups["page"].ValueSpan, CultureInfo.InvariantCulture);

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) => new(
        request.Method.Method,
        request.RequestUri!,
        request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken),
        request.Content?.Headers.ContentType?.ToString(),
        request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("[?&]page=(?<page>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex PageNumber();
}
