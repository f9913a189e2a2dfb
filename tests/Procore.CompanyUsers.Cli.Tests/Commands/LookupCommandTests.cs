using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class LookupCommandTests() : ServedDirectoryTest("--people", "20")
{
    [TestCase("projects", "", "Riverside Tower,Airport Terminal 3")]
    [TestCase("projects", "--status inactive", "Old Mill")]
    [TestCase("projects", "--status any", "Riverside Tower,Airport Terminal 3,Old Mill")]
    [TestCase("vendors", "", "Ridgeline Electric,Harbor Concrete,Summit Steel")]
    [TestCase("vendors", "--status inactive", "")]
    [TestCase("templates", "", "Read Only,Standard,Admin,Directory Admin")]
    [TestCase("templates", "--tools company", "Directory Admin")]
    public async Task List_writes_names_and_ids(string kind, string options, string names)
    {
        var result = await Served.RunAsync([kind, "list", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--output", "json"]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var items = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        Assert.That(items.Select(item => item.GetProperty("name").GetString()), Is.EqualTo(names.Split(',', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(items.Select(item => item.GetProperty("id").GetInt64()), Has.All.GreaterThan(6_000_000_000));
    }

    [Test]
    public async Task List_writes_a_table_with_the_count()
    {
        var result = await Served.RunAsync("projects", "list");

        Assert.That(result.Output, Does.Contain("26-001").And.Contain("ERP-7001"));
        Assert.That(result.Error, Does.Contain("2 projects."));
    }

    [Test]
    public async Task Serve_prints_the_ids_of_projects_templates_and_vendors()
    {
        Assert.That(await Served.Process.WaitForLineAsync(line => line.Contains("26-001 Riverside Tower", StringComparison.Ordinal)), Does.Contain("7000000001"));
        Assert.That(await Served.Process.WaitForLineAsync(line => line.Contains("Directory Admin (company_tools)", StringComparison.Ordinal)), Does.Contain("8000000004"));
        Assert.That(await Served.Process.WaitForLineAsync(line => line.Contains("Harbor Concrete", StringComparison.Ordinal)), Does.Contain("6000000002"));
    }

    [Test]
    public async Task Create_takes_vendor_and_templates_by_name()
    {
        var result = await Served.RunAsync("create", "--last-name", "Named", "--email-address", "named@example.com", "--vendor", "harbor concrete", "--permission-template", "Standard", "--company-permission-template", "Directory Admin", "--work-classification", "Journeyman", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var user = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(user.GetProperty("vendor").GetProperty("id").GetInt64(), Is.EqualTo(6000000002));
        Assert.That(user.GetProperty("default_permission_template_id").GetInt64(), Is.EqualTo(8000000002));
        Assert.That(user.GetProperty("company_permission_template_id").GetInt64(), Is.EqualTo(8000000004));
        Assert.That(user.GetProperty("work_classification_id").GetInt64(), Is.EqualTo(7500000001));
    }

    [Test]
    public async Task Create_lists_every_name_that_it_cannot_find()
    {
        var result = await Served.RunAsync("create", "--last-name", "Nobody", "--email-address", "nobody@example.com", "--vendor", "Harbour", "--permission-template", "Admin", "--default-permission-template-id", "8000000001");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--vendor: nothing is called 'Harbour'.").And.Contain("--permission-template and --default-permission-template-id are both given."));
        Assert.That((await Served.PeopleAsync()).Any(user => user.GetProperty("email_address").GetString() == "nobody@example.com"), Is.False);
    }

    [Test]
    public async Task Push_takes_a_vendor_that_no_user_has()
    {
        // Of a directory without users of vendors.
        using var served = await ServedDirectory.StartAsync("--people", "1");

        var result = await served.RunAsync("push", Folder.Write("new.csv", "last_name,email_address,vendor,work_classification\nNew,new@example.com,Summit Steel,journeyman\n"));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var user = (await served.PeopleAsync()).Single(user => user.GetProperty("email_address").GetString() == "new@example.com");
        Assert.That(user.GetProperty("vendor").GetProperty("name").GetString(), Is.EqualTo("Summit Steel"));
    }

    [Test]
    public async Task Projects_add_takes_names_numbers_and_origin_ids()
    {
        var file = Folder.Write("staff.csv", "user_id,project,project_number,project_origin_id,permission_template\n5000000003,riverside tower,,,Admin\n5000000005,,26-002,,\n5000000007,,,ERP-7002,Read Only\n");

        var result = await Served.RunAsync("projects", "add", file, "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(await ProjectsAsync(5000000003), Does.Contain(("Riverside Tower", "Admin")));
        Assert.That(await ProjectsAsync(5000000007), Does.Contain(("Airport Terminal 3", "Read Only")));
    }

    [Test]
    public async Task Projects_add_lists_every_unknown_name_and_sends_nothing()
    {
        var file = Folder.Write("staff.csv", "user_id,project,permission_template\n5000000003,Nowhere,Standard\n5000000005,Old Mill,Foo\n5000000007,,\n");

        var result = await Served.RunAsync("projects", "add", file);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("row 2, column project: 'Nowhere': no project that you can see has this name.")
            .And.Contain("row 3, column project: 'Old Mill'").And.Contain("row 3, column permission_template: 'Foo': no permission template has this name.").And.Contain("row 4, column project: is blank."));
        Assert.That(result.Error, Does.Contain("Nothing was sent."));
    }

    private async Task<IReadOnlyList<(string?, string?)>> ProjectsAsync(long userId)
    {
        var json = await Served.Http.GetStringAsync($"rest/v1.0/companies/{Served.Company}/users/{userId}/project_assignments?filters[assignment_status]=assigned");
        return [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(project => (project.GetProperty("name").GetString(), project.GetProperty("permission_template_name").GetString()))];
    }
}
