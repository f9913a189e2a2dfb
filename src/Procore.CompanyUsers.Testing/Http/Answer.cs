using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>A status, a JSON body and the headers that go with it.</summary>
internal sealed record Answer(HttpStatusCode Status, JToken Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static Answer Ok(JToken body) => new(HttpStatusCode.OK, body);

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
