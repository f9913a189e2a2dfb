using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Procore.CompanyUsers.Cli.Output;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan as one HTML page for the person who approves it. It loads nothing, and escapes everything.</summary>
internal sealed class PlanReport
{
    // From this share of a limit on, the report marks it as near.
    private const double Near = 0.8;

    // Changes of access come first.
    private static readonly (ChangeKind Kind, string Title, string Note)[] Kinds =
    [
        (ChangeKind.AddToProject, "Additions to projects", "These users get access to a project."),
        (ChangeKind.ChangeOnProject, "Changes on projects", "These users get another permission template or other roles on a project."),
        (ChangeKind.RemoveFromProject, "Removals from projects", "These users lose their access to a project."),
        (ChangeKind.Deactivate, "Deactivations", "These users lose their access."),
        (ChangeKind.Reactivate, "Reactivations", "These users get their former access back."),
        (ChangeKind.Create, "New users", "These users are added."),
        (ChangeKind.Update, "Updates", "Fields of these users change."),
        (ChangeKind.Link, "Links", "These users get an origin id, by which later runs find them."),
    ];

    private readonly StringBuilder _html = new();
    private readonly PlannedFile _planned;
    private readonly string _file;

    private PlanReport(PlannedFile planned, string file) => (_planned, _file) = (planned, file);

    private DirectoryPlan Plan => _planned.Plan;

    /// <param name="planned">The plan.</param>
    /// <param name="file">The path of the file that it was made from.</param>
    /// <returns>The page.</returns>
    public static string Of(PlannedFile planned, string file)
    {
        var report = new PlanReport(planned, file);
        report.Write();
        return report._html.ToString();
    }

    private void Write()
    {
        var title = FormattableString.Invariant($"{(_planned.IsStaffing ? "Staffing" : "Directory")} changes for company {Plan.CompanyId}");
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
            .Append("<title>").Append(Text(title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n");
        WriteHead(title);
        _html.Append("<main>\n");
        WriteTotals();
        WriteLimits();
        WriteAttention();
        WriteChanges();
        WriteSkipped();
        _html.Append("</main>\n<script>").Append(Script).Append("</script>\n</body>\n</html>\n");
    }

    private void WriteHead(string title)
    {
        var tripped = Plan.Guards.Where(guard => guard.IsTripped).ToList();
        _html.Append("<header>\n<h1>").Append(Text(title)).Append("</h1>\n<dl class=\"facts\">");
        Fact("Planned", Plan.PlannedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC");
        Fact("File", Path.GetFileName(_file));
        Fact(_planned.IsStaffing ? "Rows in the file" : "People in the file", Number(Plan.Wanted));
        Fact("Scope", FormattableString.Invariant($"{GuardText.InOptions(Plan.Scope)} ({Plan.InScope} {(_planned.IsStaffing ? "memberships" : "active users")})"));
        Fact("API", Plan.ApiHost);
        _html.Append("</dl>\n");
        if (tripped.Count > 0)
            _html.Append("<p class=\"verdict stop\"><strong>This plan exceeds a limit and can't be applied:</strong> ").Append(Text(string.Join(", ", tripped.Select(GuardText.NameOf)))).Append(".</p>\n");
        else if (Plan.IsEmpty)
            _html.Append("<p class=\"verdict ok\"><strong>Nothing to change.</strong></p>\n");
        else
            _html.Append("<p class=\"verdict ok\"><strong>This plan is within its limits.</strong></p>\n");
        _html.Append("</header>\n");

        void Fact(string name, string value) => _html.Append("<div><dt>").Append(Text(name)).Append("</dt><dd>").Append(Value(value)).Append("</dd></div>");
    }

    private void WriteTotals()
    {
        _html.Append("<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">Totals</h2>\n<ul class=\"tiles\">\n");
        foreach (var (kind, title, _) in Kinds.Where(kind => IsShown(kind.Kind)))
            Tile(title, Plan.Changes.Count(change => change.Kind == kind), FormattableString.Invariant($"#kind-{kind}"));
        if (!_planned.IsStaffing)
            Tile("Unchanged", Plan.Unchanged.Count, null);
        Tile("Conflicts", Plan.Conflicts.Count, "#attention");
        Tile("Skipped", Plan.Skipped.Count, "#skipped");
        if (_planned.SkippedRows > 0)
            Tile("Invalid rows", _planned.SkippedRows, null);
        _html.Append("</ul>\n</section>\n");

        void Tile(string name, int count, string? link)
        {
            var number = $"<span class=\"number\">{Number(count)}</span> <span class=\"what\">{Text(name)}</span>";
            _html.Append("<li>").Append(link is null || count == 0 ? number : $"<a href=\"{link}\">{number}</a>").Append("</li>\n");
        }
    }

    private bool IsShown(ChangeKind kind) =>
        (kind is ChangeKind.AddToProject or ChangeKind.ChangeOnProject or ChangeKind.RemoveFromProject) == _planned.IsStaffing || Plan.Changes.Any(change => change.Kind == kind);

    private void WriteLimits()
    {
        _html.Append("<section aria-labelledby=\"limits\">\n<h2 id=\"limits\">Limits</h2>\n<table>\n<thead><tr><th scope=\"col\">Limit</th><th scope=\"col\" class=\"count\">Planned</th><th scope=\"col\" class=\"count\">Allowed</th><th scope=\"col\">How near</th><th scope=\"col\">Option</th></tr></thead>\n<tbody>\n");
        foreach (var guard in Plan.Guards)
        {
            var share = guard.Limit == 0 ? (guard.Count > 0 ? 1 : 0) : Math.Min(1, (double)guard.Count / guard.Limit);
            var state = guard.IsTripped ? "exceeded" : share >= Near ? "near" : "ok";
            _html.Append(CultureInfo.InvariantCulture, $"<tr class=\"{state}\"><th scope=\"row\">{Text(GuardText.NameOf(guard))}</th><td class=\"count\">{guard.Count:N0}</td><td class=\"count\">{guard.Limit:N0}</td><td><span class=\"bar\" aria-hidden=\"true\"><span style=\"width:{share * 100:F0}%\"></span></span> {state}</td><td><code>{Text(GuardText.OptionOf(guard))}</code></td></tr>\n");
        }
        _html.Append("</tbody>\n</table>\n</section>\n");
    }

    private void WriteAttention()
    {
        _html.Append("<section aria-labelledby=\"attention\">\n<h2 id=\"attention\">Needs attention</h2>\n");
        var skipped = Plan.Skipped.Where(person => !person.IsExpected).ToList();
        if (Plan.Conflicts.Count + Plan.Unlinked.Count + Plan.Warnings.Count + skipped.Count + _planned.SkippedRows == 0)
            _html.Append("<p>Nothing. Every person in the file is accounted for.</p>\n");
        if (_planned.SkippedRows > 0)
            _html.Append(CultureInfo.InvariantCulture, $"<p>{_planned.SkippedRows} invalid {(_planned.SkippedRows == 1 ? "row" : "rows")} of the file {(_planned.SkippedRows == 1 ? "was" : "were")} skipped. The messages of the command list them.</p>\n");
        if (Plan.Warnings.Count > 0)
            List(Plan.Warnings.Select(warning => Value(GuardText.InOptions(warning))));
        if (Plan.Conflicts.Count > 0)
        {
            _html.Append("<h3>Conflicts</h3>\n<p>These people have no planned change, because it would be a guess.</p>\n");
            List(Plan.Conflicts.Select(conflict => $"<strong>{Text(GuardText.InOptions(conflict.Message))}</strong> <span class=\"reason\">{Text(conflict.Reason.ToString())}</span><ul>{string.Concat(conflict.People.Concat(conflict.Users).Select(person => $"<li>{Person(person)}</li>"))}</ul>"));
        }
        if (skipped.Count > 0)
        {
            _html.Append("<h3>Unexpected skips</h3>\n");
            List(skipped.Select(person => $"{Person(person.Person)} {Text(_planned.WordsOf(person))}"));
        }
        if (Plan.Unlinked.Count > 0)
        {
            _html.Append("<h3>Unlinked users</h3>\n<p>These users are in scope and not in the file, and no run has linked or created them. They stay active; they may be service accounts.</p>\n");
            List(Plan.Unlinked.Select(Person));
        }
        _html.Append("</section>\n");
    }

    private void WriteChanges()
    {
        _html.Append("<section aria-labelledby=\"changes\">\n<h2 id=\"changes\" tabindex=\"-1\">Changes</h2>\n");
        if (Plan.IsEmpty)
        {
            _html.Append("<p>None.</p>\n</section>\n");
            return;
        }
        _html.Append("<div class=\"filter\"><label for=\"filter\">Show people or values that contain</label> <input id=\"filter\" type=\"search\" autocomplete=\"off\"> <span id=\"shown\" role=\"status\" aria-live=\"polite\"></span></div>\n");
        foreach (var (kind, title, note) in Kinds)
        {
            var changes = Plan.Changes.Where(change => change.Kind == kind).ToList();
            if (changes.Count == 0)
                continue;
            _html.Append(CultureInfo.InvariantCulture, $"<section class=\"kind\" aria-labelledby=\"kind-{kind}\">\n<h3 id=\"kind-{kind}\">{Text(title)} ({changes.Count:N0})</h3>\n<p>{Text(note)}</p>\n");
            foreach (var change in changes)
                WriteChange(change);
            _html.Append("</section>\n");
        }
        _html.Append("</section>\n");
    }

    private void WriteChange(DirectoryChange change)
    {
        _html.Append("<article class=\"person\">\n<h4>").Append(Value(NameOf(change.Person))).Append("</h4>\n<p class=\"keys\">").Append(Keys(change.Person)).Append("</p>\n");
        if (PlannedFile.ProjectOf(change) is { } project)
            _html.Append("<p class=\"keys\">").Append(Value(project)).Append("</p>\n");
        if (change.Membership is { GivesAdministration: true })
            _html.Append("<p class=\"access\"><strong>Gives administration.</strong></p>\n");
        if (change.RestoredAccess is { } access)
            _html.Append("<p class=\"access\"><strong>Access that comes back:</strong> ").Append(Value(access.ToString())).Append("</p>\n");
        if (change.Fields.Count > 0)
        {
            var isNew = change.Kind == ChangeKind.Create;
            _html.Append("<table><thead><tr><th scope=\"col\">Field</th>").Append(isNew ? string.Empty : "<th scope=\"col\">Now</th>").Append(isNew ? "<th scope=\"col\">Value</th>" : "<th scope=\"col\">After</th>").Append("</tr></thead><tbody>\n");
            foreach (var field in change.Fields)
            {
                _html.Append("<tr><th scope=\"row\">").Append(Text(field.Name)).Append("</th>");
                if (!isNew)
                    _html.Append("<td class=\"old\">").Append(field.IsOldKnown ? Cell(field.Old) : "<em>unknown</em>").Append("</td>");
                _html.Append("<td class=\"new\">").Append(Cell(field.New)).Append("</td></tr>\n");
            }
            _html.Append("</tbody></table>\n");
        }
        _html.Append("</article>\n");
    }

    private void WriteSkipped()
    {
        if (Plan.Skipped.Count == 0)
            return;
        _html.Append("<section aria-labelledby=\"skipped\">\n<h2 id=\"skipped\">Skipped people</h2>\n<p>These people are left alone.</p>\n<table>\n<thead><tr><th scope=\"col\">Person</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
        foreach (var skipped in Plan.Skipped)
            _html.Append("<tr><td>").Append(Person(skipped.Person)).Append("</td><td>").Append(Text(_planned.WordsOf(skipped))).Append("</td></tr>\n");
        _html.Append("</tbody>\n</table>\n</section>\n");
    }

    private void List(IEnumerable<string> items)
    {
        _html.Append("<ul class=\"list\">\n");
        foreach (var item in items)
            _html.Append("<li>").Append(item).Append("</li>\n");
        _html.Append("</ul>\n");
    }

    private string Person(PersonReference person) => $"{Value(NameOf(person))} <span class=\"keys\">{Keys(person)}</span>";

    private string Keys(PersonReference person) =>
        string.Join(" · ", new[] { _planned.KeysOf(person), person.EmailAddress }.Where(part => !string.IsNullOrEmpty(part)).Select(part => Value(part!)));

    private static string NameOf(PersonReference person) => person.Name ?? person.EmailAddress ?? "(no name)";

    private static string Cell(object? value) => value switch
    {
        null => "<em>blank</em>",
        bool flag => flag ? "yes" : "no",
        _ => Value(ValueText.Of(value)),
    };

    /// <summary>Foreign text, which may be written from right to left.</summary>
    private static string Value(string text) => $"<bdi>{Text(Printable.Lines(text))}</bdi>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--page:#fff;--line:#d0d7de;--soft:#f6f8fa;--stop:#b42318;--stop-soft:#fee4e2;--near:#8a4b00;--near-soft:#fff3d6;--ok:#116329;--ok-soft:#dafbe1;--link:#0550ae}
        @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9da7b3;--page:#0d1117;--line:#3d444d;--soft:#161b22;--stop:#ff8f85;--stop-soft:#3b1512;--near:#f0b760;--near-soft:#332200;--ok:#6fdd8b;--ok-soft:#0f2d18;--link:#79b8ff}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:70rem;padding:1.5rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
        h1{font-size:1.7rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.3rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}h3{font-size:1.1rem;margin:1.75rem 0 .25rem}h4{font-size:1rem;margin:0}
        a{color:var(--link)}a:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem}
        .facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0}.facts dt{font-size:.85rem;color:var(--dim)}.facts dd{margin:0}
        .verdict{padding:.75rem 1rem;border-left:5px solid;border-radius:4px}.stop{border-color:var(--stop);background:var(--stop-soft)}.verdict.ok{border-color:var(--ok);background:var(--ok-soft)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.75rem;list-style:none;margin:0;padding:0}
        .tiles li{border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;background:var(--soft)}.tiles a{color:inherit;text-decoration:none;display:block}.tiles a .what{text-decoration:underline;color:var(--link)}
        .number{font-size:1.6rem;font-weight:600;display:block;line-height:1.2;font-variant-numeric:tabular-nums}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}thead th{font-size:.85rem;color:var(--dim);font-weight:600}tbody th{font-weight:500}
        td,h4,.keys{overflow-wrap:anywhere}.count{text-align:right;font-variant-numeric:tabular-nums}
        .bar{display:inline-block;width:7rem;height:.6rem;background:var(--line);border-radius:3px;vertical-align:middle;margin-right:.4rem;overflow:hidden}.bar span{display:block;height:100%;background:var(--ok)}
        .near .bar span{background:var(--near)}.exceeded .bar span{background:var(--stop)}.exceeded td,.exceeded th{background:var(--stop-soft)}.near td,.near th{background:var(--near-soft)}
        .person{border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem;margin:.6rem 0}.person table{margin-top:.4rem;table-layout:fixed}.person td{white-space:pre-wrap}.keys{color:var(--dim);font-size:.9rem;margin:0}
        .access{margin:.4rem 0;padding:.4rem .6rem;background:var(--near-soft);border-radius:4px}.old{color:var(--dim)}.reason{color:var(--dim);font-size:.85rem}
        .filter{position:sticky;top:0;background:var(--page);padding:.6rem 0;border-bottom:1px solid var(--line)}.filter input{font:inherit;padding:.3rem .5rem;min-width:14rem;color:inherit;background:var(--soft);border:1px solid var(--dim);border-radius:4px}
        [hidden]{display:none!important}
        @media print{body{max-width:none;padding:0;font-size:10.5pt}.filter,.skip{display:none}.person,tr,.tiles li{break-inside:avoid}h2,h3,h4{break-after:avoid}.bar{print-color-adjust:exact}[hidden]{display:revert!important}a{color:inherit}}
        """;

    private const string Script = """
        (function(){
        var box=document.getElementById('filter'),shown=document.getElementById('shown');
        if(!box)return;
        var people=Array.prototype.slice.call(document.querySelectorAll('article.person')),kinds=Array.prototype.slice.call(document.querySelectorAll('section.kind'));
        var texts=people.map(function(person){return person.textContent.toLowerCase();});
        function show(){
        var words=box.value.toLowerCase().split(/\s+/).filter(Boolean),count=0;
        people.forEach(function(person,i){var hit=words.every(function(word){return texts[i].indexOf(word)>=0;});person.hidden=!hit;if(hit)count++;});
        kinds.forEach(function(kind){kind.hidden=!kind.querySelector('article.person:not([hidden])');});
        shown.textContent=words.length?count+' of '+people.length+' users':people.length+' users';
        }
        box.addEventListener('input',show);
        if(location.hash.indexOf('#filter=')===0)box.value=decodeURIComponent(location.hash.slice(8));
        show();
        })();
        """;
}
