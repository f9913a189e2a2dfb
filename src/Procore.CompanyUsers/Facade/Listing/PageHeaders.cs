using System.Globalization;

namespace Procore.CompanyUsers;

/// <summary>The paging headers of a response: <c>Total</c>, <c>Per-Page</c> and the page numbers in <c>Link</c>. The addresses in <c>Link</c> are never followed.</summary>
internal readonly struct PageHeaders
{
    public PageHeaders(IReadOnlyDictionary<string, IReadOnlyList<string>> headers)
    {
        Total = Number(headers, "Total");
        PerPage = Number(headers, "Per-Page") is { } size and > 0 and <= int.MaxValue ? (int)size : null;
        if (!headers.TryGetValue("Link", out var links))
            return;
        foreach (var link in LinkHeader.Read(string.Join(",", links)))
        {
            if (PageOf(link.Address) is not { } number)
                continue;
            HasLink = true;
            if (link.Is("next"))
                Next = number;
            if (link.Is("last"))
                Last = number;
        }
    }

    public long? Total { get; }

    public int? PerPage { get; }

    /// <summary>Whether a link has a page number. An unreadable link must not count as one without a next page.</summary>
    public bool HasLink { get; }

    public int? Next { get; }

    public int? Last { get; }

    /// <summary>The value of the parameter <c>page</c> of an address.</summary>
    private static int? PageOf(string address)
    {
        foreach (var parameter in address.Split('#')[0].Split('?', '&').Skip(1))
        {
            if (parameter.Split('=') is { Length: 2 } pair && pair[0] is "page" && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }
        return null;
    }

    private static long? Number(IReadOnlyDictionary<string, IReadOnlyList<string>> headers, string name) =>
        headers.TryGetValue(name, out var values)
        && values.Count == 1
        && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
