namespace Procore.Packages.Tests;

/// <summary>The example of a README, as its reader copies it.</summary>
internal static class Readme
{
    private const string Start = "```csharp\n";

    public static string FirstExampleOf(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n");
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
