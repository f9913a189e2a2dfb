using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>The body of a request, empty if there is none.</summary>
internal sealed class RequestBody(byte[] bytes, MediaTypeHeaderValue? type)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as far as it can be shown.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(bytes);

    public bool IsForm => Is("multipart/form-data");

    public JsonNode? ReadJson()
    {
        try
        {
            return JsonTree.Read(Decode(bytes));
        }
        catch (JsonReaderException e)
        {
            throw Refusal.BadRequest("The body is not JSON: " + e.Message);
        }
    }

    /// <summary>Reads the parameters of an OAuth call: a JSON object with scalar members, otherwise a URL-encoded form.</summary>
    public QueryString ReadParameters()
    {
        if (!IsJson)
            return new QueryString(Decode(bytes));
        var members = new RequestBody(WithoutByteOrderMark(bytes), type).ReadJson() as JsonObject ?? throw Refusal.BadRequest("The body is not a JSON object.");
        return new QueryString(members
            .Where(member => member.Value is JsonValue)
            .Select(member => new KeyValuePair<string, string>(member.Key, JsonTree.TextOf(member.Value!.AsValue()))));
    }

    public IReadOnlyList<FormPart> ReadForm() =>
        MultipartForm.Read(bytes, type?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"'));

    /// <summary>Decodes a text, which must be UTF-8.</summary>
    /// <exception cref="Refusal">It isn't.</exception>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.BadRequest("The body is not valid UTF-8.");
        }
    }

    private bool IsJson => type?.MediaType is { } media && (media.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static byte[] WithoutByteOrderMark(byte[] text) => text.Length >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? [.. text.Skip(3)] : text;

    private bool Is(string mediaType) => mediaType.Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase);
}
