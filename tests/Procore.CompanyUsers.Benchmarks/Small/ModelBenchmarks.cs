using System.Text;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Procore.CompanyUsers.Benchmarks.Server;
using Procore.CompanyUsers.Benchmarks.Sides.ByHand;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Benchmarks.Small;

/// <summary>One user read and one item written, by the models themselves and by the serializer of the same library.</summary>
[InProcess, MemoryDiagnoser]
public class ModelBenchmarks
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
        NullValueHandling = NullValueHandling.Ignore,
    };

    private readonly string _user = Encoding.UTF8.GetString(People.Render(json => People.Write(json, 6)));
    private readonly SyncItem _item = SyncItem.Of(6);
    private readonly CompanyUserSyncItem _model = SyncItem.Of(6).ToModel();

    /// <summary>The generated reader.</summary>
    [Benchmark]
    public CompanyUser ReadUser() => ProcoreJson.Deserialize<CompanyUser>(_user);

    /// <summary>The serializer, into a plain class.</summary>
    [Benchmark]
    public object ReadUserBySerializer() => JsonConvert.DeserializeObject<User>(_user, Settings)!;

    /// <summary>The generated writer.</summary>
    [Benchmark]
    public string WriteItem() => ProcoreJson.Serialize(_model);

    /// <summary>The serializer, from a plain class.</summary>
    [Benchmark]
    public string WriteItemBySerializer() => JsonConvert.SerializeObject(_item, Settings);
}
