using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Procore.CompanyUsers.Benchmarks.Sides.ByHand;

namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>By hand, with source-generated System.Text.Json over the answer's stream: the limit.</summary>
internal sealed partial class SystemTextJsonSide(Uri server) : ByHandSide(server)
{
    protected override async Task<T> ReadAsync<T>(HttpContent content)
    {
        await using var stream = await content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(stream, (JsonTypeInfo<T>)Context.Default.GetTypeInfo(typeof(T))!))!;
    }

    protected override HttpContent Write(SyncBody body) => JsonContent.Create(body, Context.Default.SyncBody);

    protected override HttpContent Write(NewUserBody body) => JsonContent.Create(body, Context.Default.NewUserBody);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(List<User>))]
    [JsonSerializable(typeof(User))]
    [JsonSerializable(typeof(NewUserBody))]
    [JsonSerializable(typeof(SyncBody))]
    [JsonSerializable(typeof(SyncResult))]
    private sealed partial class Context : JsonSerializerContext;
}
