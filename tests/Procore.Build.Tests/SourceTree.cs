using System.Diagnostics;

namespace Procore.Build.Tests;

/// <summary>A copy of the repository's sources in a temporary folder, without anything that was built.</summary>
internal sealed class SourceTree : IDisposable
{
    private static readonly string[] Copied = ["build", "openapi", "src"];
    private static readonly string[] NotCopied = ["bin", "obj", "node_modules"];

    public SourceTree()
    {
        // A space and a comma, since paths hold them elsewhere.
        Root = Directory.CreateTempSubdirectory("procore, build ").FullName;
        var repository = RepositoryRoot();
        foreach (var file in Directory.EnumerateFiles(repository))
            File.Copy(file, PathOf(Path.GetFileName(file)));
        foreach (var folder in Copied)
            CopyFolder(Path.Combine(repository, folder), PathOf(folder));
        Directory.CreateDirectory(PathOf("nothing"));
        // MSBuild starts every command by it.
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(PathOf("nothing/sh"), "/bin/sh");
    }

    public string Root { get; }

    public string Spec => PathOf("openapi/company-users.json");

    public string Clients => PathOf("src/Procore.Generated/obj/Generated/Clients.g.cs");

    public string Models => PathOf("src/Procore.Generated/obj/Generated/Models.g.cs");

    /// <summary>An environment in which no program but the shell is found.</summary>
    public Dictionary<string, string?> NoPrograms => new(StringComparer.Ordinal) { ["PATH"] = PathOf("nothing") };

    public string PathOf(string relative) => Path.GetFullPath(relative, Root);

    /// <summary>When each generated file was written.</summary>
    public (DateTime Clients, DateTime Models) Written()
        => (File.GetLastWriteTimeUtc(Clients), File.GetLastWriteTimeUtc(Models));

    public BuildOutcome Build(params string[] arguments) => Build([], arguments);

    public BuildOutcome Build(Dictionary<string, string?> environment, params string[] arguments)
        => Dotnet(environment, ["build", "src/Procore.Generated", "--disable-build-servers", "-p:RunAnalyzers=false", .. arguments]);

    /// <summary>Generates without compiling, as every build of Procore.Generated does first.</summary>
    public BuildOutcome Generate(params string[] arguments) => Generate([], arguments);

    public BuildOutcome Generate(Dictionary<string, string?> environment, params string[] arguments)
        => Dotnet(environment, ["msbuild", "src/Procore.Generated", "-restore", "-t:GenerateClients", "-nologo", "-nodeReuse:false", "-v:quiet", .. arguments]);

    public BuildOutcome Dotnet(Dictionary<string, string?> environment, params string[] arguments)
        => DotnetAsync(environment, arguments).GetAwaiter().GetResult();

    public async Task<BuildOutcome> DotnetAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the surrounding `dotnet test` and a CI's settings leave there isn't part of the test.
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BuildOutcome(process.ExitCode, await output + await error);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static bool IsForeign(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "nswag.json")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds nswag.json.");
        return folder.FullName;
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            var name = Path.GetFileName(folder);
            if (!NotCopied.Contains(name, StringComparer.Ordinal))
                CopyFolder(folder, Path.Combine(target, name));
        }
    }
}
