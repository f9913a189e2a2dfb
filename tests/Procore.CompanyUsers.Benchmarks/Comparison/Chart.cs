using System.Globalization;
using System.Net;
using System.Text;

namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>Two bars a side, as SVG that is readable on a light ground and on a dark one.</summary>
internal static class Chart
{
    private const int Labels = 230;
    private const int Bars = 430;
    private const int Row = 46;
    private const int Top = 40;

    public static string Draw(IEnumerable<Series> listing)
    {
        var sides = listing.ToList();
        var cpu = sides.Max(side => side.Cpu);
        var allocated = sides.Max(side => side.Allocated);
        var svg = new StringBuilder();
        var height = Top + (Row * sides.Count) + 8;
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Labels + Bars + 90}" height="{height}" font-family="sans-serif" font-size="13" fill="#808080" role="img">""");
        Append(svg, $"""<title>Listing 20,000 users: CPU time and allocated memory</title>""");
        Append(svg, $"""<rect x="{Labels}" y="10" width="12" height="12" fill="#2f7ed8"/><text x="{Labels + 18}" y="21">CPU time, ms</text>""");
        Append(svg, $"""<rect x="{Labels + 130}" y="10" width="12" height="12" fill="#e08a1e"/><text x="{Labels + 148}" y="21">allocated, MB</text>""");
        for (var i = 0; i < sides.Count; i++)
        {
            var y = Top + (Row * i);
            Append(svg, $"""<text x="{Labels - 10}" y="{y + 24}" text-anchor="end">{WebUtility.HtmlEncode(sides[i].Name)}</text>""");
            AppendBar(svg, y, sides[i].Cpu, cpu, "#2f7ed8");
            AppendBar(svg, y + 18, sides[i].Allocated, allocated, "#e08a1e");
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendBar(StringBuilder svg, int y, double value, double largest, string colour)
    {
        var width = Bars * value / largest;
        Append(svg, $"""<rect x="{Labels}" y="{y}" width="{width:0.#}" height="16" fill="{colour}"/><text x="{Labels + width + 6:0.#}" y="{y + 13}">{value:0}</text>""");
    }

    private static void Append(StringBuilder svg, FormattableString element) =>
        svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
