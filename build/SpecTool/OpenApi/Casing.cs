using System.Text.RegularExpressions;

namespace SpecTool.OpenApi;

/// <summary>Converts Procore's snake_case to .NET names.</summary>
internal static partial class Casing
{
    public static string Pascal(string name) =>
        string.Concat(Separators().Split(name).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public static string Camel(string name)
    {
        var pascal = Identifier(Pascal(name));
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    public static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') ? name[..^1]
        : name;

    /// <summary>Whether two names have a word in common: `per_page` and `page_size`.</summary>
    public static bool SharesWord(string name, string other) =>
        Words(Pascal(name)).Select(Singular).Intersect(Words(Pascal(other)).Select(Singular), StringComparer.OrdinalIgnoreCase).Any();

    public static string[] Words(string pascal) => [.. PascalWords().Matches(pascal).Select(match => match.Value)];

    /// <summary>The name that the templates make: each part between underscores with a capital.</summary>
    public static string Usual(string name) =>
        string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>A name that C# takes.</summary>
    public static string Identifier(string name) =>
        name.Length == 0 ? "Value" : char.IsAsciiDigit(name[0]) ? "Value" + name : name;

    public static bool IsSnake(string name) => SnakeName().IsMatch(name);

    /// <summary>Names in C#, each another than the others and than some reserved ones; those that are kept stay as they are.</summary>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<string> names, IEnumerable<string> reserved, IReadOnlyDictionary<string, string> kept)
    {
        var taken = reserved.ToHashSet(StringComparer.Ordinal);
        var given = names.Distinct(StringComparer.Ordinal).Where(name => kept.ContainsKey(name) && taken.Add(kept[name])).ToDictionary(name => name, name => kept[name], StringComparer.Ordinal);
        // Names as Procore usually writes them keep theirs, whatever comes before them.
        foreach (var name in names.Where(name => !given.ContainsKey(name)).Distinct(StringComparer.Ordinal).ToList().OrderByDescending(SnakeName().IsMatch).ThenByDescending(UsualName().IsMatch))
            given[name] = UsualName().IsMatch(name) && taken.Add(Usual(name)) ? Usual(name) : Free(Identifier(Pascal(Spoken(name))), taken);
        return [.. names.Select(name => given[name])];
    }

    // `+1` and `-1` differ by their signs only.
    private static string Spoken(string name) =>
        name.Replace("+", "_plus_", StringComparison.Ordinal).Replace("&", "_and_", StringComparison.Ordinal).Replace("-", name.StartsWith('-') ? "_minus_" : "_", StringComparison.Ordinal);

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var n = 2; !taken.Add(free); n++)
            free = name + n;
        return free;
    }

    [GeneratedRegex("^_*[A-Za-z][A-Za-z0-9_]*$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex UsualName();

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SnakeName();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Separators();

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex PascalWords();
}
