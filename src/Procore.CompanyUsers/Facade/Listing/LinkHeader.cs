namespace Procore.CompanyUsers;

/// <summary>A link of a <c>Link</c> header: an address and its relations.</summary>
internal readonly struct LinkHeader(string address, string relations)
{
    public string Address { get; } = address;

    public bool Is(string relation) => relations.Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the links of a header; other text is skipped.</summary>
    public static IEnumerable<LinkHeader> Read(string header)
    {
        for (var start = header.IndexOf('<'); start >= 0;)
        {
            var end = header.IndexOf('>', start);
            if (end < 0)
                yield break;
            var position = end + 1;
            var relations = Relations(header, ref position);
            yield return new LinkHeader(header.Substring(start + 1, end - start - 1).Trim(), relations);
            start = header.IndexOf('<', position);
        }
    }

    /// <summary>Reads the parameters of a link, such as <c>; title="Next, one"; rel=next</c>.</summary>
    private static string Relations(string header, ref int position)
    {
        var relations = string.Empty;
        while (Skip(header, ref position, ';'))
        {
            var name = Token(header, ref position);
            if (!Skip(header, ref position, '='))
                continue;
            var value = position < header.Length && header[position] == '"' ? Quoted(header, ref position) : Token(header, ref position);
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                relations = value;
        }
        return relations;
    }

    /// <summary>Skips a mark and the spaces around it, if it comes next.</summary>
    private static bool Skip(string header, ref int position, char mark)
    {
        SkipSpaces(header, ref position);
        if (position == header.Length || header[position] != mark)
            return false;
        position++;
        SkipSpaces(header, ref position);
        return true;
    }

    private static void SkipSpaces(string header, ref int position)
    {
        while (position < header.Length && header[position] is ' ' or '\t')
            position++;
    }

    private static string Token(string header, ref int position)
    {
        var start = position;
        while (position < header.Length && header[position] is not (' ' or '\t' or '"' or ',' or ';' or '=' or '<'))
            position++;
        return header.Substring(start, position - start);
    }

    private static string Quoted(string header, ref int position)
    {
        var start = position + 1;
        var end = header.IndexOf('"', start);
        if (end < 0)
            end = header.Length;
        position = Math.Min(end + 1, header.Length);
        return header.Substring(start, end - start);
    }
}
