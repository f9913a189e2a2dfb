namespace Procore.CompanyUsers.Tests;

internal sealed class LookupTests
{
    [Test]
    public async Task ListAsync_of_projects_reads_all_pages_in_order()
    {
        using var procore = new ScriptedProcore(request => Page(request, """[{"id":1},{"id":2}]""", """[{"id":2},{"id":3}]"""));

        var projects = await procore.Company.Projects.ListAsync(new ProjectQuery { PageSize = 2 }).ReadAllAsync();

        Assert.That(projects.Select(project => project.Id), Is.EqualTo(new long[] { 1, 2, 3 }));
        Assert.That(procore.Requests.Select(request => request.Line), Is.EqualTo(new[]
        {
            $"GET /rest/v1.1/projects?company_id={ScriptedProcore.CompanyId}&page=1&per_page=2&filters%5Bby_status%5D=Active",
            $"GET /rest/v1.1/projects?company_id={ScriptedProcore.CompanyId}&page=2&per_page=2&filters%5Bby_status%5D=Active",
        }));
    }

    [TestCase(true, "Active")]
    [TestCase(false, "Inactive")]
    [TestCase(null, "All")]
    public async Task ListAsync_of_projects_names_the_status(bool? isActive, string status)
    {
        using var procore = ScriptedProcore.Answering("[]");

        await procore.Company.Projects.ListAsync(new ProjectQuery { IsActive = isActive }).ReadAllAsync();

        Assert.That(procore.Requests[0].Line, Does.EndWith($"filters%5Bby_status%5D={status}"));
    }

    [Test]
    public async Task ListAsync_sends_nothing_until_it_is_read()
    {
        using var procore = ScriptedProcore.Answering("[]");

        var projects = procore.Company.Projects.ListAsync();

        Assert.That(procore.Requests, Is.Empty);
        await projects.ReadAllAsync();
        Assert.That(procore.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task ListAsync_of_vendors_reads_active_and_then_inactive_ones()
    {
        using var procore = new ScriptedProcore(request => request.Address.AbsolutePath.EndsWith("/inactive", StringComparison.Ordinal)
            ? Answer.Json("""[{"id":1,"origin_id":null},{"id":2,"origin_id":"x"}]""", 200, ("Total", "2"))
            : Answer.Json("""[{"id":1}]""", 200, ("Total", "1")));

        Assert.That((await procore.Company.Vendors.ListAsync(new VendorQuery { IsActive = null }).ReadAllAsync()).Select(vendor => vendor.Id), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That((await procore.Company.Vendors.ListAsync(new VendorQuery { IsActive = false, OriginId = "X" }).ReadAllAsync()), Is.Empty);
    }

    [Test]
    public void ListAsync_of_vendors_refuses_to_search_inactive_ones()
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(() => procore.Company.Vendors.ListAsync(new VendorQuery { IsActive = null, Search = "steel" }), Throws.ArgumentException);
        Assert.That(procore.Requests, Is.Empty);
    }

    [TestCase("[{}]")]
    [TestCase("[null]")]
    public void ListAsync_throws_where_an_id_is_missing(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That(() => procore.Company.Projects.ListAsync().ReadAllAsync(), Throws.InstanceOf<ProcoreException>());
        Assert.That(() => procore.Company.PermissionTemplates.ListAsync().ReadAllAsync(), Throws.InstanceOf<ProcoreException>());
        Assert.That(() => procore.Users.ListProjectsAsync(7).ReadAllAsync(), Throws.InstanceOf<ProcoreException>());
    }

    [TestCase(PermissionTemplateTools.Project, "project_tools")]
    [TestCase(PermissionTemplateTools.Company, "company_tools")]
    public async Task ListAsync_of_templates_names_the_tools(PermissionTemplateTools tools, string type)
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1},{"id":2}]""");

        Assert.That((await procore.Company.PermissionTemplates.ListAsync(tools).ReadAllAsync()), Has.Count.EqualTo(2));
        Assert.That(procore.Requests.Single().Line, Does.EndWith($"/permission_templates?filters%5Btype%5D={type}"));
    }

    [Test]
    public async Task ListUsersAsync_names_the_company_in_the_header()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"permission_template":{"id":9,"name":"Field"}}]""");

        var user = (await procore.Company.Projects.ListUsersAsync(8).ReadAllAsync()).Single();

        Assert.That(user.PermissionTemplate.Value!.Name.Value, Is.EqualTo("Field"));
        Assert.That(procore.Requests[0].Line, Does.StartWith("GET /rest/v1.0/projects/8/users?"));
    }

    [Test]
    public async Task ListProjectsAsync_leaves_out_projects_that_the_user_is_not_on()
    {
        using var procore = ScriptedProcore.Answering("""[{"project_id":1,"is_assigned":true},{"project_id":2,"is_assigned":false},{"project_id":3}]""");

        Assert.That((await procore.Users.ListProjectsAsync(7).ReadAllAsync()).Select(project => project.ProjectId), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(procore.Requests[0].Line, Does.Contain("/users/7/project_assignments?").And.Contain("filters%5Bassignment_status%5D=assigned").And.Contain("filters%5Bby_status%5D=All"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Lists_below_an_id_refuse_one_that_is_not_positive(long id)
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(() => procore.Users.ListProjectsAsync(id), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("userId"));
        Assert.That(() => procore.Company.Projects.ListUsersAsync(id), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => procore.Company.Projects.ListPermissionTemplatesAsync(id), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("�")]
    public void ListAsync_refuses_a_filter_that_finds_nothing_or_everything(string text)
    {
        using var procore = ScriptedProcore.Answering("[]");
        // An attribute can't hold half of a surrogate pair.
        text = text.Replace('\ufffd', '\ud83d');

        Assert.That(() => procore.Company.Projects.ListAsync(new ProjectQuery { OriginId = text }), Throws.ArgumentException);
        Assert.That(() => procore.Company.Projects.ListAsync(new ProjectQuery { Number = text }), Throws.ArgumentException);
        Assert.That(() => procore.Company.Vendors.ListAsync(new VendorQuery { Search = text }), Throws.ArgumentException);
    }

    [TestCase(0)]
    [TestCase(2001)]
    public void ListAsync_refuses_a_page_size_that_Procore_does_not_take(int size)
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(() => procore.Company.Projects.ListAsync(new ProjectQuery { PageSize = size }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task RemoveFromAllProjectsAsync_reads_all_projects_before_it_removes_any()
    {
        using var procore = new ScriptedProcore(request => request.Method == "GET"
            ? Page(request, """[{"project_id":1}]""", """[{"project_id":2}]""")
            : Answer.Json("""{"7":{"1":"success","2":"The project is locked."}}"""));

        var outcomes = await procore.Users.RemoveFromAllProjectsAsync(7);

        Assert.That(outcomes.Select(outcome => (outcome.Member.ProjectId, outcome.Status)), Is.EqualTo(new[] { (1L, ProjectChangeStatus.Applied), (2L, ProjectChangeStatus.Refused) }));
        Assert.That(procore.Requests.Select(request => request.Method), Is.EqualTo(new[] { "GET", "GET", "POST" }));
    }

    [Test]
    public async Task RemoveFromAllProjectsAsync_sends_no_change_where_there_is_no_project()
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(await procore.Users.RemoveFromAllProjectsAsync(7), Is.Empty);
        Assert.That(procore.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    private static HttpResponseMessage Page(SentRequest request, params string[] pages)
    {
        var number = int.Parse(request.Query.Split("page=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
        var answer = Answer.Json(pages[number - 1]);
        if (number < pages.Length)
            answer.Headers.TryAddWithoutValidation("Link", $"<https://api.procore.com/x?page={number + 1}>; rel=\"next\", <https://api.procore.com/x?page={pages.Length}>; rel=\"last\"");
        else
            answer.Headers.TryAddWithoutValidation("Link", $"<https://api.procore.com/x?page={pages.Length}>; rel=\"last\"");
        return answer;
    }
}
