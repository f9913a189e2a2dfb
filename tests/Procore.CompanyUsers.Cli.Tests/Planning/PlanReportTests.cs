using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Planning;

/// <summary>The page that a person looks at before a plan is applied.</summary>
public sealed partial class PlanReportTests
{
    private const string Hostile = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>\"'&amp;";
    private const string Header = "origin_id,first_name,last_name,email_address,job_title,is_employee\n";

    private ServedDirectory _served = null!;
    private TemporaryFolder _folder = null!;
    private string _page = null!;

    [OneTimeSetUp]
    public async Task WriteReportAsync()
    {
        _folder = new TemporaryFolder();
        _served = await ServedDirectory.StartAsync("--people", "0");
        foreach (var (name, title, isActive) in new[] { ("Leaver", "Foreman", true), ("Changed", "Clerk", true), ("Back", "Clerk", false), ("Same", "Clerk", true), (Hostile, Hostile, true) })
        {
            var originId = name == Hostile ? "HR-X" : "HR-" + name;
            var user = new { user = new { last_name = name, job_title = title, email_address = $"{originId.ToLowerInvariant()}@example.com", is_employee = true, origin_id = originId } };
            using var body = new StringContent(JsonSerializer.Serialize(user), Encoding.UTF8, "application/json");
            using var response = await _served.Http.PostAsync(FacadeRoute.Path($"POST /companies/{_served.Company}/users"), body);
            response.EnsureSuccessStatusCode();
            if (!isActive)
                await _served.RunAsync("deactivate", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetRawText());
        }
        var rows = $"HR-Changed,,Changed,hr-changed@example.com,Superintendent,true\nHR-Back,,Back,hr-back@example.com,Clerk,true\nHR-Same,,Same,hr-same@example.com,Clerk,true\nHR-New,Zoë,木,new@example.com,Foreman,true\n"
            + $"HR-X,,\"{Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",hr-x@example.com,\"New {Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",true\nHR-Other,,Same,hr-same@example.com,Clerk,true\nHR-Out,,Vendor,out@example.com,Clerk,false\n";
        _page = _folder.PathOf("plan.html");

        var plan = await _served.RunAsync("plan", _folder.Write("hr.csv", Header + rows), "--scope", "employees", "--match-email", "--max-deactivations", "1", "--report", _page, "--out", _folder.PathOf("changes.csv"), "--out", _folder.PathOf("changes.xlsx"), "--out", _folder.PathOf("plan.json"));

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.Error);
    }

    [OneTimeTearDown]
    public void End()
    {
        _served.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Report_shows_totals_limits_changes_conflicts_and_skips()
    {
        var html = File.ReadAllText(_page);

        Assert.That(html, Does.Contain("within its limits").And.Contain("Deactivations (1)").And.Contain("Reactivations (1)").And.Contain("New users (1)").And.Contain("Updates (2)"));
        Assert.That(html, Does.Contain("--max-deactivations").And.Contain("Access that comes back:").And.Contain("<h3>Conflicts</h3>").And.Contain("Skipped people"));
        Assert.That(html, Does.Contain("<td class=\"old\"><bdi>Clerk</bdi></td><td class=\"new\"><bdi>Superintendent</bdi></td>"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(_page), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Report_escapes_foreign_text_and_loads_nothing()
    {
        var html = File.ReadAllText(_page);

        Assert.That(html, Does.Not.Contain("<img").And.Not.Contain("owned'</script>"));
        Assert.That(Tags().Matches(html).Count(tag => tag.Value == "<script"), Is.EqualTo(1));
        Assert.That(html, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Match("<[^>]* src="));
    }

    [Test]
    public void Report_names_every_heading_and_table_column_for_screen_readers()
    {
        var html = File.ReadAllText(_page);

        Assert.That(html, Does.Contain("<html lang=\"en\">").And.Contain("<label for=\"filter\">").And.Contain("aria-live=\"polite\""));
        Assert.That(Tags().Matches(html).Count(tag => tag.Value == "<th"), Is.EqualTo(html.Split("<th scope=").Length - 1));
        foreach (var label in Labels().Matches(html).Select(match => match.Groups["id"].Value))
            Assert.That(html, Does.Contain($"id=\"{label}\""));
    }

    [Test]
    public async Task Report_filters_people_and_runs_no_foreign_script_in_Chromium()
    {
        Chromium.Require();

        var whole = await Chromium.DumpAsync(new Uri(_page).AbsoluteUri);
        var filtered = await Chromium.DumpAsync(new Uri(_page).AbsoluteUri + "#filter=superintendent");

        Assert.That(whole, Does.Contain("5 users</span>").And.Contain($"<title>Directory changes for company {_served.Company}</title>"));
        Assert.That(filtered, Does.Contain("1 of 5 users</span>").And.Match("<article class=\"person\" hidden=\"\">").And.Match("<section class=\"kind\" aria-labelledby=\"kind-Deactivate\" hidden=\"\">"));
        Assert.That(filtered, Does.Contain("<article class=\"person\">"));
    }

    [Test]
    public async Task Report_prints_every_person_in_Chromium()
    {
        Chromium.Require();
        var pdf = _folder.PathOf("plan.pdf");

        await Chromium.PrintAsync(new Uri(_page).AbsoluteUri + "#filter=superintendent", pdf);

        Assert.That(new FileInfo(pdf).Length, Is.GreaterThan(10_000));
    }

    [Test]
    public async Task Plan_writes_its_changes_as_CSV_and_as_a_workbook()
    {
        var csv = await File.ReadAllTextAsync(_folder.PathOf("changes.csv"));
        using var workbook = Cli.Tables.TableFile.Open(_folder.PathOf("changes.xlsx"), Cli.Tables.TableOptions.Default, header => header is "change" or "field", _ => { });

        Assert.That(csv, Does.StartWith("\uFEFFchange,row,id,origin_id,name,email_address,field,old,new,reason\r\n").And.Match("Update,2,[0-9]+,HR-Changed,Changed,hr-changed@example.com,job_title,Clerk,Superintendent,\r\n"));
        Assert.That(csv, Does.Match("Skipped,8,,HR-Out,Vendor,out@example.com,,,,").And.Match("Conflict,7,,HR-Other,"));
        Assert.That(workbook.Rows().Count(), Is.EqualTo(csv.Split("\r\n").Count(line => line.Length > 0) - 1));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("plan.json")), Does.StartWith("{"));
    }

    [GeneratedRegex("aria-labelledby=\"(?<id>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Labels();

    [GeneratedRegex("<[a-z]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
