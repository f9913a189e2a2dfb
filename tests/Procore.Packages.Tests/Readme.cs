namespace Procore.Packages.Tests;

/// <summary>The examples of READMEs and docs, as their readers copy them.</summary>
internal static class Readme
{
    private const string Start = "```csharp\n";

    public static string FirstExampleOf(string file) => ExamplesOf(file).First();

    public static IEnumerable<string> ExamplesOf(string file) =>
        File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n").Split(Start).Skip(1).Select(example => example[..example.IndexOf("```", StringComparison.Ordinal)]);
}
