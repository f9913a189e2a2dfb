using System.Text;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.ContractTests.WireMock;

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

    internal static RecordedRequest FromJournal(JToken entry)
    {
        var url = ((string)entry["url"]!).Split('?', 2);
        var headers =
            from header in entry["headers"]!.Children<JProperty>()
            from value in header.Value is JArray values ? values : new JArray(header.Value)
            select (header.Name, Value: (string)value!);
        return new RecordedRequest(
            (string)entry["method"]!,
            url[0],
            url.ElementAtOrDefault(1) ?? "",
            headers.ToLookup(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
            Convert.FromBase64String((string)entry["bodyAsBase64"]!));
    }
}
