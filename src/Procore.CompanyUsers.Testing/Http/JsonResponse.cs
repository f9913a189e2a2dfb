using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>A response with a JSON body.</summary>
internal sealed record JsonResponse(HttpStatusCode Status, JToken Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static JsonResponse Ok(JToken body) => new(HttpStatusCode.OK, body);

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage(Status)
        {
            Content = new StringContent(Body.ToString(Formatting.None), Encoding.UTF8, "application/json"),
        };
        foreach (var header in Headers)
            response.Headers.Add(header.Key, header.Value);
        return response;
    }
}
