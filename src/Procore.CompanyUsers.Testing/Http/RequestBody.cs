using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>The body of a request, empty if there is none.</summary>
internal sealed class RequestBody(byte[] bytes, MediaTypeHeaderValue? type)
{
    public string Text { get; } = Encoding.UTF8.GetString(bytes);

    public bool IsForm => Is("multipart/form-data");

    public JToken ReadJson()
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Text)) { DateParseHandling = DateParseHandling.None };
            var token = JToken.ReadFrom(reader);
            return reader.Read() ? throw new JsonReaderException("There is text after the JSON.") : token;
        }
        catch (JsonException e)
        {
            throw Refusal.BadRequest("The body is not JSON: " + e.Message);
        }
    }

    /// <summary>Reads the parameters of an OAuth call: a JSON object with scalar members, otherwise a URL-encoded form.</summary>
    public QueryString ReadParameters()
    {
        if (!Is("application/json"))
            return new QueryString(Text);
        var members = ReadJson() as JObject ?? throw Refusal.BadRequest("The body is not a JSON object.");
        return new QueryString(members.Properties()
            .Where(member => member.Value is JValue { Type: not JTokenType.Null })
            .Select(member => new KeyValuePair<string, string>(member.Name, Convert.ToString(((JValue)member.Value).Value, CultureInfo.InvariantCulture)!)));
    }

    public IReadOnlyList<FormPart> ReadForm() =>
        MultipartForm.Read(bytes, type?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"'));

    private bool Is(string mediaType) => mediaType.Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase);
}
