using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>A company and a client that talks to it.</summary>
internal abstract class DirectoryTest : IDisposable
{
    protected DirectoryTest()
    {
        Fake = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock });
        Company = Fake.AddCompany("Acme Construction");
        Client = new WireClient(Fake);
    }

    protected TestClock Clock { get; } = new();

    protected FakeProcore Fake { get; }

    protected FakeCompany Company { get; }

    protected WireClient Client { get; }

    public void Dispose() => Client.Dispose();

    protected static string Address(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    /// <summary>A path with ids: the company's, the project's, and one for any other parameter.</summary>
    protected static string PathOf(string path, FakeCompany company, FakeProject project, string id) => string.Join('/', path.Split('/').Select(segment => segment switch
    {
        "{company_id}" => company.Id.ToString(CultureInfo.InvariantCulture),
        "{project_id}" => project.Id.ToString(CultureInfo.InvariantCulture),
        ['{', ..] => id,
        _ => segment,
    }));

    protected static JObject UserBody(object attributes) => new() { ["user"] = JObject.FromObject(attributes) };

    protected static string Messages(WireAnswer answer, string field) => string.Join("; ", answer.Body["errors"]![field]!.Values<string>());
}
