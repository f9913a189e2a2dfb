using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>
/// Cases that hold of every directory: of <see cref="FakeProcore"/>, and of Procore as its answers are documented, which a
/// case gives beside what the directory holds.
/// </summary>
[TestFixture(typeof(FakeDirectory))]
[TestFixture(typeof(WireMockDirectory))]
public abstract class BehaviourTest<TDirectory> : IDisposable
    where TDirectory : DirectoryUnderTest, new()
{
    /// <summary>The id of the first user of a <see cref="FakeProcore"/>; the next ones follow.</summary>
    protected const long FirstId = 5_000_000_001;

    private readonly TDirectory _directory = new();

    protected ICompanyUsers Users => _directory.Users;

    protected FakeCompany Company => _directory.Company;

    protected TestClock Clock => _directory.Clock;

    /// <summary>Without a version: the answers are those to the one that the facade calls.</summary>
    protected string UsersPath => $"/companies/{Company.Id}/users";

    protected string V2Path => FacadeRoute.Path($"POST {UsersPath}/bulk_add", api: 2)[..^"/bulk_add".Length];

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [TearDown]
    public Task Every_answer_was_asked_for() => _directory.AssertAllAskedForAsync();

    protected async Task AnswersAsync(string method, string path, int status, string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        await _directory.AnswersAsync(method, path.StartsWith("/rest/", StringComparison.Ordinal) ? path : FacadeRoute.Path($"{method} {path}"), status, await JToken.ReadFromAsync(reader));
    }
}
