using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace SpecTool.Overlay;

/// <summary>
/// A JSONPath that uses only what RFC 9535 and Newtonsoft's SelectTokens interpret the same way, so that other tools apply our overlay as we do.
/// </summary>
internal sealed partial class OverlayTarget
{
    private readonly string _path;
    private readonly List<int> _filters;
    private readonly List<int> _wildcards;

    private OverlayTarget(string path, List<int> filters, List<int> wildcards)
    {
        _path = path;
        _filters = filters;
        _wildcards = wildcards;
    }

    public static OverlayTarget Parse(string path, string name)
    {
        if (!path.StartsWith('$'))
            throw new SpecException($"{name}: a target starts with $");

        var (filters, wildcards) = (new List<int>(), new List<int>());
        for (var i = 1; i < path.Length;)
        {
            var segment = Segment().Match(path, i);
            if (!segment.Success)
                throw new SpecException($"{name}: '{path[i..]}' is not interpreted the same way everywhere: {Reason(path[i..])}");
            if (segment.Groups["filter"].Success)
                filters.Add(i);
            if (segment.Groups["wildcard"].Success)
                wildcards.Add(i);
            i += segment.Length;
        }

        return new OverlayTarget(path, filters, wildcards);
    }

    public IReadOnlyList<JToken> Select(JObject document, string name)
    {
        // Newtonsoft silently matches nothing in these two places; RFC 9535 matches.
        foreach (var prefix in _filters.Select(i => _path[..i]))
        {
            if (document.SelectTokens(prefix).Any(token => token is JObject))
                throw new SpecException($"{name}: the filter after '{prefix}' would look into an object; filters are for arrays");
        }

        foreach (var prefix in _wildcards.Select(i => _path[..i]))
        {
            if (document.SelectTokens(prefix).Any(token => token is JArray))
                throw new SpecException($"{name}: the .* after '{prefix}' would look into an array; it is for objects");
        }

        return [.. document.SelectTokens(_path)];
    }

    private static string Reason(string rest) =>
        rest.StartsWith("[*]", StringComparison.Ordinal) || rest.StartsWith("..[*]", StringComparison.Ordinal) ? "write .* for the members of an object, and a filter for the items of an array"
        : rest.Contains('"', StringComparison.Ordinal) ? "use single quotes"
        : Function().IsMatch(rest) || rest.StartsWith('(') ? "no functions"
        : "allowed are .name, ..name, .*, ['a','b'], ..['a'], [0] and [?(@.name=='value')]";

    [GeneratedRegex("""
        \G(?:
            \.\.?[A-Za-z_][A-Za-z0-9_]*
          | (?<wildcard>\.\*)
          | (?:\.\.)?\['[^'\\"]*'(?:\s*,\s*'[^'\\"]*')*\]
          | \[\d+\]
          | (?<filter>\[\?\(\s*@(?:\.[A-Za-z_][A-Za-z0-9_]*|\['[^'\\"]*'\])+\s*(?:(?:==|!=|<=?|>=?)\s*(?:'[^'\\"]*'|-?\d+|true|false|null)\s*)?\)\])
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Segment();

    [GeneratedRegex(@"[a-z]+\s*\(", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Function();
}
