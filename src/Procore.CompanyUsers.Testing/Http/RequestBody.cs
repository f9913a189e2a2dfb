using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>The body of a request, empty where there is none.</summary>
internal sealed class RequestBody(byte[] bytes, MediaTypeHeaderValue? type)
{
    public string Text { get; } = Encoding.UTF8.GetString(bytes);

    public bool IsForm => "multipart/form-data".Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase);

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

    public QueryString ReadUrlEncodedForm() => new(Text);

    public IReadOnlyList<FormPart> ReadForm() =>
        MultipartForm.Read(bytes, type?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"'));
}
