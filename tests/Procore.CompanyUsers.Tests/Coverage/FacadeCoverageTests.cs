using Newtonsoft.Json.Linq;
using SpecTool;
using SpecTool.Overlay;

namespace Procore.CompanyUsers.Tests;

internal sealed class FacadeCoverageTests
{
    private const string Update = "UPDATE_ROUTES";
    private const string ListRoute = "/rest/v1.3/companies/{company_id}/users";

    [Test]
    public void ByMethod_has_every_method_of_ICompanyUsers() =>
        Assert.That(FacadeCalls.ByMethod.Keys, Is.EquivalentTo(typeof(ICompanyUsers).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name)));

    [Test]
    public void ByLookup_has_every_method_beside_ICompanyUsers() =>
        Assert.That(
            FacadeCalls.ByLookup.Keys,
            Is.EquivalentTo(typeof(IProcoreCompany).GetProperties().Select(property => property.PropertyType).Where(type => type.IsInterface && type != typeof(ICompanyUsers))
                .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))));

    [Test]
    public void ByExtension_has_every_method_of_CompanyUsersExtensions() =>
        Assert.That(
            FacadeCalls.ByExtension.Keys,
            Is.EquivalentTo(typeof(CompanyUsersExtensions).GetMethods().Where(method => method.IsStatic).Select(FacadeCalls.KeyOf)));

    [TestCaseSource(typeof(FacadeCalls), nameof(FacadeCalls.Extensions))]
    public async Task Extensions_send_what_the_method_of_the_same_name_sends(string extension)
    {
        using var byExtension = new ScriptedProcore(FacadeCalls.AnswerTo);
        using var byMethod = new ScriptedProcore(FacadeCalls.AnswerTo);

        await FacadeCalls.ByExtension[extension](byExtension.Users);
        await FacadeCalls.ByMethod[FacadeCalls.MethodOf(extension)](byMethod.Users);

        Assert.That(Sent(byExtension), Is.EqualTo(Sent(byMethod)).And.Not.Empty);

        static IEnumerable<string> Sent(ScriptedProcore procore) => procore.Requests.Select(request => $"{request.Line} {request.Body}");
    }

    [Test]
    public async Task Complaints_is_empty_for_the_published_document()
    {
        var coverage = await FacadeCoverage.MeasureAsync(OpenApiDocument.CompanyUsers.Root);

        Assert.That(coverage.Complaints(), Is.Empty);
    }

    [Test]
    public async Task Routes_lists_the_operations_that_the_facade_calls()
    {
        var called = JsonFile.Text((await FacadeCoverage.MeasureAsync(OpenApiDocument.CompanyUsers.Root)).Routes());
        var file = SpecFolder.At(RepositoryRoot.Path).Routes;
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(file, called);

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(called), $"{Update}=1 writes {file}: see CONTRIBUTING.md.");
    }

    [Test]
    public async Task Complaints_names_the_methods_to_move_for_a_document_with_v1_4()
    {
        var folder = SpecFolder.At(RepositoryRoot.Path);
        var published = JsonFile.Read(folder.Published);
        published["paths"]![ListRoute.Replace("v1.3", "v1.4", StringComparison.Ordinal)] = new JObject { ["get"] = published["paths"]![ListRoute]!["get"]!.DeepClone() };

        var spec = SpecPipeline.Run(published, JsonFile.Read(folder.Retired), OverlayDocument.Parse(JsonFile.Read(folder.Overlay), "overlay"), JsonFile.Read(folder.Descriptions));

        Assert.That(await ComplaintsAbout(spec.Json), Is.EquivalentTo(new[] { "ListAsync", "ListPagesAsync", "ListIdsAsync" }.Select(method =>
            $"ICompanyUsers.{method} calls CompanyUsersV13_List, of which CompanyUsersV14_List (GET /rest/v1.4/companies/{{company_id}}/users) is a newer version: move it in Routes.")
            .Append("No method of ICompanyUsers calls CompanyUsersV14_List (GET /rest/v1.4/companies/{company_id}/users) nor what supersedes it. Its like is called by ListAsync: move it in Routes. Its like is called by ListPagesAsync: move it in Routes. Its like is called by ListIdsAsync: move it in Routes.")));
    }

    [Test]
    public async Task Complaints_names_the_method_to_move_for_a_newer_lookup()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v1.2/projects", "CompanyUsersV12_ListProjects"));

        Assert.That(complaints, Has.Some.StartsWith("IProjects.ListAsync calls CompanyUsersV11_ListProjects, of which CompanyUsersV12_ListProjects (GET /rest/v1.2/projects) is a newer version"));
    }

    [Test]
    public async Task Complaints_names_the_method_to_move_for_a_newer_version()
    {
        var document = WithOperation(ListRoute.Replace("v1.3", "v1.4", StringComparison.Ordinal), "CompanyUsersV14_List");

        var complaints = await ComplaintsAbout(document);

        Assert.That(complaints, Has.Some.StartsWith("ICompanyUsers.ListAsync calls CompanyUsersV13_List, of which CompanyUsersV14_List"));
    }

    [Test]
    public async Task Complaints_reports_a_newer_version_of_the_other_scope()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v1.4/users/{id}", "CompanyUsersV14_GetUnscoped"));

        Assert.That(complaints.Single(), Does.Contain("CompanyUsersV14_GetUnscoped").And.Contain("GetAsync"));
    }

    [Test]
    public async Task Complaints_reports_an_operation_that_no_method_calls()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v1.3/companies/{company_id}/users/merge", "CompanyUsersV13_Merge"));

        Assert.That(complaints.Single(), Does.StartWith("No method of ICompanyUsers calls CompanyUsersV13_Merge"));
    }

    [Test]
    public async Task Complaints_reports_an_operation_of_a_new_API_version()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v2.0/companies/{company_id}/users", "CompanyUsersV20_List"));

        Assert.That(complaints.Single(), Does.Contain("CompanyUsersV20_List"));
    }

    private static async Task<List<string>> ComplaintsAbout(JObject document) =>
        [.. (await FacadeCoverage.MeasureAsync(document)).Complaints()];

    private static JObject WithOperation(string path, string operationId)
    {
        var document = (JObject)OpenApiDocument.CompanyUsers.Root.DeepClone();
        var operation = (JObject)document["paths"]![ListRoute]!["get"]!.DeepClone();
        operation["operationId"] = operationId;
        document["paths"]![path] = new JObject { ["get"] = operation };
        return document;
    }
}
