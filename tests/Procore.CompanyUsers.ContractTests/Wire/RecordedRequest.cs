using System.Text;
using WireMock;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A request as the server received it.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">Absolute, escaped as on the wire.</param>
/// <param name="Query">Escaped as on the wire, without the question mark; empty if there is none.</param>
/// <param name="Headers">By case-insensitive name, each with its values in order.</param>
/// <param name="Body">Empty if there is none.</param>
public sealed record RecordedRequest(
    string Method, string Path, string Query, ILookup<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as UTF-8.</summary>
    /// <exception cref="DecoderFallbackException">The body is not valid UTF-8.</exception>
    public string Text => StrictUtf8.GetString(Body.Span);

    internal static RecordedRequest From(IRequestMessage request)
    {
        var headers = (request.Headers ?? throw new InvalidOperationException("WireMock.Net recorded no headers."))
            .SelectMany(header => header.Value, (header, value) => (Name: header.Key, Value: value))
            .ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        var target = headers[ConnectionMiddleware.Target].Single().Split('?', 2);
        return new RecordedRequest(
            request.Method,
            target[0],
            target.ElementAtOrDefault(1) ?? "",
            headers.Where(header => header.Key != ConnectionMiddleware.Target)
                .SelectMany(header => header, (header, value) => (header.Key, value))
                .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase),
            request.BodyData?.BodyAsBytes ?? []);
    }
}
