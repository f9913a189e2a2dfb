using System.Text;
using Newtonsoft.Json.Linq;

namespace SpecTool.Tests;

/// <summary>`SpecTool refresh`, run as a maintainer runs it when Procore's document has changed.</summary>
public sealed class RefreshTests
{
    private const string V14Path = "/rest/v1.4/companies/{company_id}/users";

    private RepositoryCopy _copy = null!;

    [SetUp]
    public void Copy_the_frozen_document() => _copy = RepositoryCopy.OfFrozen();

    [TearDown]
    public void Remove_the_copy() => _copy.Dispose();

    [Test]
    public void Refresh_changes_nothing_with_the_checked_in_document()
    {
        var before = _copy.Files();

        Assert.That(_copy.Run("refresh", _copy.Folder.Published), Is.Zero, _copy.Errors);
        Assert.That(_copy.Files(), Is.EqualTo(before));
        Assert.That(_copy.Run("refresh", _copy.Folder.Published, "--check"), Is.Zero);
        Assert.That(_copy.Said, Does.StartWith("Procore's document says what it said before.").And.Not.Contain("reaking"));
    }

    [Test]
    public void Refresh_finds_the_same_operations_in_the_whole_document()
    {
        var before = _copy.Files();
        var whole = _copy.Write("whole.json", WholeDocument.Around(Inputs.Published, copies: 52));

        Assert.That(_copy.Run("refresh", whole), Is.Zero, _copy.Errors);

        File.Delete(whole);
        Assert.That(JsonDifference.Between(Inputs.Published, JsonFile.Read(_copy.Folder.Published)), Is.Empty);
        Assert.That(_copy.Files(), Is.EqualTo(before));
    }

    [Test]
    public void Refresh_takes_a_newer_version_of_a_lookup_and_no_neighbour()
    {
        var published = Inputs.Published;
        var paths = (JObject)published["paths"]!;
        foreach (var path in new[] { "/rest/v1.2/projects", "/rest/v1.0/projects", "/rest/v1.1/projects/{id}" })
            paths[path] = new JObject { ["get"] = paths["/rest/v1.1/projects"]!["get"]!.DeepClone() };
        paths["/rest/v1.1/projects"]!["post"] = paths["/rest/v1.1/projects"]!["get"]!.DeepClone();

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--no-build"), Is.Zero, _copy.Errors);

        var projects = ((JObject)JsonFile.Read(_copy.Folder.Published)["paths"]!).Properties().Where(path => path.Name.EndsWith("/projects", StringComparison.Ordinal) || path.Name.EndsWith("/projects/{id}", StringComparison.Ordinal));
        Assert.That(projects.SelectMany(path => ((JObject)path.Value).Properties().Select(verb => $"{verb.Name} {path.Name}")), Is.EquivalentTo(["get /rest/v1.1/projects", "get /rest/v1.2/projects"]));
        Assert.That((string?)JsonFile.Read(_copy.Folder.Result).SelectToken("$.paths['/rest/v1.2/projects'].get.operationId"), Is.EqualTo("CompanyUsersV12_ListProjects"));
    }

    [Test]
    public void Refresh_from_2024_to_2026_writes_what_was_checked_in()
    {
        var frozen = _copy.Files();
        Start2024();

        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published, "--date", "2026-11-22"), Is.Zero, _copy.Errors);

        Assert.That(_copy.Files(), Is.EqualTo(frozen));
    }

    [Test]
    public void Refresh_from_2024_to_2026_reports_additions_and_removals()
    {
        Start2024();
        var before = _copy.Files();

        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published, "--check"), Is.EqualTo(5), _copy.Errors);

        Assert.That(_copy.Files(), Is.EqualTo(before), "a dry run");
        var sections = _copy.Said.Split("\n\n");
        Assert.Multiple(() =>
        {
            Assert.That(sections[0], Is.EqualTo("3 breaking for callers of ICompanyUsers, 15 breaking for callers of the raw clients only, 14 harmless."));
            Assert.That(sections[1], Does.StartWith("Breaking for callers of ICompanyUsers\n")
                .And.Contain("the answer: contact_id has gone\n      in CompanyUsersV13_Create, CompanyUsersV13_Update\n      called by CreateAsync, DeactivateAsync, UpdateAsync\n"));
            Assert.That(sections[2], Does.StartWith("Breaking for callers of the raw clients only\n"));
            Assert.That(Lines(sections[2], " has gone").Where(line => line.Contains('/', StringComparison.Ordinal)), Is.EquivalentTo(Published2024.OperationsGoneSince));
            Assert.That(sections[3], Does.StartWith("Harmless\n"));
            Assert.That(Lines(sections[3], " is new").Where(line => line.Contains('/', StringComparison.Ordinal)), Is.EquivalentTo(Published2024.OperationsNewSince));
            Assert.That(sections[3], Does.Contain("[].locale is new").And.Contain("[].last_activated_at is new").And.Contain("add_to_new_projects is new"));
        });
    }

    [Test]
    public void Refresh_reports_a_property_that_only_some_responses_have_and_what_to_do()
    {
        var published = Inputs.Published;
        published["components"]!["schemas"]!["CompanyUserExtendedViewV13"]!["properties"]!["pronouns"] = new JObject { ["type"] = "string" };
        var report = Path.Combine(_copy.Root, "report.md");

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--check", "--report", report), Is.EqualTo(3), _copy.Errors);

        const string Remark = "CompanyUser.pronouns isn't in every response (";
        Assert.That(_copy.Said, Does.Contain($"To be done by hand in openapi/overlay.json\n  {Remark}").And.Contain("add the name to the target of the action that sets x-not-in-every-response"));
        Assert.That(File.ReadAllText(report), Does.Contain("## To be done by hand in `openapi/overlay.json`\n\n- CompanyUser.pronouns isn't in every response"));
    }

    [Test]
    public void Refresh_reports_a_type_that_differs_in_one_schema_as_it_is_generated()
    {
        var published = Inputs.Published;
        published["components"]!["schemas"]!["CompanyUserUpdated"]!["properties"]!["employee_id"]!["type"] = "integer";

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--check"), Is.EqualTo(3), _copy.Errors);
        Assert.That(_copy.Said, Does.Contain("employee_id: is integer, was string\n").And.Contain("facade changed; raw clients at compile time unaffected; on the wire changed").And.Contain("CompanyUser.employee_id is generated as string"));
    }

    [Test]
    public void Refresh_writes_the_report_as_markdown()
    {
        Start2024();
        var report = Path.Combine(_copy.Root, "report.md");

        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published, "--report", report, "--check"), Is.EqualTo(5), _copy.Errors);

        Assert.That(File.ReadAllText(report), Does
            .StartWith("Procore's document has changed: 3 breaking for callers of ICompanyUsers, ")
            .And.Contain("## Breaking for callers of ICompanyUsers\n")
            .And.Contain("| properties | the answer: contact\\_id has gone | `CompanyUsersV13_Create`<br>`CompanyUsersV13_Update` | `CreateAsync`<br>`DeactivateAsync`<br>`UpdateAsync` |\n")
            .And.Contain("| operations | POST /rest/v1.3/users has gone | `CompanyUsersV13_CreateUnscoped` |  |\n"));
    }

    [Test]
    public void Refresh_names_the_methods_to_move_to_a_new_version()
    {
        var published = Inputs.Published;
        published["paths"]![V14Path] = new JObject { ["get"] = Inputs.CopyOf(published["paths"]![V14Path.Replace("1.4", "1.3", StringComparison.Ordinal)]!["get"]!) };

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--check", "--report", Path.Combine(_copy.Root, "report.md")), Is.EqualTo(3), _copy.Errors);
        Assert.That(_copy.Said, Does.Contain($"GET {V14Path} is new\n      a newer version of what these call, to be moved in Routes.cs: ListAsync, ListIdsAsync, ListPagesAsync\n"));
        Assert.That(File.ReadAllText(Path.Combine(_copy.Root, "report.md")), Does.Contain("`ListPagesAsync`: move in `Routes.cs` |"));
    }

    [Test]
    public void Refresh_says_of_a_new_operation_that_no_method_calls_it()
    {
        var published = Inputs.Published;
        var list = published["paths"]!["/rest/v1.3/companies/{company_id}/users"]!["get"]!;
        published["paths"]!["/rest/v1.3/companies/{company_id}/users/leavers"] = new JObject { ["get"] = Inputs.CopyOf(list) };

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--check"), Is.EqualTo(3), _copy.Errors);
        Assert.That(_copy.Said, Does.Contain("users/leavers is new\n      facade unaffected; raw clients at compile time changed; on the wire unaffected\n      no method of ICompanyUsers calls it: add one"));
    }

    [Test]
    public void Refresh_keeps_a_lost_operation_with_the_date_and_names_its_callers()
    {
        var published = Inputs.Published;
        ((JObject)published["paths"]!).Remove("/rest/v1.3/companies/{company_id}/users/{id}/invite");

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--date", "2027-02-03"), Is.Zero, _copy.Errors);

        Assert.That(_copy.Said, Does.Contain("invite has gone\n      called by InviteAsync\n"));
        Assert.That((string?)JsonFile.Read(_copy.Folder.Retired).SelectToken("$.paths['/rest/v1.3/companies/{company_id}/users/{id}/invite'].patch['x-retired']"), Is.EqualTo("2027-02-03"));
        Assert.That((bool?)JsonFile.Read(_copy.Folder.Result).SelectToken("$.paths['/rest/v1.3/companies/{company_id}/users/{id}/invite'].patch.deprecated"), Is.True);
        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published), Is.Zero);
        Assert.That(File.ReadAllText(_copy.Folder.Retired), Does.Not.Contain("invite"), "published again");
    }

    [Test]
    public void Refresh_keeps_a_lost_enum_value_with_the_date_until_it_is_back()
    {
        var published = Inputs.Published;
        foreach (var value in published.SelectTokens("$..enum").SelectMany(values => values).Where(value => (string?)value is "company_tools").ToList())
            value.Remove();

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published), "--date", "2027-02-03"), Is.Zero, _copy.Errors);

        Assert.That(_copy.Said, Does.Contain("the value company_tools has gone"));
        var kinds = JsonFile.Read(_copy.Folder.Result)["components"]!["schemas"]!["CompanyUserPermissionTemplateType"]!;
        Assert.That(kinds["enum"]!.Values<string>(), Is.EquivalentTo(["company_tools", "global", "project_specific"]));
        Assert.That((JObject)kinds["x-retired-values"]!, Is.EqualTo(JObject.Parse("""{ "company_tools": "2027-02-03" }""")).Using<JToken>(JToken.DeepEquals));
        Assert.That(_copy.Run("refresh", Path.Combine(_copy.Root, "new.json"), "--check"), Is.Zero, "nothing more");
        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published, "--date", "2026-11-22"), Is.Zero, _copy.Errors);
        Assert.That(File.ReadAllText(_copy.Folder.Retired), Is.EqualTo(File.ReadAllText(Inputs.Frozen.Retired)));
    }

    [Test]
    public void Refresh_lists_an_unused_overlay_action_beside_the_changes()
    {
        var published = Inputs.Published;
        foreach (var property in published.Descendants().OfType<JProperty>().Where(property => property.Name is "business_phone_extension").ToList())
            property.Remove();
        var retired = Inputs.Retired;
        foreach (var property in retired.Descendants().OfType<JProperty>().Where(property => property.Name is "business_phone_extension").ToList())
            property.Remove();
        File.WriteAllText(_copy.Folder.Published, published.ToString());
        File.WriteAllText(_copy.Folder.Retired, retired.ToString());

        published["info"]!["version"] = "another";
        ((JObject)published["paths"]!).Remove("/rest/v1.0/companies/{company_id}/me");

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published)), Is.Zero, _copy.Errors);
        Assert.That(_copy.Said, Does.Contain("GET /rest/v1.0/companies/{company_id}/me has gone").And.Contain("$..['business_phone_extension'] (").And.Contain("matches nothing"));
    }

    [TestCase("", "cut off")]
    [TestCase("<html><body>Sign in</body></html>", "no JSON")]
    [TestCase("[]", "not a JSON object")]
    [TestCase("{}", "not an OpenAPI document")]
    [TestCase("""{ "swagger": "2.0", "paths": {} }""", "not an OpenAPI document")]
    [TestCase("""{ "openapi": "3.2.0", "paths": {} }""", "OpenAPI 3.2.0, but only 3.0 and 3.1 are read")]
    [TestCase("openapi: 3.0.3\npaths: {}\n", "YAML")]
    [TestCase("""{ "openapi": { "x": 1 }, "paths": [] }""", "not an OpenAPI document")]
    [TestCase("""{ "openapi": "3.0.3", "paths": [] }""", "holds none of the operations")]
    [TestCase("""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/projects": { "get": { "tags": ["Core/Portfolio/projects"] } } } }""", "holds none of the operations")]
    [TestCase("""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": { "get": { "$ref": "other.json#/users" } } } }""", "other.json#/users")]
    [TestCase("""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": { "get": { "responses": { "200": { "$ref": "#/components/responses/Gone" } } } } } }""", "#/components/responses/Gone")]
    [TestCase("""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": {} }, "paths": {} }""", "'paths' is there twice")]
    [TestCase("""{ "openapi": "3.0.3", "paths": {} } {}""", "no JSON")]
    public void Refresh_prints_one_error_for_a_file_that_is_not_the_document(string text, string reason) =>
        Fails(_copy.Write("new.json", text), "new.json", reason);

    [TestCase("parameters", "{}", "parameters is no array")]
    [TestCase("parameters", "[null]", "parameters[0] is no object")]
    [TestCase("parameters", """[{ "in": "query" }]""", "parameters[0] has no `name` and `in`")]
    [TestCase("responses", "null", "has no `responses`")]
    [TestCase("responses", "[]", "has no `responses`")]
    [TestCase("responses", """{ "200": null }""", "200")]
    [TestCase("responses", """{ "200": { "content": { "application/json": {} } } }""", "has no `schema`")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": true } } } }""", "schema is no object")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "properties": [] } } } } }""", "properties is no object")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "properties": { "a": null } } } } } }""", "properties.a is no object")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "enum": "a" } } } } }""", "enum is no array")]
    [TestCase("responses", """{ "200": { "$ref": "#/components/responses/A" } }""", "a $ref to #/components/responses/A leads back to itself")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/C/properties/none" } } } } }""", "a $ref leads to #/components/schemas/C/properties/none, which is not there")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/D/properties/d" } } } } }""", "a $ref leads to #/components/schemas/D/properties/d, which is part of itself")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } } }""", "the schema A is defined by itself (A > B > A)")]
    [TestCase("responses", """{ "200": { "content": { "application/json": { "schema": { "type": [] , "required": "yes" } } } } }""", "required is no array")]
    [TestCase("parameters", """[{ "name": "a", "in": "query", "required": "yes" }]""", "parameters[0].required is neither true nor false")]
    public void Refresh_names_the_place_that_violates_OpenAPI(string member, string json, string reason)
    {
        var document = JObject.Parse("""
            {
              "openapi": "3.0.3",
              "paths": { "/rest/v1.0/users": { "get": { "responses": {} } } },
              "components": {
                "responses": { "A": { "$ref": "#/components/responses/B" }, "B": { "$ref": "#/components/responses/A" } },
                "schemas": { "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" }, "C": { "properties": { "c": { "items": { "$ref": "#/components/schemas/C" } } } }, "D": { "properties": { "d": { "items": { "$ref": "#/components/schemas/D/properties/d" } } } } }
              }
            }
            """);
        document["paths"]!["/rest/v1.0/users"]!["get"]![member] = JToken.Parse(json);

        Fails(_copy.Write("new.json", document), "new.json", reason);
    }

    [TestCase("[]")]
    [TestCase("{}")]
    public void Refresh_refuses_an_empty_operation_instead_of_retiring_it(string operation) =>
        Fails(_copy.Write("new.json", $$"""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": { "get": {{operation}} } } }"""), "GET /rest/v1.0/users is no object");

    [Test]
    public void Refresh_prints_one_error_for_text_that_is_not_UTF_8()
    {
        var text = Inputs.Published.ToString();
        foreach (var bytes in new[] { Encoding.Unicode.GetBytes('\uFEFF' + text), Encoding.Latin1.GetBytes(text.Replace("\"Error\"", "\"Err\u00FCr\"", StringComparison.Ordinal)) })
        {
            var file = Path.Combine(_copy.Root, "new.json");
            File.WriteAllBytes(file, bytes);
            Fails(file, "new.json", "its text is not UTF-8");
        }
    }

    [Test]
    public void Refresh_writes_nothing_when_the_report_cannot_be_written()
    {
        Start2024();
        var before = _copy.Files();

        Assert.That(_copy.Run("refresh", Inputs.Frozen.Published, "--report", Path.Combine(_copy.Root, "none", "report.md")), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain("nothing is changed"));
        Assert.That(_copy.Files(), Is.EqualTo(before));
    }

    [Test]
    public void Refresh_prints_one_error_for_a_truncated_document()
    {
        var text = Inputs.Published.ToString();
        foreach (var length in new[] { 1, 100, text.Length / 3, text.Length / 2, text.Length - 3 })
            Fails(_copy.Write("new.json", text[..length]), "new.json", "cut off");
    }

    [Test]
    public void Refresh_prints_one_error_for_a_missing_file() => Fails(Path.Combine(_copy.Root, "none.json"), "none.json");

    [Test]
    public void Write_writes_no_file_when_one_cannot_be_written()
    {
        var published = Inputs.Published;
        published["info"]!["version"] = "another";
        File.Delete(_copy.Folder.Retired);
        Directory.CreateDirectory(_copy.Folder.Retired);

        Assert.That(() => FileSet.Write(new Dictionary<string, string>(StringComparer.Ordinal) { [_copy.Folder.Published] = "new", [_copy.Folder.Retired] = "new" }),
            Throws.TypeOf<SpecException>().With.Message.StartsWith("nothing is changed: "));
        Assert.That(File.ReadAllText(_copy.Folder.Published), Is.EqualTo(File.ReadAllText(Inputs.Frozen.Published)));
        Assert.That(Directory.GetFiles(Path.Combine(_copy.Root, "openapi")), Has.Length.EqualTo(6), "no temporary file is left");
    }

    [Test]
    public void Refresh_prints_the_report_before_a_conflict_that_blocks()
    {
        var before = _copy.Files();
        var published = Inputs.Published;
        published["paths"]!["/users"] = Inputs.CopyOf(published["paths"]!["/rest/v1.0/users"]!);
        ((JObject)published["paths"]!).Remove("/rest/v1.0/companies/{company_id}/me");
        var file = _copy.Write("new.json", published);

        Assert.That(_copy.Run("refresh", file), Is.EqualTo(6), _copy.Errors);

        File.Delete(file);
        Assert.That(_copy.Said, Does.Contain("GET /rest/v1.0/companies/{company_id}/me has gone")
            .And.Contain("GET /users: the path names no version")
            .And.Contain("file: openapi/published.json")
            .And.Contain("nothing is generated until this is resolved")
            .And.Contain("remedy: remove the operation or correct its path in openapi/overlay-published.json"));
        Assert.That(_copy.Files(), Is.EqualTo(before), "nothing is written");
    }

    [Test]
    public void Refresh_applies_the_overlay_of_the_published_document_first()
    {
        var published = Inputs.Published;
        published["components"]!["schemas"]!["CompanyUserUpdated"]!["properties"]!["employee_id"]!["type"] = "integer";
        var file = _copy.Write("new.json", published);
        Assert.That(_copy.Run("refresh", file, "--check"), Is.EqualTo(3), _copy.Errors);
        Assert.That(_copy.Said, Does.Contain("employee_id is string in ").And.Contain("but integer (int64) in CompanyUserUpdated").And.Contain("used by: "));
        var said = _copy.Said.Length;

        File.WriteAllText(_copy.Folder.PublishedOverlay, """
            { "overlay": "1.0.0", "info": {}, "actions": [{ "target": "$.components.schemas['CompanyUserUpdated'].properties.employee_id", "description": "A slip.", "update": { "type": "string" } }] }
            """);

        Assert.That(_copy.Run("refresh", file, "--check"), Is.EqualTo(3), _copy.Errors);
        Assert.That(_copy.Said[said..], Does.Not.Contain("Conflicts"));
    }

    [Test]
    public void Intermediate_prints_the_document_that_the_overlay_applies_to()
    {
        Assert.That(_copy.Run("intermediate"), Is.Zero, _copy.Errors);

        var document = JObject.Parse(_copy.Said);
        Assert.That(document.SelectToken("$.components.schemas.CompanyUserChanges.required"), Is.Not.Null, "the overlay removes it");
        Assert.That(JsonFile.Read(_copy.Folder.Result).SelectToken("$.components.schemas.CompanyUserChanges.required"), Is.Null);
    }

    [Test]
    public void Refresh_keeps_the_order_of_arguments_and_the_names_of_types()
    {
        var published = Inputs.Published;
        var parameters = (JArray)published["paths"]!["/rest/v1.3/companies/{company_id}/users"]!["get"]!["parameters"]!;
        parameters.Replace(new JArray(parameters.Reverse()));
        published["paths"]!["/rest/v2.1/companies/{company_id}/users/bulk_add"] = Inputs.CopyOf(published["paths"]!["/rest/v2.0/companies/{company_id}/users/bulk_add"]!);

        Assert.That(_copy.Run("refresh", _copy.Write("new.json", published)), Is.Zero, _copy.Errors);

        var (before, after) = ((JObject)JsonFile.Sorted(Inputs.Build().Json), JsonFile.Read(_copy.Folder.Result));
        const string List = "$.paths['/rest/v1.3/companies/{company_id}/users'].get.parameters[*].name";
        Assert.That(after.SelectTokens(List).Values<string>(), Is.EqualTo(before.SelectTokens(List).Values<string>()));
        Assert.That(((JObject)after["components"]!["schemas"]!).Properties().Select(schema => schema.Name), Is.EqualTo(((JObject)before["components"]!["schemas"]!).Properties().Select(schema => schema.Name)));
    }

    private void Start2024()
    {
        File.WriteAllText(_copy.Folder.Published, Published2024.Json().ToString());
        File.WriteAllText(_copy.Folder.Retired, Published2024.NothingRetired().ToString());
    }

    private void Fails(string file, params string[] reasons)
    {
        var before = _copy.Files();
        var said = _copy.Errors.Length;

        Assert.That(_copy.Run("refresh", file), Is.EqualTo(1));

        var error = _copy.Errors[said..].TrimEnd();
        Assert.That(error, Does.StartWith("SpecTool: ").And.Not.Contain("\n").And.Not.Contain("   at "));
        foreach (var reason in reasons)
            Assert.That(error, Does.Contain(reason));
        Assert.That(_copy.Files(), Is.EqualTo(before));
    }

    private static IEnumerable<string> Lines(string section, string ending) => section.Split('\n')
        .Where(line => line.EndsWith(ending, StringComparison.Ordinal))
        .Select(line => line[..^ending.Length].Trim());
}
