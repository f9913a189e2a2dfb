using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SpecTool.Commands;

/// <summary>Generates and compiles the clients and the facade, and says what fails in terms of the document.</summary>
internal static partial class Compilation
{
    private const string Facade = "src/Procore.CompanyUsers";

    /// <summary>True if everything compiles, or if the folder holds no sources.</summary>
    public static bool Run(SpecFolder folder)
    {
        if (!Directory.Exists(Path.Combine(folder.Root, Facade)) || !File.Exists(Path.Combine(folder.Root, "nswag.json")))
            return true;

        Console.Out.WriteLine($"\nCompiling {Facade} ... (--no-build leaves this out)");
        var (exitCode, output) = Build(folder.Root);
        if (exitCode == 0)
        {
            Console.Out.WriteLine("It compiles.");
            return true;
        }

        Console.Error.WriteLine($"SpecTool: the files are written, but {Facade} doesn't compile:");
        foreach (var line in Errors(folder.Root, output))
            Console.Error.WriteLine($"  {line}");
        Console.Error.WriteLine("Correct the document with an overlay, or the code that uses it; `git checkout openapi` takes the refresh back.");
        return false;
    }

    private static (int ExitCode, string Output) Build(string root)
    {
        var start = new ProcessStartInfo("dotnet", ["build", Facade, "-nologo", "-v:quiet", "-clp:NoSummary", "-p:RunAnalyzers=false"])
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static IEnumerable<string> Errors(string root, string output) => output.Split('\n')
        .Select(line => CompilerError().Match(line))
        .Where(match => match.Success)
        .Select(match => $"{Place(root, match)}: {match.Groups["text"].Value.Trim()}")
        .Distinct(StringComparer.Ordinal);

    private static string Place(string root, Match error)
    {
        var file = Path.GetFullPath(error.Groups["file"].Value, root);
        var line = int.Parse(error.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture);
        if (!file.EndsWith(".g.cs", StringComparison.Ordinal) || !File.Exists(file))
            return $"{Path.GetRelativePath(root, file)}, line {line}";

        // The generated class is the schema or the client, and its member the property or the operation.
        var above = File.ReadLines(file).Take(line).Reverse().ToList();
        var type = above.Select(text => GeneratedType().Match(text)).FirstOrDefault(match => match.Success)?.Groups["name"].Value;
        var member = above.Select(text => GeneratedMember().Match(text)).FirstOrDefault(match => match.Success)?.Groups["name"].Value;
        return type is null ? Path.GetFileName(file)
            : type.EndsWith("Client", StringComparison.Ordinal) ? $"the operation {type[..^"Client".Length].TrimStart('I')}_{member?.Replace("Async", "", StringComparison.Ordinal)}"
            : $"the schema {type}{(member is null ? "" : $", near {member}")}";
    }

    [GeneratedRegex(@"^\s*(?<file>[^(]+)\((?<line>\d+),\d+\): error (?<text>[^\[]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex CompilerError();

    [GeneratedRegex(@"\b(class|struct|interface) (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex GeneratedType();

    [GeneratedRegex(@"^\s*public .*?\b(?<name>\w+)(\(| *$| \{ get)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex GeneratedMember();
}
