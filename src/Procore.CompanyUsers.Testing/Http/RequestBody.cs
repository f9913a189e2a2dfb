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
    public string Text { get; } = Encoding.UTF8.GetString(bytes);

    public bool IsForm => Is("multipart/form-data");

    public JsonNode? ReadJson()
    {
        try
        {
            return JsonTree.Read(Text);
        }
        catch (JsonReaderException e)
        {
            throw Refusal.BadRequest("The body is not JSON: " + e.Message);
        }
    }

    /// <summary>Reads the parameters of an OAuth call: a JSON object with scalar members, otherwise a URL-encoded form.</summary>
    public QueryString ReadParameters()
    {
        if (!Is("application/json"))
            return new QueryString(Text);
        var members = ReadJson() as JsonObject ?? throw Refusal.BadRequest("The body is not a JSON object.");
        return new QueryString(members
            .Where(member => member.Value is JsonValue)
            .Select(member => new KeyValuePair<string, string>(member.Key, JsonTree.TextOf(member.Value!.AsValue()))));
    }

    public IReadOnlyList<FormPart> ReadForm() =>
        MultipartForm.Read(bytes, type?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"'));

    private bool Is(string mediaType) => mediaType.Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase);
}
