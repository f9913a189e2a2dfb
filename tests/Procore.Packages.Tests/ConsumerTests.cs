using System.Globalization;
using System.Reflection.PortableExecutable;

namespace Procore.Packages.Tests;

/// <summary>
/// The packages, installed as users install them. All tests share one package folder and one build of all projects: filling the folder,
/// and starting MSBuild and the compiler, takes longest.
/// </summary>
internal sealed class ConsumerTests
{
    /// <summary>
    /// What the example needs around it: credentials, and a directory in memory that knows them. The compiler prefers this AddProcore
    /// to the one of an imported namespace.
    /// </summary>
    private const string Surroundings = """

        var (foreman, clerk) = (Reader.Company.Users.Single(user => user.LastName == "Abbott"), Reader.Company.Users.Single(user => user.LastName == "Brandt"));
        Console.WriteLine($"{foreman.JobTitle}, {foreman.FaxNumber ?? "no fax"}; {clerk.JobTitle}, {clerk.FaxNumber}");

        internal static class Reader
        {
            private static readonly Procore.CompanyUsers.Testing.FakeProcore Fake = new();

            public static Procore.CompanyUsers.Testing.FakeCompany Company { get; } = Fill();

            public static IHttpClientBuilder AddProcore(this IServiceCollection services, Action<ProcoreOptions> configure) =>
                Procore.CompanyUsers.Testing.FakeProcoreHttpClientBuilderExtensions.UseFakeProcore(
                    ProcoreServiceCollectionExtensions.AddProcore(services, configure),
                    Fake);

            private static Procore.CompanyUsers.Testing.FakeCompany Fill()
            {
                Fake.AddAccount("id", "secret");
                var company = Fake.AddCompany("Bluestone Builders", 4264807);
                company.AddUser(new Procore.CompanyUsers.Testing.FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", JobTitle = "Foreman", FaxNumber = "1" });
                company.AddUser(new Procore.CompanyUsers.Testing.FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", JobTitle = "Clerk", FaxNumber = "2" });
                return company;
            }
        }
        """;

    /// <summary>Examples with these words need packages that aren't ours, or are part of a class.</summary>
    private static readonly string[] WordsOfOtherPackages =
        ["Assert.", "Redirect(", "Npgsql", "ConnectionMultiplexer", "AddOpenTelemetry", "AddDataProtection", "FromKeyedServices", "TestCaseSource", "HrDatabase"];

    private static readonly string[] UsingsOfExamples =
    [
        "using System.Net.Http.Json;", "using Microsoft.AspNetCore.Builder;", "using Microsoft.AspNetCore.Http;", "using Microsoft.Extensions.Configuration;", "using Microsoft.Extensions.DependencyInjection;", "using Microsoft.Extensions.Logging;",
        "using Procore.CompanyUsers;", "using Procore.CompanyUsers.Models;", "using Procore.CompanyUsers.Testing;",
    ];

    /// <summary>What the examples take as given.</summary>
    private const string ContextOfExamples = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using Procore.CompanyUsers;
        using Procore.CompanyUsers.Models;
        using Procore.CompanyUsers.Testing;
        using Procore.DirectorySync;

        public abstract class Context
        {
            protected readonly ICompanyUsers users = null!;
            protected readonly IProcoreClient client = null!;
            protected readonly IProcoreClientFactory factory = null!;
            protected readonly IProcoreCompany company = null!;
            protected readonly IServiceCollection services = null!;
            protected readonly WebApplicationBuilder builder = null!;
            protected readonly WebApplication app = null!;
            protected readonly ILogger logger = null!;
            protected readonly CompanyUser user = null!;
            protected readonly IReadOnlyList<CompanyUserSyncItem> items = null!;
            protected readonly IAsyncEnumerable<Person> people = null!;
            protected readonly DateTimeOffset lastRun, thisRun;
            protected readonly long id, userId, projectId, templateId, companyId;
            protected readonly string tenantId = "", clientId = "", clientSecret = "", code = "";
            protected readonly Uri redirectUri = new("https://example.com/");

            protected Task SaveAsync(CompanyUser user) => Task.CompletedTask;
        }

        public abstract class FakeContext
        {
            protected readonly FakeProcore fake = null!;
            protected readonly FakeAccount account = null!;
            protected readonly FakeCompany company = null!, acme = null!;
            protected readonly FakeUser user = null!;
            protected readonly IServiceCollection services = null!;
        }

        public sealed class HrPeople : IPeopleSource
        {
            public IAsyncEnumerable<Person> ReadAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<Person>();
        }
        """;

    private Consumer _consumer = null!;
    private string _said = "";

    [OneTimeSetUp]
    public async Task Build_all_projects()
    {
        _consumer = new Consumer();
        WriteExample();
        WriteDocs();
        WriteLibrary();
        WriteFramework();
        WriteDropped();
        _said = await _consumer.BuildAsync("Example", "Docs", "Library", "Framework", "Dropped");
    }

    [OneTimeTearDown]
    public void Delete_the_folder() => _consumer.Dispose();

    [Test]
    public async Task Readme_example_runs_unchanged()
    {
        var said = await _consumer.DotnetAsync(Built("Example", "net10.0/Example.dll"));

        Assert.That(said.TrimEnd(), Does.EndWith("Superintendent, no fax; Clerk, 2"));
    }

    [Test]
    public void Docs_examples_compile_with_the_packages()
    {
        Assert.That(ExamplesOfDocs(), Has.Count.GreaterThanOrEqualTo(25));
        Assert.That(Built("Docs", "net10.0/Docs.dll"), Does.Exist);
    }

    [Test]
    public void Readme_of_the_package_shows_the_same_example() =>
        Assert.That(Readme.FirstExampleOf("src/Procore.CompanyUsers/README.md"), Is.EqualTo(Readme.FirstExampleOf("README.md")));

    [Test]
    public void Library_for_netstandard20_builds_with_the_packages() =>
        Assert.That(Built("Library", "netstandard2.0/Library.dll"), Does.Exist);

    [Test]
    public void Program_for_net48_builds_with_every_method_in_csharp_73() =>
        Assert.That(Built("Framework", "net48/Framework.exe"), Does.Exist);

    [Test]
    public void Package_warns_where_a_stream_is_dropped_through_dependencies_too()
    {
        Built("Dropped", "net10.0/Dropped.dll");

        Assert.That(
            _said.Split('\n').Where(line => line.Contains("PROCORE001", StringComparison.Ordinal)).Select(line => int.Parse(line.Split('(', ',')[1], CultureInfo.InvariantCulture)).Distinct().Order(),
            Is.EqualTo(new[] { 8, 9, 10, 11, 12 }));
        Assert.That(_said, Does.Contain("'RemoveFromProjectsStreamingAsync' sends nothing until its stream is read. Read it with 'await foreach', or call 'RemoveFromProjectsAsync', which returns all outcomes."));
    }

    [Test]
    public async Task Tool_installs_and_runs_its_demo()
    {
        await _consumer.DotnetAsync("tool", "install", "Procore.CompanyUsers.Cli", "--version", Repository.Version, "--tool-path", _consumer.PathOf("tools"), "--configfile", _consumer.PathOf("nuget.config"));

        var said = await _consumer.RunAsync(_consumer.PathOf(OperatingSystem.IsWindows() ? "tools/procore-users.exe" : "tools/procore-users"), "demo");

        Assert.That(said, Is.Not.Empty);
        var program = Directory.GetFiles(_consumer.PathOf("tools"), "procore-users.dll", SearchOption.AllDirectories).Single();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(program)!, "*.dll"))
        {
            using var assembly = new PEReader(File.OpenRead(file));
            Assert.That(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Positive, $"{file} isn't precompiled");
        }
    }

    /// <summary>The output of a project, which must be built without an error.</summary>
    private string Built(string project, string output)
    {
        Assert.That(
            _said.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal) && line.Contains($"{project}.csproj", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
            Is.Empty);
        var path = _consumer.PathOf($"{project}/bin/Debug/{output}");
        Assert.That(path, Does.Exist, _said);
        return path;
    }

    private static List<(string Page, string Example)> ExamplesOfDocs() =>
    [
        .. new[] { "recipes", "projects-and-vendors", "requests", "testing", "tokens", "directory-sync" }
            .SelectMany(page => Readme.ExamplesOf($"docs/{page}.md").Select(example => (Page: page, Example: example)))
            .Where(example => !WordsOfOtherPackages.Any(example.Example.Contains)),
    ];

    private void WriteExample()
    {
        _consumer.WriteProject("Example", "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>", "Procore.CompanyUsers", "Procore.CompanyUsers.Testing", "Procore.DirectorySync");
        var example = Readme.FirstExampleOf("README.md");
        var end = example.IndexOf("\n\n", example.LastIndexOf("\nusing ", StringComparison.Ordinal), StringComparison.Ordinal);
        var (usings, statements) = (example[..end], example[end..]);
        _consumer.Write("Example/Program.cs", $"{usings}\n\nEnvironment.SetEnvironmentVariable(\"PROCORE_CLIENT_ID\", \"id\");\nEnvironment.SetEnvironmentVariable(\"PROCORE_CLIENT_SECRET\", \"secret\");{statements}{Surroundings}");
    }

    private void WriteDocs()
    {
        _consumer.WriteProject("Docs", "<TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>", "Procore.CompanyUsers", "Procore.CompanyUsers.Testing", "Procore.DirectorySync");
        _consumer.Write("Docs/Directory.Build.targets", """<Project><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>""");
        _consumer.Write("Docs/Context.cs", ContextOfExamples);
        foreach (var (index, (page, example)) in ExamplesOfDocs().Index())
        {
            var lines = example.Split('\n').ToLookup(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('='));
            var context = page == "testing" || example.Contains("acme") ? "FakeContext" : "Context";
            var usings = UsingsOfExamples.Concat(page == "directory-sync" ? ["using Procore.DirectorySync;"] : []).Union(lines[true]);
            _consumer.Write($"Docs/Example{index}.cs", $$"""
                // docs/{{page}}.md
                {{string.Join('\n', usings)}}

                public sealed class Example{{index}} : {{context}}
                {
                    public async Task RunAsync()
                    {
                        {{string.Join('\n', lines[false])}}
                        await Task.CompletedTask;
                    }
                }
                """);
        }
    }

    private void WriteLibrary()
    {
        _consumer.WriteProject("Library", "<TargetFramework>netstandard2.0</TargetFramework>", "Procore.CompanyUsers", "Procore.DirectorySync");
        _consumer.Write("Library/Leavers.cs", """
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using Procore.CompanyUsers;
            using Procore.CompanyUsers.Models;

            public sealed class Leavers
            {
                private readonly ICompanyUsers _users;

                public Leavers(ICompanyUsers users) => _users = users;

                public async Task<IReadOnlyList<CompanyUser>> DeactivateAsync(CancellationToken cancellationToken)
                {
                    var left = new List<CompanyUser>();
                    await foreach (var user in _users.ListAsync(new CompanyUserQuery { Search = "left" }, cancellationToken))
                    {
                        left.Add(await _users.DeactivateAsync(user.Id, cancellationToken));
                    }

                    return left;
                }
            }
            """);
    }

    private void WriteFramework()
    {
        _consumer.Write("Framework/Framework.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net48</TargetFramework>
                <LangVersion>7.3</LangVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>NU1603</NoWarn>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NETFramework.ReferenceAssemblies" Version="1.0.3" PrivateAssets="all" />
                <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.14" />
                <PackageReference Include="Procore.CompanyUsers" Version="{Repository.Version}" />
              </ItemGroup>
            </Project>
            """);
        _consumer.Write("Framework/Program.cs", File.ReadAllText(Repository.PathOf("tests/Procore.NetFramework/Program.cs")));
    }

    private void WriteDropped()
    {
        _consumer.WriteProject("Dropped", "<TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><WarningsNotAsErrors>PROCORE001</WarningsNotAsErrors>", "Procore.DirectorySync");
        _consumer.Write("Dropped/Writes.cs", """
            using Procore.CompanyUsers;
            using Procore.CompanyUsers.Models;

            public static class Writes
            {
                public static async Task RunAsync(ICompanyUsers users, CompanyUserSyncItem[] items, ProjectMember[] members, IAsyncEnumerable<ProjectMember> stream)
                {
                    users.RemoveFromProjectsStreamingAsync(stream);                              // 8
                    users.SyncStreamingAsync(items).ConfigureAwait(false);                       // 9
                    _ = users.RemoveFromProjectsStreamingAsync(members);                         // 10
                    var unread = users.SyncStreamingAsync(items);                                // 11
                    Action later = () => users.ListAsync();                                      // 12
                    later();
                    await users.SyncAsync(items);
                    await foreach (var outcome in users.SyncStreamingAsync(items).ConfigureAwait(false))
                        Console.WriteLine(outcome);
                    var read = users.SyncStreamingAsync(items);
                    await foreach (var outcome in read)
                        Console.WriteLine(outcome);
                }

                public static IAsyncEnumerable<SyncOutcome> Returned(ICompanyUsers users, CompanyUserSyncItem[] items) => users.SyncStreamingAsync(items);
            }
            """);
    }
}
