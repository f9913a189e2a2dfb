using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Procore.CompanyUsers.Benchmarks.Sides.ByHand;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>By hand, with the serializer of Newtonsoft.Json.</summary>
internal sealed class NewtonsoftSide(Uri server) : ByHandSide(server)
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
        NullValueHandling = NullValueHandling.Ignore,
    };

    private readonly JsonSerializer _serializer = JsonSerializer.Create(Settings);

    protected override async Task<T> ReadAsync<T>(HttpContent content)
    {
        await using var stream = await content.ReadAsStreamAsync();
        using var text = new StreamReader(stream);
        using var json = new JsonTextReader(text);
        return _serializer.Deserialize<T>(json)!;
    }

    protected override HttpContent Write(SyncBody body) => Written(body);

    protected override HttpContent Write(NewUserBody body) => Written(body);

    private static StringContent Written(object body) => new(JsonConvert.SerializeObject(body, Settings), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
