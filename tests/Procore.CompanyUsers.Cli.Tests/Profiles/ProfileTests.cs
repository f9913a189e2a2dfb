using System.Text;

namespace Procore.CompanyUsers.Cli.Tests.Profiles;

public sealed class ProfileTests() : ServedDirectoryTest("--people", "0")
{
    private const string Hr = "Report of 2026\n\nEmployee Number;Given Name;Surname;Work Email;Position;Größe;Worker Status\n00017;Jürgen;Müller;j@example.com;Foreman;180;Active\n00018;Ada;Xu;a@example.com;Clerk;170;Terminated\n00019;Bo;Yi;b@example.com;Clerk;175;Sabbatical\n";

    [Test]
    public async Task Profile_writes_a_profile_that_plan_can_use()
    {
        var file = Folder.Write("hr.csv", Encoding.Latin1.GetBytes(Hr));
        var profile = Folder.PathOf("hr.profile.json");

        var written = await Tool.RunAsync(new Dictionary<string, string>(), "profile", file);
        var text = await File.ReadAllTextAsync(profile);
        var again = await Tool.RunAsync(new Dictionary<string, string>(), "profile", file);
        var unfinished = await Served.RunAsync("plan", file, "--profile", profile);
        await File.WriteAllTextAsync(profile, text.Replace("\"Active\"", "\"Active\", \"Sabbatical\"", StringComparison.Ordinal));
        var plan = await Served.RunAsync("plan", file, "--profile", profile, "--output", "json");

        Assert.That((written.ExitCode, again.ExitCode, unfinished.ExitCode), Is.EqualTo((0, 2, 2)), written.Error);
        Assert.That(again.Error, Does.Contain("--force"));
        Assert.That(text, Does.Contain("windows-1252").And.Contain("\"Work Email\": \"email_address\"").And.Contain("\"Größe\"").And.Contain("Add these values of the file to one of the two lists: Sabbatical"));
        Assert.That(unfinished.Error, Does.Contain("row 6, column Worker Status: 'Sabbatical' is neither in --active nor in --inactive"));
        Assert.That(plan.Output, Does.Contain("Müller").And.Contain("Bo Yi").And.Contain("NotThere"), plan.Error);
    }

    [Test]
    public async Task Plan_follows_a_profile_and_the_command_line_overrides_it()
    {
        var file = Folder.Write("hr.csv", "Number,Last,Mail,Type\n1,Xu,a@example.com,Emp\n");
        var profile = Folder.Write("hr.json", """
            {
              // HR's own words
              "map": { "Number": "origin_id", "Last": "last_name", "Mail": "email_address", "Type": "is_employee" },
              "replace": { "Type": { "Emp": "true", "Con": "false" } },
              "set": { "country_code": "US" },
              "max_changes": 0,
              "trim": true,
              "scope": "employees",
              "check": false,
            }
            """);

        var refused = await Served.RunAsync("plan", file, "--profile", profile);
        var plan = await Served.RunAsync("plan", file, "--profile", profile, "--max-changes", "5", "--output", "json");
        var push = await Served.RunAsync("push", file, "--profile", profile, "--dry-run");

        Assert.That((refused.ExitCode, plan.ExitCode, push.ExitCode), Is.EqualTo((5, 0, 0)), plan.Error + push.Error);
        Assert.That(plan.Output, Does.Contain("\"country_code\""));
    }

    [TestCase("{", "isn't JSON: line 1")]
    [TestCase("[]", "must hold a JSON object")]
    [TestCase("{\"shoe-size\": 44}", "'shoe-size' isn't an option")]
    [TestCase("{\"profile\": \"x\"}", "'profile' isn't an option")]
    [TestCase("{\"trim\": true, \"trim\": false}", "isn't JSON")]
    [TestCase("{\"map\": [[1]]}", "'map' holds a value")]
    [TestCase("{\"max-changes\": \"many\"}", "--max-changes")]
    public async Task Plan_ends_with_2_when_the_profile_is_invalid(string json, string problem)
    {
        var result = await Served.RunAsync("plan", Folder.Write("hr.csv", "id\n1\n"), "--scope", "everybody", "--profile", Folder.Write("hr.json", json));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error, Does.Contain(problem));
    }

    [Test]
    public async Task Plan_ends_with_2_when_the_profile_is_missing()
    {
        var result = await Served.RunAsync("plan", Folder.Write("hr.csv", "id\n1\n"), "--scope", "everybody", "--profile", Folder.PathOf("none.json"));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("profile can't be read"));
    }
}
