using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>A response with a JSON body.</summary>
internal sealed record JsonResponse(HttpStatusCode Status, JsonNode Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static JsonResponse Ok(JsonNode body) => new(HttpStatusCode.OK, body);

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage(Status)
        {
            Content = new StringContent(JsonTree.Write(Body), Encoding.UTF8, "application/json"),
        };
        foreach (var header in Headers)
            response.Headers.Add(header.Key, header.Value);
        return response;
    }
}
