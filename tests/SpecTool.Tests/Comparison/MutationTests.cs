using Newtonsoft.Json.Linq;
using SpecTool.Comparison;
using SpecTool.OpenApi;
using SpecTool.Refresh;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>
/// Changes of the kinds that providers make, each tried on the real document: there is a report, its verdict is right for each
/// audience, and something is generated. Verdicts are facade, raw clients at compile time, wire: unaffected, Changed or BROKEN.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class MutationTests
{
    private const string Company = "/rest/v1.3/companies/{company_id}";
    private const string Users = Company + "/users";
    private const string User = Users + "/{id}";
    private const string Sync = Users + "/sync";
    private const string Unscoped = "/rest/v1.3/users";

    private static readonly FacadeRoutes Routes = FacadeRoutes.Read(Inputs.Repository.Routes);
    private static readonly KeptNames Kept = Inputs.Repository.ReadKept();

    private static readonly IReadOnlyList<string> Known =
    [
        .. Paths(Inputs.Published).Properties().Concat(Paths(Inputs.Retired).Properties())
            .SelectMany(path => ((JObject)path.Value).Properties().Select(operation => $"{operation.Name.ToUpperInvariant()} {OpenApiDocument.Address(path.Name)}")),
    ];

    private static IEnumerable<TestCaseData> Cases =>
    [
        // Operations
        Case("operation_gone_that_the_facade_calls", "BcB", "has gone", d => At(d, User + "/invite").Remove("patch")),
        Case("operation_gone_that_only_raw_callers_use", "-cB", "has gone", d => Paths(d).Remove("/rest/v1.0/companies/{company_id}/me")),
        Case("operation_deprecated_that_the_facade_calls", "-c-", "the operation is deprecated now", d => Get(d, Users)["deprecated"] = true),
        Case("operation_new_of_a_new_kind", "-c-", $"POST {Users}/merge is new", d => Paths(d)[Users + "/merge"] = new JObject { ["post"] = Clone(Op(d, Users, "post")) }),
        Case("operation_new_under_a_path_of_a_new_shape", "-c-", "is new", d => Paths(d)["/rest/v1.3/people/{id}/users"] = new JObject { ["put"] = Clone(Op(d, Users, "post")) }),
        Case("operation_new_in_a_newer_version", "-c-", "is new", d => Paths(d)[Users.Replace("v1.3", "v1.4", StringComparison.Ordinal)] = new JObject { ["get"] = Clone(Get(d, Users)) }),
        Case("operation_new_in_v2_1", "-c-", "is new", d => Paths(d)["/rest/v2.1/companies/{company_id}/users/bulk_add"] = Clone((JObject)Paths(d)["/rest/v2.0/companies/{company_id}/users/bulk_add"]!)),
        Case("operation_moved_to_another_address", "BcB", "seems to be its new address", d => Move(d, Sync, Users + "/synchronize")),
        Case("path_parameter_renamed", "-B-", "the same address, and other names for arguments", d => RenamePathParameter(d, User, "id", "user_id")),
        Case("tag_renamed", "---", "the tag is Core/People now", d => Retag(d, "Core/Directory/company-users", "Core/People")),
        Case("two_operations_with_one_name", "-c-", "is new", d => At(d, Sync)["put"] = Clone(Op(d, Sync, "patch"))),
        Case("operation_with_another_operation_id", "", "", d => Get(d, Users)["operationId"] = "another"),

        // Parameters
        Case("optional_parameter_new", "-B-", "the query parameter extra is new", d => Parameters(d, Users).Add(Query("extra"))),
        Case("required_parameter_new", "BBB", "is new and required", d => Parameters(d, Users).Add(Query("extra", required: true))),
        Case("parameters_reordered", "---", "the order of the parameters is another", d => Swap(Parameters(d, Users), "page", "per_page")),
        Case("parameter_gone_that_the_facade_sends", "BcB", "the query parameter filters[search] has gone", d => Parameter(d, Users, "filters[search]").Remove()),
        Case("parameter_gone_that_the_facade_never_sends", "-cB", "the query parameter filters[active] has gone", d => Parameter(d, Unscoped, "filters[active]").Remove()),
        Case("company_header_gone", "---", "the header parameter Procore-Company-Id has gone", d => Parameter(d, Users, "Procore-Company-Id").Remove()),
        Case("company_header_optional", "---", "the client always sends it", d => Parameter(d, Users, "Procore-Company-Id")["required"] = false),
        Case("parameter_required_now", "BBB", "the query parameter page is required now", d => Parameter(d, Users, "page")["required"] = true),
        Case("parameter_renamed", "BcB", "it seems to be called page_size now", d => Parameter(d, Users, "per_page")["name"] = "page_size"),
        Case("parameter_deprecated", "-c-", "the query parameter sort is deprecated now", d => Parameter(d, Users, "sort")["deprecated"] = true),
        Case("parameter_of_64_bits", "-c-", "the query parameter page: is integer (int64), was integer", d => Schema(Parameter(d, Users, "page"))["format"] = "int64"),
        Case("parameter_of_another_type", "BBB", "the query parameter page: is string, was integer", d => Schema(Parameter(d, Users, "page"))["type"] = "string"),
        Case("parameter_limit_widened", "---", "maximum", d => Limit(d, 10), d => Limit(d, 100)),
        Case("parameter_limit_narrowed", "B-B", "maximum", d => Limit(d, 100), d => Limit(d, 10)),
        Case("parameter_default_changed", "B-B", "default", d => Schema(Parameter(d, Users, "view"))["default"] = "normal"),
        Case("parameter_explode_changed", "B-B", "explode", d => Parameter(d, Users, "filters[vendor_id]")["explode"] = true),
        Case("sort_value_gone", "BcB", "the value vendor_name has gone", d => Schema(Parameter(d, Users, "sort"))["enum"]!.First(value => (string?)value == "vendor_name").Remove()),
        Case("sort_value_new", "-c-", "the value city is new", d => ((JArray)Schema(Parameter(d, Users, "sort"))["enum"]!).Add("city")),
        Case("view_value_new_with_a_sign", "-c-", "the value N/A is new", d => ((JArray)Schema(Parameter(d, Users, "view"))["enum"]!).Add("N/A")),
        Case("deep_object_filter_new", "-B-", "the query parameter filters is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "filters", "in": "query", "style": "deepObject", "explode": true, "schema": { "type": "object", "properties": { "active": { "type": "boolean" }, "level": { "type": "integer" } } } }"""))),
        Case("parameter_with_inline_enum_new", "-B-", "the query parameter state is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "state", "in": "query", "schema": { "type": "string", "enum": ["on", "off"] } }"""))),
        Case("parameter_with_the_name_of_a_keyword_new", "-B-", "the query parameter class is new", d => Parameters(d, Users).Add(Query("class"))),
        Case("filter_with_the_name_of_a_path_parameter_new", "-B-", "the query parameter filters[id] is new", d => Parameters(d, User).Add(Query("filters[id]"))),

        // Properties of answers
        Case("answer_property_new", "-c-", "shoe_size is new", d => Properties(d, "CompanyUser2")["shoe_size"] = JObject.Parse("""{ "type": "integer" }""")),
        Case("answer_property_gone", "BcB", "zip has gone", d => Properties(d, "CompanyUserUpdated").Remove("zip")),
        Case("answer_property_deprecated", "-c-", "zip is deprecated now", d => Properties(d, "CompanyUserUpdated")["zip"]!["deprecated"] = true),
        Case("answer_property_of_another_type", "BBB", "employee_id: is integer, was string", d => Properties(d, "CompanyUserUpdated")["employee_id"]!["type"] = "integer"),
        Case("answer_property_may_be_text_or_object", "-c-", "shape is new", d => Properties(d, "CompanyUser2")["shape"] = JObject.Parse("""{ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": { "type": "string" } } }] }""")),
        Case("answer_date_time_is_a_date", "--c", "is string (date), was string (date-time)", d => Properties(d, "CompanyUserUpdated")["created_at"]!["format"] = "date"),
        Case("answer_property_of_64_bits", "BBB", "is integer (int64), was integer", d => Properties(d, "CompanyUserUpdated")["count"] = JObject.Parse("""{ "type": "integer" }"""), d => Properties(d, "CompanyUserUpdated")["count"] = JObject.Parse("""{ "type": "integer", "format": "int64" }""")),
        Case("answer_property_nullable", "---", "nullable is true", d => Properties(d, "CompanyUserUpdated")["zip"]!["nullable"] = true),
        Case("answer_property_with_a_digit_first", "-c-", "2fa_enabled is new", d => Properties(d, "CompanyUser2")["2fa_enabled"] = JObject.Parse("""{ "type": "boolean" }""")),
        Case("answer_property_with_signs", "-c-", "e-mail is new", d => Properties(d, "CompanyUser2")["e-mail"] = JObject.Parse("""{ "type": "string" }""")),
        Case("answer_property_with_a_dot", "-c-", "procore.id is new", d => Properties(d, "CompanyUser2")["procore.id"] = JObject.Parse("""{ "type": "integer" }""")),
        Case("answer_property_in_two_spellings", "-c-", "emailAddress is new", d => Properties(d, "CompanyUser2")["emailAddress"] = JObject.Parse("""{ "type": "string" }""")),
        Case("answer_property_with_the_name_of_a_member", "-c-", "is_given is new", d => Properties(d, "CompanyUser2")["is_given"] = JObject.Parse("""{ "type": "string" }""")),
        Case("answer_enum_with_signs_new", "-c-", "grade is new", d => Properties(d, "CompanyUser2")["grade"] = JObject.Parse("""{ "type": "string", "enum": ["N/A", "T&M", "1099", "+1", "-1", "a b", "a_b"] }""")),
        Case("answer_enum_of_numbers_new", "-c-", "grade is new", d => Properties(d, "CompanyUser2")["grade"] = JObject.Parse("""{ "type": "integer", "enum": [1, 2] }""")),
        Case("answer_list_of_inline_enum_new", "-c-", "labels is new", d => Properties(d, "CompanyUser2")["labels"] = JObject.Parse("""{ "type": "array", "items": { "type": "string", "enum": ["a", "b"] } }""")),
        Case("answer_list_of_inline_objects_new", "-c-", "badges is new", d => Properties(d, "CompanyUser2")["badges"] = JObject.Parse("""{ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" } } } }""")),
        Case("answer_map_of_inline_objects_new", "-c-", "extras is new", d => Properties(d, "CompanyUser2")["extras"] = JObject.Parse("""{ "type": "object", "additionalProperties": { "type": "object", "properties": { "a": { "type": "string" } } } }""")),
        Case("answer_vendor_as_nullable_all_of", "---", "nullable", d => Properties(d, "CompanyUserUpdated")["vendor"] = new JObject { ["allOf"] = new JArray(Properties(d, "CompanyUserUpdated")["vendor"]!.DeepClone()), ["nullable"] = true }),
        Case("answer_vendor_with_a_parent", "-c-", "vendor.parent is new", d => Properties(d, "VendorCompact2")["parent"] = SchemaReference.To("VendorCompact2")),
        Case("answer_user_with_a_manager", "-c-", "manager is new", d => Properties(d, "CompanyUserUpdated")["manager"] = SchemaReference.To("CompanyUserUpdated")),
        Case("answer_wrapped_in_data", "BBB", "", d => WrapAnswer(d, User, "get")),
        Case("answer_list_wrapped_in_data", "BBB", "", d => WrapAnswer(d, Users, "get")),
        Case("answer_enum_value_new", "-c-", "the value portfolio is new", d => ((JArray)Properties(d, "CompanyUserPermissionTemplate")["type"]!["enum"]!).Add("portfolio")),
        Case("answer_header_gone", "B-B", "the answer's header Total has gone", d => Headers(d, Users).Remove("Total")),
        Case("answer_header_of_another_type", "c-c", "the answer's header Total: is string, was integer", d => Headers(d, Users)["Total"]!["schema"] = JObject.Parse("""{ "type": "string" }""")),
        Case("answer_refuses_further_properties", "---", "further properties are refused now", d => Schemas(d)["CompanyUserUpdated"]!["additionalProperties"] = false),

        // Bodies
        Case("body_property_new", "-c-", "the body: user.nickname is new", d => Properties(d, "CompanyUser3")["nickname"] = JObject.Parse("""{ "type": "string" }""")),
        Case("body_property_gone", "BcB", "the body: user.zip has gone", d => Properties(d, "CompanyUser3").Remove("zip")),
        Case("body_property_required", "B-B", "the body: user.zip is required now", d => ((JArray)(Schemas(d)["CompanyUser3"]!["required"] ??= new JArray())).Add("zip")),
        Case("body_property_of_another_type", "BBB", "the body: updates[].employee_id: is integer, was string", d => Properties(d, "CompanyUsersInner")["employee_id"]!["type"] = "integer"),
        Case("body_property_with_a_limit", "B-B", "maxLength is 10, was not given", d => Properties(d, "CompanyUser3")["zip"]!["maxLength"] = 10),
        Case("body_default_changed", "B-B", "is_active: default is false", d => Properties(d, "CompanyUser3")["is_active"]!["default"] = false),
        Case("body_refuses_further_properties", "c-B", "further properties are refused now", d => Schemas(d)["CompanyUser3"]!["additionalProperties"] = false),
        Case("body_unwrapped", "BcB", "", d => Op(d, User, "patch")["requestBody"]!["content"] = JObject.Parse("""{ "application/json": { "schema": { "$ref": "#/components/schemas/CompanyUser3" } } }""")),
        Case("body_as_json_only", "BcB", "is no longer multipart/form-data", d => ((JProperty)Op(d, Sync, "patch")["requestBody"]!["content"]!.First!).Replace(new JProperty("application/json", Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!.DeepClone()))),

        // Statuses
        Case("status_201_instead_of_200", "--c", "the status of success is 201 now, was 200", d => RenameStatus(d, User, "patch", "200", "201")),
        Case("status_204_only", "BcB", "status 200 has gone", d => Op(d, User, "patch")["responses"] = JObject.Parse("""{ "204": { "description": "No Content" } }""")),
        Case("status_202_without_content_new", "BcB", "status 202 is new, with another body", d => Op(d, Users, "post")["responses"]!["202"] = JObject.Parse("""{ "description": "Accepted" }""")),
        Case("status_202_loses_its_content", "BcB", "", d => ((JObject)Op(d, User + "/invite", "patch")["responses"]!["202"]!).Remove("content")),
        Case("status_of_an_error_new", "-cc", "status 418 is new", d => Op(d, Users, "post")["responses"]!["418"] = JObject.Parse("""{ "description": "Teapot" }""")),
        Case("status_of_an_error_gone", "--c", "status 409 has gone", d => ((JObject)Op(d, Users, "post")["responses"]!).Remove("409")),
        Case("answer_as_text", "BcB", "is no longer application/json", d => ((JObject)Get(d, Users)["responses"]!["200"]!)["content"] = JObject.Parse("""{ "text/csv": { "schema": { "type": "string" } } }""")),
        Case("answer_as_text_too", "---", "may be text/csv now", d => Get(d, Users)["responses"]!["200"]!["content"]!["text/csv"] = JObject.Parse("""{ "schema": { "type": "string" } }""")),

        Case("status_as_a_range", "--c", "the status of success is 2XX now, was 200", d => RenameStatus(d, User, "patch", "200", "2XX")),
        Case("body_property_read_only", "B-B", "readOnly is true", d => Properties(d, "CompanyUser3")["zip"]!["readOnly"] = true),
        Case("answer_property_write_only", "B-B", "writeOnly is true", d => Properties(d, "CompanyUserUpdated")["zip"]!["writeOnly"] = true),
        Case("servers_of_a_path_new", "c-c", "the operation: servers is", d => At(d, User)["servers"] = JArray.Parse("""[{ "url": "https://api2.procore.com" }]""")),

        // The document
        Case("servers_changed", "c-c", "the document: servers is", d => d["servers"] = JArray.Parse("""[{ "url": "https://api2.procore.com" }]""")),
        Case("security_of_the_document_new", "c-c", "the document: security is", d => d["security"] = JArray.Parse("""[{ "oauth": [] }]""")),
        Case("security_of_an_operation_new", "c-c", "the operation: security is", d => Get(d, Users)["security"] = JArray.Parse("""[{ "oauth": ["directory"] }]""")),
        Case("version_of_the_document", "", "", d => d["info"]!["version"] = "2027"),
        Case("nothing", "", "", _ => { }),

        // OpenAPI 3.1
        Case("types_with_null", "---", "nullable", d => Properties(d, "CompanyUserUpdated")["zip"]!["type"] = new JArray("string", "null")),
        Case("types_of_two_kinds", "BBB", "", d => Properties(d, "CompanyUserUpdated")["zip"]!["type"] = new JArray("string", "integer")),
        Case("reference_or_null", "---", "nullable", d => Properties(d, "CompanyUserUpdated")["vendor"] = new JObject { ["anyOf"] = new JArray(Properties(d, "CompanyUserUpdated")["vendor"]!.DeepClone(), new JObject { ["type"] = "null" }) }),
        Case("version_3_1", "", "", d => d["openapi"] = "3.1.0"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Refresh_reports_each_mutation(Action<JObject>[] steps, string verdict, string text)
    {
        var published = Inputs.Published;
        if (steps.Length > 1)
            steps[0](published);
        var changed = (JObject)published.DeepClone();
        steps[^1](changed);

        var refreshed = Cut(changed);
        var changes = DocumentComparison.Between(published, Inputs.Retired, refreshed, Routes);
        var retired = Retirement.Of(published, Inputs.Retired, refreshed, new DateOnly(2027, 1, 2));
        var spec = SpecPipeline.Run(refreshed, retired, Inputs.Overlay, Inputs.Descriptions, publishedOverlay: null, Kept);
        var report = new ChangeReport(changes, [.. spec.Conflicts.Select(conflict => new ChangeReport.MetConflict(conflict, []))], spec.IdleActions, spec.Warnings, []).Text();

        Assert.Multiple(() =>
        {
            Assert.That(Verdict(changes.Where(change => change.Text.Contains(text, StringComparison.Ordinal))), Is.EqualTo(verdict), report);
            Assert.That(spec.IsComplete, report);
            Assert.That(GeneratedNames(spec), Is.Unique, "what is generated compiles");
        });
    }

    [Test]
    public void Refresh_reports_a_changed_property_type_in_a_single_schema()
    {
        var unread = new List<string>();
        foreach (var (schema, property) in Schemas(Inputs.Published).Properties().SelectMany(schema => ((schema.Value["properties"] as JObject)?.Properties() ?? []).Select(property => (schema.Name, property.Name))).Where((_, i) => i % 40 == 0))
        {
            var changed = Inputs.Published;
            var type = (JObject)Properties(changed, schema)[property]!;
            type.Replace(JObject.Parse($$"""{ "type": "{{((string?)type["type"] is "boolean" ? "string" : "boolean")}}" }"""));

            var changes = DocumentComparison.Between(Inputs.Published, Inputs.Retired, changed, Routes);
            var spec = SpecPipeline.Run(changed, Retirement.Of(Inputs.Published, Inputs.Retired, changed, new DateOnly(2027, 1, 2)), Inputs.Overlay, Inputs.Descriptions, publishedOverlay: null, Kept);
            if (changes.Count == 0 || !spec.IsComplete)
                unread.Add($"{schema}.{property}");
        }

        Assert.That(unread, Is.Empty);
    }

    private static JObject Cut(JObject document)
    {
        var file = System.IO.Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, document.ToString());
            return PublishedSlice.Cut(file, Known);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The worst verdict of some changes for each audience; empty without changes.</summary>
    private static string Verdict(IEnumerable<Change> changes)
    {
        var verdicts = changes.Select(change => change.Verdict).ToList();
        return verdicts.Count == 0 ? "" : string.Concat(new[] { verdicts.Max(verdict => verdict.Facade), verdicts.Max(verdict => verdict.Raw), verdicts.Max(verdict => verdict.Wire) }
            .Select(effect => effect switch { Effect.Breaks => 'B', Effect.Changes => 'c', _ => '-' }));
    }

    /// <summary>The names in C# that must not be there twice: operations, arguments, schemas, properties and values.</summary>
    private static IEnumerable<string> GeneratedNames(BuiltSpec spec)
    {
        var document = OpenApiDocument.Parse(spec.Json, "the spec");
        foreach (var operation in document.Operations)
        {
            yield return operation.Id;
            foreach (var parameter in operation.Parameters)
                yield return $"{operation.Id}({parameter["x-originalName"]})";
        }

        foreach (var schema in document.Schemas.Properties())
        {
            foreach (var property in ((schema.Value["properties"] as JObject)?.Properties() ?? []))
                yield return $"{schema.Name}.{property.Value["x-name"] ?? Casing.Usual(property.Name)}";
            foreach (var value in schema.Value["enum"] ?? new JArray())
                yield return $"{schema.Name} {schema.Value["x-value-names"]?[$"{value}"] ?? Casing.Usual($"{value}")}";
        }
    }

    private static TestCaseData Case(string name, string verdict, string text, params Action<JObject>[] steps) =>
        new TestCaseData(steps, verdict, text).SetName($"Refresh_reports_{name}");

    private static JObject Paths(JObject document) => (JObject)document["paths"]!;

    private static JObject At(JObject document, string path) => (JObject)document["paths"]![path]!;

    private static JObject Op(JObject document, string path, string verb) => (JObject)document["paths"]![path]![verb]!;

    private static JObject Get(JObject document, string path) => Op(document, path, "get");

    private static JArray Parameters(JObject document, string path) => (JArray)Get(document, path)["parameters"]!;

    private static JObject Parameter(JObject document, string path, string name) =>
        Parameters(document, path).OfType<JObject>().Single(parameter => (string?)parameter["name"] == name);

    private static JObject Schema(JObject parameter) => (JObject)parameter["schema"]!;

    private static JObject Schemas(JObject document) => (JObject)document["components"]!["schemas"]!;

    private static JObject Properties(JObject document, string schema) => (JObject)Schemas(document)[schema]!["properties"]!;

    private static JObject Headers(JObject document, string path) => (JObject)Get(document, path)["responses"]!["200"]!["headers"]!;

    private static JObject Query(string name, bool required = false) => new() { ["name"] = name, ["in"] = "query", ["required"] = required, ["schema"] = new JObject { ["type"] = "string" } };

    private static JObject Clone(JObject json) => (JObject)json.DeepClone();

    private static void Limit(JObject document, int maximum) => Schema(Parameter(document, Users, "per_page"))["maximum"] = maximum;

    private static void Swap(JArray parameters, string one, string other)
    {
        var names = parameters.Select(parameter => (string)parameter["name"]!).ToList();
        var (i, j) = (names.IndexOf(one), names.IndexOf(other));
        (parameters[i], parameters[j]) = (parameters[j].DeepClone(), parameters[i].DeepClone());
    }

    private static void Move(JObject document, string from, string to)
    {
        Paths(document)[to] = At(document, from);
        Paths(document).Remove(from);
    }

    private static void RenamePathParameter(JObject document, string path, string from, string to)
    {
        foreach (var parameter in At(document, path).Descendants().OfType<JObject>().Where(json => (string?)json["in"] == "path" && (string?)json["name"] == from).ToList())
            parameter["name"] = to;
        Move(document, path, path.Replace($"{{{from}}}", $"{{{to}}}", StringComparison.Ordinal));
    }

    private static void Retag(JObject document, string from, string to)
    {
        foreach (var tag in document.Descendants().OfType<JValue>().Where(value => (string?)(value.Value as string) == from).ToList())
            tag.Value = to;
        Paths(document)[Users + "/new"] = new JObject { ["get"] = Clone(Get(document, Users)) };
    }

    private static void WrapAnswer(JObject document, string path, string verb)
    {
        var media = (JObject)Op(document, path, verb)["responses"]!["200"]!["content"]!["application/json"]!;
        media["schema"] = new JObject { ["type"] = "object", ["properties"] = new JObject { ["data"] = media["schema"]!.DeepClone() } };
    }

    private static void RenameStatus(JObject document, string path, string verb, string from, string to)
    {
        var responses = (JObject)Op(document, path, verb)["responses"]!;
        responses[to] = responses[from]!.DeepClone();
        responses.Remove(from);
    }
}
