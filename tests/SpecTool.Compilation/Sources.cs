using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Newtonsoft.Json.Linq;
using Procore.Tests.Shared;

namespace SpecTool.Compilation;

/// <summary>The sources of a project as a build compiles them, without what NSwag generates.</summary>
internal sealed class Sources
{
    private const int Shown = 3;

    private readonly CSharpCompilation _compilation;
    private readonly CSharpParseOptions _options;

    private Sources(CSharpCommandLineArguments arguments)
    {
        _options = arguments.ParseOptions;
        var trees = arguments.SourceFiles.Where(file => !file.Path.Contains("/obj/Generated/", StringComparison.Ordinal)).Select(file => Parse(file.Path));
        var references = arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference));
        var compilation = CSharpCompilation.Create(arguments.CompilationName, trees, references, arguments.CompilationOptions);
        var generators = arguments.AnalyzerReferences.SelectMany(analyzer => new AnalyzerFileReference(analyzer.FilePath, new Loader()).GetGenerators(LanguageNames.CSharp));
        _compilation = compilation.AddSyntaxTrees(CSharpGeneratorDriver.Create(generators, parseOptions: _options).RunGenerators(compilation).GetRunResult().GeneratedTrees);
    }

    /// <summary>Asks a build for the arguments of the compiler.</summary>
    public static Sources Of(string project)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["build", project, "--framework", "net10.0", "--target:Compile", "--getItem:CscCommandLineArgs", "--property:ProvideCommandLineArgs=true", "--property:SkipCompilerExecution=true", "--property:NonExistentFile=none"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // A build that this program's own build started would tell it which SDK and MSBuild to use.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var build = Process.Start(start)!;
        var arguments = JObject.Parse(build.StandardOutput.ReadToEnd())["Items"]!["CscCommandLineArgs"]!.Select(item => (string)item["Identity"]!);
        return new Sources(CSharpCommandLineParser.Default.Parse(arguments, RepositoryRoot.PathTo(project), sdkDirectory: null));
    }

    public CSharpCompilation With(IEnumerable<string> files) => _compilation.AddSyntaxTrees(files.Select(Parse));

    public CSharpCompilation Using(CSharpCompilation clients) => _compilation
        .RemoveReferences(_compilation.References.OfType<PortableExecutableReference>().Where(reference => Path.GetFileNameWithoutExtension(reference.FilePath) == clients.AssemblyName))
        .AddReferences(clients.ToMetadataReference());

    public static string ErrorsOf(CSharpCompilation compilation) => string.Join(
        "; ",
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed).Take(Shown));

    private SyntaxTree Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), _options, file);

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
