using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>What came back over HTTP.</summary>
internal sealed record WireAnswer(HttpStatusCode Status, JToken Body, HttpResponseMessage Response)
{
    /// <summary>The user or the users: the whole body, or what its only property holds.</summary>
    public JToken Users => Body is JObject { Count: 1 } envelope && envelope["id"] is null ? envelope.PropertyValues().Single() : Body;

    public IEnumerable<long> Ids => Users.Select(user => (long)user["id"]!);

    public string Header(string name) => Response.Headers.GetValues(name).Single();

    public static async Task<WireAnswer> ReadAsync(HttpResponseMessage response)
    {
        using var reader = new JsonTextReader(new StringReader(await response.Content.ReadAsStringAsync()));
        reader.DateParseHandling = DateParseHandling.None;
        return new WireAnswer(response.StatusCode, await JToken.ReadFromAsync(reader), response);
    }
}
