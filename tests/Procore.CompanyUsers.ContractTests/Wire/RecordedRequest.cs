using System.Text;
using WireMock;
using WireMock.Types;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A request as it came in at WireMock.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">Absolute, as it was escaped on the wire.</param>
/// <param name="Query">As it was escaped on the wire, without the question mark; empty where there is none.</param>
/// <param name="Headers">By name in any case, each with its values in their order.</param>
/// <param name="Body">Empty where there is none.</param>
public sealed record RecordedRequest(
    string Method, string Path, string Query, ILookup<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as UTF-8; a byte that isn't part of any is an exception.</summary>
    public string Text => StrictUtf8.GetString(Body.Span);

    internal static RecordedRequest From(IRequestMessage request)
    {
        var sent = (request.Headers ?? new Dictionary<string, WireMockList<string>>()).SelectMany(header => header.Value, (header, value) => (Name: header.Key, Value: value))
            .ToLookup(header => header.Name == Connection.Target);
        var url = sent[true].Single().Value.Split('?', 2);
        return new RecordedRequest(
            request.Method,
            url[0],
            url.ElementAtOrDefault(1) ?? "",
            sent[false].ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            request.BodyData?.BodyAsBytes ?? []);
    }
}
