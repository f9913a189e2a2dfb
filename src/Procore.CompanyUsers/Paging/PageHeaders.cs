using System.Globalization;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>What an answer's headers say of the pages: <c>Total</c>, <c>Per-Page</c> and the page numbers in <c>Link</c>, whose addresses are never followed.</summary>
internal readonly struct PageHeaders
{
    private static readonly Regex Link = new(
        """<\s*(?<address>[^>]*?)\s*>(\s*;\s*(rel\s*=\s*("(?<rel>[^"]*)"|(?<rel>[^\s",;]+))|[^\s=",;]+(\s*=\s*("[^"]*"|[^\s",;]*))?))*""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    private static readonly Regex Page = new(
        @"[?&]page=(?<page>\d{1,9})(&|#|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public PageHeaders(IReadOnlyDictionary<string, IReadOnlyList<string>> headers)
    {
        Total = Number(headers, "Total");
        PerPage = Number(headers, "Per-Page") is { } size and > 0 and <= int.MaxValue ? (int)size : null;
        if (!headers.TryGetValue("Link", out var links))
            return;
        foreach (Match link in Link.Matches(string.Join(",", links)))
        {
            var page = Page.Match(link.Groups["address"].Value);
            if (!page.Success)
                continue;
            HasLink = true;
            var number = int.Parse(page.Groups["page"].Value, CultureInfo.InvariantCulture);
            var relations = link.Groups["rel"].Value.Split(' ');
            if (relations.Contains("next", StringComparer.OrdinalIgnoreCase))
                Next = number;
            if (relations.Contains("last", StringComparer.OrdinalIgnoreCase))
                Last = number;
        }
    }

    public long? Total { get; }

    public int? PerPage { get; }

    /// <summary>Whether a link names a page. One that can't be read must not pass for one without a next page.</summary>
    public bool HasLink { get; }

    public int? Next { get; }

    public int? Last { get; }

    private static long? Number(IReadOnlyDictionary<string, IReadOnlyList<string>> headers, string name) =>
        headers.TryGetValue(name, out var values)
        && values.Count == 1
        && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
