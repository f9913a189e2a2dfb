using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class ReviewTests() : ServedDirectoryTest("--people", "20")
{
    [Test]
    public async Task Review_writes_every_user_with_projects_and_findings()
    {
        var file = Folder.PathOf("review.csv");

        var result = await Served.RunAsync("review", "--out", file, "--by", "user", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.GetProperty("users").GetInt32(), Is.EqualTo(21));
        var lines = await File.ReadAllLinesAsync(file);
        Assert.That(lines, Has.Length.EqualTo(22));
        Assert.That(lines[0].TrimStart('\ufeff'), Is.EqualTo("id,name,email_address,status,belongs_to,job_title,last_login_at,company_permission_template,permission_template,project_count,projects,findings"));
        Assert.That(lines.Single(line => line.Contains("5000000002", StringComparison.Ordinal)), Does
            .Contain("active,employee").And.Contain("26-001 Riverside Tower: Standard (Superintendent)").And.Contain("26-002 Airport Terminal 3: Read Only").And.Contain("active, but never signed in"));
        Assert.That(lines.Single(line => line.Contains("5000000001", StringComparison.Ordinal)), Does.Contain("admin template 'Directory Admin'"));
        Assert.That(File.Exists(file + ".partial"), Is.False);
    }

    [Test]
    public async Task Review_warns_of_an_unknown_admin_template_and_keeps_the_findings()
    {
        var file = Folder.PathOf("review.csv");

        var result = await Served.RunAsync("review", "--out", file, "--admin-template", "Boss", "--admin-template", "read only");

        Assert.That(result.Error, Does.Contain("No user has a permission template with the name 'Boss'").And.Not.Contain("'read only'"));
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("admin template 'Directory Admin'").And.Contain("admin template 'Read Only'"));
    }

    [Test]
    public async Task Review_reads_by_project_where_that_takes_fewer_requests()
    {
        var result = await Served.RunAsync("review", "--out", Folder.PathOf("review.csv"));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        // Three projects, and two inactive users, which projects don't list.
        Assert.That(result.Error, Does.Contain("Memberships are read by project: at least 5 requests (by project 5, by user 21)."));
        Assert.That(result.Error, Does.Contain("The rate limit leaves").And.Contain("which is enough."));
    }

    [Test]
    public async Task Review_finds_inactive_vendors_and_users_on_projects()
    {
        using var served = await ServedDirectory.StartAsync("--people", "20");
        await served.RunAsync("deactivate", "5000000002", "--yes");
        var file = Folder.PathOf("review.csv");

        await served.RunAsync("review", "--out", file);

        Assert.That((await File.ReadAllLinesAsync(file)).Single(line => line.Contains("5000000002", StringComparison.Ordinal)), Does.Contain("\"inactive, but on 2 projects\"").And.Contain(",(unknown),(unknown),2,"));
    }

    [Test]
    public async Task Review_continues_where_it_was_stopped()
    {
        var file = Folder.PathOf("review.csv");
        using var served = await ServedDirectory.StartAsync("--people", "20", "--requests-per-hour", "12");

        var first = await served.RunAsync("review", "--out", file, "--by", "user");
        var kept = (await File.ReadAllLinesAsync(file + ".partial")).Length - 1;
        await File.AppendAllTextAsync(file + ".partial", "{\"part\":\"user:1\",\"mem");
        using var again = await ServedDirectory.StartAsync("--people", "20");
        // Another server, which has the same users and no limit.
        var second = await again.RunAsync("review", "--out", file, "--by", "user");

        Assert.That(first.ExitCode, Is.Not.Zero);
        Assert.That(first.Error, Does.Contain("run the same command again"));
        Assert.That(kept, Is.GreaterThan(0));
        Assert.That(second.ExitCode, Is.Zero, second.Error);
        Assert.That(second.Error, Does.Contain($"An earlier run has read {kept} of 21 parts"));
        Assert.That(await File.ReadAllLinesAsync(file), Has.Length.EqualTo(22));
    }

    [Test]
    public async Task Review_writes_one_page_that_loads_nothing()
    {
        var file = Folder.PathOf("review.html");

        var result = await Served.RunAsync("review", "--out", file);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var html = await File.ReadAllTextAsync(file);
        Assert.That(html, Does.Contain("Access review of company").And.Contain("Users with findings").And.Contain("default-src 'none'"));
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public async Task Review_writes_a_workbook()
    {
        var file = Folder.PathOf("review.xlsx");

        var result = await Served.RunAsync("review", "--out", file);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That((await File.ReadAllBytesAsync(file)).Take(2), Is.EqualTo("PK"u8.ToArray()));
    }

    [TestCase("--out", "review.pdf")]
    [TestCase("--out", "review.csv", "--days", "0")]
    [TestCase("--by", "user")]
    public async Task Review_refuses_wrong_options(params string[] options)
    {
        var result = await Served.RunAsync(["review", .. options.Select(option => option.StartsWith("review", StringComparison.Ordinal) ? Folder.PathOf(option) : option)]);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
    }
}
