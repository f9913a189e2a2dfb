using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool;
using SpecTool.Overlay;

namespace Procore.CompanyUsers.Tests;

internal sealed partial class FacadeCoverageTests
{
    private const string Update = "UPDATE_ROUTES";
    private const string Next = "v1.99";

    private static readonly string ListRoute = FacadeRoute.Path("GET /companies/{company_id}/users");
    private static readonly string NextListRoute = InNextVersion(ListRoute);

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

    [TestCase("GET /companies/{company_id}/users")]
    [TestCase("GET /users")]
    [TestCase("GET /companies/{company_id}/users/inactive")]
    [TestCase("POST /companies/{company_id}/users")]
    [TestCase("PATCH /companies/{company_id}/users/{id}")]
    [TestCase("PATCH /companies/{company_id}/users/sync")]
    public void Facade_sends_each_published_parameter(string route)
    {
        var called = JObject.Parse(RepositoryRoot.ReadText("src/Procore.CompanyUsers/Facade/routes.json"));
        var operation = OpenApiDocument.CompanyUsers.Find(route.Split(' ')[0], FacadeRoute.Path(route));
        var published = operation.Parameters.Where(parameter => (string?)parameter["in"] == "query" && parameter["x-retired"] is null).Select(parameter => (string)parameter["name"]!);

        Assert.That(
            published.Except(called[operation.Id]!["parameters"]!.Values<string>()!),
            Is.Empty,
            "Add a property to CompanyUserQuery, or a parameter to the method, and send it in Routes and in FacadeCalls.WithEveryParameter.");
    }

    [Test]
    public async Task Routes_are_those_on_the_page_about_operations()
    {
        var called = (await FacadeCoverage.MeasureAsync(OpenApiDocument.CompanyUsers.Root)).Routes();
        var paths = OpenApiDocument.CompanyUsers.Operations.Where(operation => called.ContainsKey(operation.Id)).Select(operation => $"{operation.Method} {operation.Path}").ToList();
        var page = RepositoryRoot.PathTo("docs/operations.md");
        var text = await File.ReadAllTextAsync(page);
        var current = Endpoint().Replace(text, named => paths.Find(path => Endpoint().Match(path) is var match && Unversioned(match) == Unversioned(named)) ?? $"{named} isn't called");
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(page, current);

        Assert.That(await File.ReadAllTextAsync(page), Is.EqualTo(current), $"{Update}=1 writes {page}.");

        static string Unversioned(Match endpoint) => $"{endpoint.Groups["verb"]} v{endpoint.Groups["api"]} {Placeholder().Replace(endpoint.Groups["path"].Value, "{}")}";
    }

    [Test]
    public async Task Complaints_names_the_methods_to_move_for_a_new_document()
    {
        var folder = SpecFolder.At(RepositoryRoot.Path);
        var published = JsonFile.Read(folder.Published);
        published["paths"]![NextListRoute] = new JObject { ["get"] = published["paths"]![ListRoute]!["get"]!.DeepClone() };

        var spec = SpecPipeline.Run(published, JsonFile.Read(folder.Retired), OverlayDocument.Parse(JsonFile.Read(folder.Overlay), "overlay"), JsonFile.Read(folder.Descriptions));

        Assert.That(await ComplaintsAbout(spec.Json), Is.EquivalentTo(new[] { "ListAsync", "ListPagesAsync", "ListIdsAsync" }.Select(method =>
            $"ICompanyUsers.{method} calls {IdIn(ListRoute, "List")}, of which CompanyUsersV199_List (GET {NextListRoute}) is a newer version: move it in Routes.")
            .Append($"No method of ICompanyUsers calls CompanyUsersV199_List (GET {NextListRoute}) nor what supersedes it. Its like is called by ListAsync: move it in Routes. Its like is called by ListPagesAsync: move it in Routes. Its like is called by ListIdsAsync: move it in Routes.")));
    }

    [Test]
    public async Task Complaints_names_the_method_to_move_for_a_newer_lookup()
    {
        var route = FacadeRoute.Path("GET /projects");

        var complaints = await ComplaintsAbout(WithOperation(InNextVersion(route), "CompanyUsersV199_ListProjects"));

        Assert.That(complaints, Has.Some.StartsWith($"IProjects.ListAsync calls {IdIn(route, "ListProjects")}, of which CompanyUsersV199_ListProjects (GET {InNextVersion(route)}) is a newer version"));
    }

    [Test]
    public async Task Complaints_names_the_method_to_move_for_a_newer_version()
    {
        var document = WithOperation(NextListRoute, "CompanyUsersV199_List");

        var complaints = await ComplaintsAbout(document);

        Assert.That(complaints, Has.Some.StartsWith($"ICompanyUsers.ListAsync calls {IdIn(ListRoute, "List")}, of which CompanyUsersV199_List"));
    }

    [Test]
    public async Task Complaints_reports_a_newer_version_of_the_other_scope()
    {
        var complaints = await ComplaintsAbout(WithOperation($"/rest/{Next}/users/{{id}}", "CompanyUsersV199_GetUnscoped"));

        Assert.That(complaints.Single(), Does.Contain("CompanyUsersV199_GetUnscoped").And.Contain("GetAsync"));
    }

    [Test]
    public async Task Complaints_reports_an_operation_that_no_method_calls()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v1.3/companies/{company_id}/users/merge", "CompanyUsersV13_Merge"));

        Assert.That(complaints.Single(), Does.StartWith("No method of ICompanyUsers calls CompanyUsersV13_Merge"));
    }

    [TestCase("CompanyUsersV13_Merge", ExpectedResult = true)]
    [TestCase("CompanyUsersV14_Merge", ExpectedResult = true)]
    [TestCase("CompanyUsersV20_Merge", ExpectedResult = false)]
    [TestCase("CompanyUsersV13_MergeUnscoped", ExpectedResult = false)]
    public async Task<bool> Complaints_is_empty_for_an_operation_that_is_raw_only(string operation)
    {
        var path = $"/rest/v{operation[13]}.{operation[14]}/companies/{{company_id}}/users/merge";
        var coverage = await FacadeCoverage.MeasureAsync(WithOperation(path, operation), ["CompanyUsersV13_Merge"]);

        return !coverage.Complaints().Any(complaint => complaint.Contains(operation));
    }

    [Test]
    public async Task RawOnly_lists_operations_of_the_document_that_no_method_calls_with_a_reason()
    {
        var coverage = await FacadeCoverage.MeasureAsync(OpenApiDocument.CompanyUsers.Root);

        Assert.That(RawOnly.Reasons.Keys, Is.SubsetOf(OpenApiDocument.CompanyUsers.Operations.Select(operation => operation.Id)), "Remove what isn't in the document any more.");
        Assert.That(coverage.CalledDespite(), Is.Empty, "Remove what a method calls.");
        Assert.That(RawOnly.Reasons.Values, Is.All.Not.Empty);
    }

    [Test]
    public async Task Complaints_reports_an_operation_of_a_new_API_version()
    {
        var complaints = await ComplaintsAbout(WithOperation("/rest/v2.0/companies/{company_id}/users", "CompanyUsersV20_List"));

        Assert.That(complaints.Single(), Does.Contain("CompanyUsersV20_List"));
    }

    private static string VersionOf(string route) => route.Split('/')[2];

    private static string InNextVersion(string route) => route.Replace(VersionOf(route), Next, StringComparison.Ordinal);

    private static string IdIn(string route, string method) => $"CompanyUsersV{VersionOf(route)[1..].Replace(".", "", StringComparison.Ordinal)}_{method}";

    // Without those about the published document, which a test of its own has.
    private static async Task<List<string>> ComplaintsAbout(JObject document) =>
        [.. (await FacadeCoverage.MeasureAsync(document)).Complaints().Except((await FacadeCoverage.MeasureAsync(OpenApiDocument.CompanyUsers.Root)).Complaints())];

    private static JObject WithOperation(string path, string operationId)
    {
        var document = (JObject)OpenApiDocument.CompanyUsers.Root.DeepClone();
        var operation = (JObject)document["paths"]![ListRoute]!["get"]!.DeepClone();
        operation["operationId"] = operationId;
        document["paths"]![path] = new JObject { ["get"] = operation };
        return document;
    }

    [GeneratedRegex("(?<verb>GET|POST|PATCH) /rest/v(?<api>[0-9])[.][0-9]+(?<path>/[a-z_/{}]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Endpoint();

    [GeneratedRegex("[{][^}]+[}]", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
