using System.Diagnostics;

namespace Procore.Build.Tests;

/// <summary>A copy of the repository's sources in a temporary folder.</summary>
internal sealed class SourceTree : IDisposable
{
    private static readonly string[] Copied = ["build", "openapi", "src"];
    private static readonly string[] Built = ["bin", "obj"];

    private readonly TemporaryFolder _folder;

    private SourceTree(string source, string folderName, bool withBuilt)
    {
        _folder = new TemporaryFolder(folderName);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, PathOf(Path.GetFileName(file)));
        foreach (var folder in Copied)
            CopyFolder(Path.Combine(source, folder), PathOf(folder), withBuilt);
        Directory.CreateDirectory(PathOf("nothing"));
        // MSBuild starts every command through it.
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(PathOf("nothing/sh"), "/bin/sh");
    }

    public string Root => _folder.Path;

    public string Spec => PathOf("openapi/company-users.json");

    public string GeneratedFolder => PathOf("src/Procore.Generated/obj/Generated");

    public string Clients => Path.Combine(GeneratedFolder, "Clients.g.cs");

    public string Models => Path.Combine(GeneratedFolder, "Models.g.cs");

    /// <summary>An environment in which no program but the shell is found.</summary>
    public Dictionary<string, string?> NoPrograms => new(StringComparer.Ordinal) { ["PATH"] = PathOf("nothing") };

    /// <summary>The sources alone, in a folder whose name has a space and a comma.</summary>
    public static SourceTree OfRepository() => new(RepositoryRoot.Path, "procore, build ", withBuilt: false);

    /// <summary>A copy with everything that was restored and built, in a folder with a plain name.</summary>
    public SourceTree Copy() => new(Root, "procore-build-", withBuilt: true);

    public string PathOf(string relative) => _folder.PathOf(relative);

    /// <summary>Replaces the document by one with a single operation, for tests of when NSwag runs, which takes half the time with it.</summary>
    public SourceTree WithSmallSpec()
    {
        File.WriteAllText(Spec, """
            {
              "openapi": "3.0.3",
              "info": { "title": "One operation", "version": "1" },
              "paths": {
                "/rest/v1.0/trades": {
                  "get": {
                    "operationId": "CompanyUsersV10_ListTrades",
                    "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Trade" } } } } }
                  }
                }
              },
              "components": { "schemas": { "Trade": { "type": "object", "properties": { "id": { "type": "integer", "format": "int64" } } } } }
            }
            """);
        return this;
    }

    /// <summary>When each generated file was written.</summary>
    public (DateTime Clients, DateTime Models) Written()
        => (File.GetLastWriteTimeUtc(Clients), File.GetLastWriteTimeUtc(Models));

    public BuildOutcome Build(params string[] arguments) => Build([], arguments);

    public BuildOutcome Build(Dictionary<string, string?> environment, params string[] arguments)
        => Dotnet(environment, ["build", "src/Procore.Generated", "-nodeReuse:false", "-p:RunAnalyzers=false", .. arguments]);

    /// <summary>Generates without compiling, as every build of Procore.Generated does first.</summary>
    public BuildOutcome Generate(params string[] arguments) => Target("GenerateClients", arguments);

    public BuildOutcome Target(string name, params string[] arguments)
        => Dotnet([], ["msbuild", "src/Procore.Generated", $"-t:{name}", "-nologo", "-nodeReuse:false", "-v:quiet", .. arguments]);

    public BuildOutcome Dotnet(Dictionary<string, string?> environment, params string[] arguments)
        => DotnetAsync(environment, arguments).GetAwaiter().GetResult();

    public void Dispose() => _folder.Dispose();

    private async Task<BuildOutcome> DotnetAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the surrounding `dotnet test` and the settings of a CI leave there isn't part of the test.
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        // MSBuild and NSwag run for seconds, too short to gain from a profile or a collector on a thread of its own.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BuildOutcome(process.ExitCode, await output + await error);
    }

    private static bool IsForeign(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase);

    private static void CopyFolder(string source, string target, bool withBuilt)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            var name = Path.GetFileName(folder);
            if (withBuilt || !Built.Contains(name, StringComparer.Ordinal))
                CopyFolder(folder, Path.Combine(target, name), withBuilt);
        }
    }
}
