using System.Text.RegularExpressions;

namespace SpecTool.OpenApi;

/// <summary>From Procore's snake_case to the names that .NET gives to types and arguments.</summary>
internal static partial class Casing
{
    public static string Pascal(string name) =>
        string.Concat(Separators().Split(name).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    public static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') ? name[..^1]
        : name;

    public static string[] Words(string pascal) => [.. PascalWords().Matches(pascal).Select(match => match.Value)];

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PascalWords();
}
