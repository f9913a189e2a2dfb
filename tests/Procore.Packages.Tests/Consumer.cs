using System.Diagnostics;

namespace Procore.Packages.Tests;

/// <summary>
/// A folder outside the repository, with its own package folder. Our packages come from where they were packed, and their
/// dependencies from the package folder of this machine.
/// </summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder _folder = new("procore consumer ");

    public Consumer()
    {
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="ours" value="{Repository.Packages}" />
                <add key="theirs" value="{PackagesOfThisMachine}" />
              </packageSources>
            </configuration>
            """);
    }

    private static string PackagesOfThisMachine => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string PathOf(string relative) => _folder.PathOf(relative);

    public void Write(string file, string text) => _folder.Write(file, text);

    public void WriteProject(string name, string properties, params string[] packages) => Write($"{name}/{name}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {properties}
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="{Repository.Version}" />"""))}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Builds projects at once, those after a broken one too.</summary>
    /// <returns>What the build printed, also if it failed.</returns>
    public async Task<string> BuildAsync(params string[] projects)
    {
        Write("Consumer.slnx", $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project}/{project}.csproj" />"""))}</Solution>");
        return (await StartAsync("dotnet", "build", "Consumer.slnx", "-m:1", "-p:UseSharedCompilation=true")).Output;
    }

    public Task<string> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments);

    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await StartAsync(program, arguments);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, string Output)> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = PathOf("packages");
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "false";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
