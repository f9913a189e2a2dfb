using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>Walks a tree of JSON. Newtonsoft's `Descendants` does the same, but hands each token through one iterator per level above it.</summary>
internal static class JsonTree
{
    /// <summary>The tokens of a type below a token, in the order of the text.</summary>
    public static IEnumerable<T> Below<T>(this JToken root) where T : JToken
    {
        var token = root.First;
        while (token is not null)
        {
            if (token is T match)
                yield return match;
            token = (token as JContainer)?.First ?? After(token, root);
        }
    }

    /// <summary>The same, with the token itself.</summary>
    public static IEnumerable<T> SelfAndBelow<T>(this JToken root) where T : JToken =>
        root is T self ? root.Below<T>().Prepend(self) : root.Below<T>();

    private static JToken? After(JToken? token, JToken root)
    {
        while (token is { Next: null } && token.Parent != root)
            token = token.Parent;
        return token?.Next;
    }
}
