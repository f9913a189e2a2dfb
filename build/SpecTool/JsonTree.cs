using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>Walks a tree of JSON. Newtonsoft's `Descendants` does the same, but hands each token through one iterator per level above it.</summary>
internal static class JsonTree
{
    /// <summary>The tokens of a type below a token, in the order of the text.</summary>
    public static IEnumerable<T> Below<T>(this JToken root) where T : JToken
    {
        for (var token = First(root); token is not null; token = First(token) ?? After(token, root))
        {
            if (token is T match)
                yield return match;
        }
    }

    /// <summary>The same, with the token itself.</summary>
    public static IEnumerable<T> SelfAndBelow<T>(this JToken root) where T : JToken =>
        root is T self ? root.Below<T>().Prepend(self) : root.Below<T>();

    // The value of a property is at hand; its list of one token isn't.
    private static JToken? First(JToken token) => token is JProperty property ? property.Value : (token as JContainer)?.First;

    private static JToken? After(JToken? token, JToken root)
    {
        while (token is { Next: null } && token.Parent != root)
            token = token.Parent;
        return token?.Next;
    }
}
