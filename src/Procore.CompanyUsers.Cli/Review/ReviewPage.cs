using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Review;

/// <summary>A review as one HTML page, for the screen and for paper. It loads nothing, has no script, and escapes everything.</summary>
internal static class ReviewPage
{
    /// <param name="users">The users.</param>
    /// <param name="title">The title.</param>
    /// <param name="made">When the review was made.</param>
    /// <param name="note">What the review doesn't have; null for nothing.</param>
    /// <returns>The page.</returns>
    public static string Of(IReadOnlyList<ReviewedUser> users, string title, DateTimeOffset made, string? note)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
            .Append("<title>").Append(Text(title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n<header>\n<h1>").Append(Text(title)).Append("</h1>\n<p>")
            .Append(Text(made.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))).Append(" UTC.").Append(note is null ? "" : " " + Text(note)).Append("</p>\n</header>\n<main>\n");
        var withFindings = users.Where(user => user.Findings.Count > 0).ToList();
        Totals(html, users, withFindings.Count);
        Table(html, "findings", FormattableString.Invariant($"Users with findings ({withFindings.Count:N0})"), withFindings);
        Table(html, "others", FormattableString.Invariant($"Other users ({users.Count - withFindings.Count:N0})"), [.. users.Where(user => user.Findings.Count == 0)]);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Totals(StringBuilder html, IReadOnlyList<ReviewedUser> users, int withFindings)
    {
        html.Append("<ul class=\"tiles\">\n");
        Tile("users", users.Count);
        Tile("active", users.Count(user => user.IsActive));
        Tile("on projects", users.Count(user => user.Projects.Count > 0));
        Tile("with findings", withFindings);
        html.Append("</ul>\n");

        void Tile(string what, int count) => html.Append(CultureInfo.InvariantCulture, $"<li><span class=\"number\">{count:N0}</span> {what}</li>\n");
    }

    private static void Table(StringBuilder html, string id, string heading, List<ReviewedUser> users)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Text(heading)}</h2>\n");
        if (users.Count == 0)
        {
            html.Append("<p>None.</p>\n</section>\n");
            return;
        }
        html.Append("<table>\n<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Status</th><th scope=\"col\">Last login</th><th scope=\"col\">Templates</th><th scope=\"col\">Projects</th><th scope=\"col\">Findings</th></tr></thead>\n<tbody>\n");
        foreach (var user in users)
        {
            html.Append("<tr><th scope=\"row\">").Append(Value(user.User.Name ?? "(no name)")).Append("<br><span class=\"dim\">").Append(Value(user.User.EmailAddress ?? "")).Append(CultureInfo.InvariantCulture, $"<br>{user.User.Id}</span></th><td>")
                .Append(Text(user.Status)).Append("<br><span class=\"dim\">").Append(Value(user.BelongsTo)).Append("</span></td><td>")
                .Append(user.User.LastLoginAt is { } login ? Text(login.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : "never").Append("</td><td>")
                .Append(Value(user.PermissionTemplate ?? "none")).Append("<br><span class=\"dim\">company: ").Append(Value(user.CompanyPermissionTemplate ?? "none")).Append("</span></td><td>");
            List(html, user.Projects.Select(project => project.ToString()));
            html.Append("</td><td class=\"findings\">");
            List(html, user.Findings);
            html.Append("</td></tr>\n");
        }
        html.Append("</tbody>\n</table>\n</section>\n");
    }

    private static void List(StringBuilder html, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
            html.Append("<ul>").Append(string.Concat(all.Select(item => $"<li>{Value(item)}</li>"))).Append("</ul>");
    }

    /// <summary>Foreign text, which may be written from right to left.</summary>
    private static string Value(string text) => $"<bdi>{Text(Printable.Lines(text))}</bdi>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--page:#fff;--line:#d0d7de;--soft:#f6f8fa;--near:#8a4b00}
        @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9da7b3;--page:#0d1117;--line:#3d444d;--soft:#161b22;--near:#f0b760}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:80rem;padding:1.5rem;font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--page)}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}
        .tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;margin:1rem 0 0;padding:0}.tiles li{border:1px solid var(--line);border-radius:6px;padding:.5rem .8rem;background:var(--soft)}
        .number{font-size:1.5rem;font-weight:600;display:block;line-height:1.2;font-variant-numeric:tabular-nums}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
        thead th{font-size:.85rem;color:var(--dim)}thead th{white-space:nowrap}tbody th{font-weight:600;width:26%;min-width:9rem;overflow-wrap:anywhere}
        td ul{margin:0;padding-left:1.1rem}.dim{color:var(--dim);font-weight:400;font-size:.92em}.findings{color:var(--near);font-weight:500}
        @page{margin:12mm}@media print{:root{color-scheme:light;--ink:#000;--dim:#444;--page:#fff;--line:#999;--soft:#fff;--near:#000}body{max-width:none;padding:0;font-size:8.5pt}h1{font-size:15pt}h2{font-size:12pt}th,td{padding:.25rem .4rem}thead{display:table-header-group}tr,.tiles li{break-inside:avoid}h2{break-after:avoid}}
        """;
}
