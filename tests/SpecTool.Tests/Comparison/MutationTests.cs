using Newtonsoft.Json.Linq;
using SpecTool.Comparison;
using SpecTool.OpenApi;
using SpecTool.Refresh;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>
/// Changes of the kinds that providers make, each tried on the real document: there is a report, its verdict is right for each
/// audience, and something is generated. Verdicts are facade, raw clients at compile time, wire: `-` unaffected, `c` changed, `B` broken.
/// With `!` the facade doesn't compile until Routes is changed, as `refresh` says at its end; everything else compiles, which tests/SpecTool.Compilation tries.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class MutationTests
{
    private const string Company = "/rest/v1.3/companies/{company_id}";
    private const string Users = Company + "/users";
    private const string User = Users + "/{id}";
    private const string Sync = Users + "/sync";
    private const string Projects = "/rest/v1.1/projects";

    /// <summary>Properties may have the names of OpenAPI's own words.</summary>
    private static readonly string[] Keywords =
    [
        "type", "properties", "items", "enum", "required", "default", "format", "nullable", "allOf", "oneOf", "additionalProperties", "const", "responses", "content",
        "headers", "parameters", "schema", "description", "title", "summary", "example", "examples", "links", "security", "deprecated", "paths",
    ];

    /// <summary>Properties may have the names of members that every generated class has.</summary>
    private static readonly string[] Members =
    [
        "equals", "get_hash_code", "to_string", "get_type", "memberwise_clone", "is_empty", "is_given", "id_", "get_id", "set_id", "additional_properties", "unknown_properties", "other_properties",
        "create", "reset", "object", "string", "system", "task", "procore", "value", "name_of", "json_model", "optional", "read", "write", "parse", "known", "values", "implicit", "op_equality",
    ];

    private static readonly FacadeRoutes Routes = FacadeRoutes.Read(Inputs.Frozen.Routes);
    private static readonly BuiltSpec Unchanged = Inputs.Build();
    private static readonly IReadOnlySet<string> UnchangedSurface = RawSurface.Of(Unchanged);

    private static readonly IReadOnlyList<string> Known =
    [
        .. Paths(Inputs.SharedPublished).Properties().Concat(Paths(Inputs.SharedRetired).Properties())
            .SelectMany(path => ((JObject)path.Value).Properties().Select(operation => $"{operation.Name.ToUpperInvariant()} {OpenApiDocument.Address(path.Name)}")),
    ];

    internal static IEnumerable<TestCaseData> Cases =>
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
        Case("required_parameter_new", "BBB!", "is new and required", d => Parameters(d, Users).Add(Query("extra", required: true))),
        Case("parameters_reordered", "---", "the order of the parameters is another", d => Swap(Parameters(d, Users), "page", "per_page")),
        Case("parameter_gone_that_the_facade_sends", "BcB", "the query parameter filters[search] has gone", d => Parameter(d, Users, "filters[search]").Remove()),
        Case("parameter_gone_that_the_facade_never_sends", "-cB", "the query parameter sort has gone", d => Parameter(d, Projects, "sort").Remove()),
        Case("company_header_gone", "---", "the header parameter Procore-Company-Id has gone", d => Parameter(d, Users, "Procore-Company-Id").Remove()),
        Case("company_header_optional", "---", "the client always sends it", d => Parameter(d, Users, "Procore-Company-Id")["required"] = false),
        Case("parameter_required_now", "BBB", "the query parameter page is required now", d => Parameter(d, Users, "page")["required"] = true),
        Case("parameter_renamed", "BBB", "it seems to be called page_size now", d => Parameter(d, Users, "per_page")["name"] = "page_size"),
        Case("parameter_deprecated", "-c-", "the query parameter sort is deprecated now", d => Parameter(d, Users, "sort")["deprecated"] = true),
        Case("parameter_of_64_bits", "-c-", "the query parameter page: is integer (int64), was integer", d => Schema(Parameter(d, Users, "page"))["format"] = "int64"),
        Case("parameter_of_another_type", "BBB!", "the query parameter page: is string, was integer", d => Schema(Parameter(d, Users, "page"))["type"] = "string"),
        Case("parameter_limit_widened", "---", "maximum", d => Limit(d, 10), d => Limit(d, 100)),
        Case("parameter_limit_narrowed", "B-B", "maximum", d => Limit(d, 100), d => Limit(d, 10)),
        Case("parameter_default_changed", "B-B", "default", d => Schema(Parameter(d, Users, "view"))["default"] = "normal"),
        Case("parameter_explode_changed", "B-B", "explode", d => Parameter(d, Users, "filters[vendor_id]")["explode"] = true),
        Case("sort_value_gone", "BcB", "the value vendor_name has gone", d => Schema(Parameter(d, Users, "sort"))["enum"]!.First(value => (string?)value == "vendor_name").Remove()),
        Case("sort_value_new", "-c-", "the value city is new", d => ((JArray)Schema(Parameter(d, Users, "sort"))["enum"]!).Add("city")),
        Case("view_value_new_with_a_sign", "-c-", "the value N/A is new", d => ((JArray)Schema(Parameter(d, Users, "view"))["enum"]!).Add("N/A")),
        Case("deep_object_filter_new", "-B-", "the query parameter filters[active] is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "filters", "in": "query", "style": "deepObject", "explode": true, "schema": { "type": "object", "properties": { "active": { "type": "boolean" }, "level": { "type": "integer" } } } }"""))),
        Case("parameter_with_inline_enum_new", "-B-", "the query parameter state is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "state", "in": "query", "schema": { "type": "string", "enum": ["on", "off"] } }"""))),
        Case("parameter_with_the_name_of_a_keyword_new", "-B-", "the query parameter class is new", d => Parameters(d, Users).Add(Query("class"))),
        Case("filter_with_the_name_of_a_path_parameter_new", "-B-", "the query parameter filters[id] is new", d => Parameters(d, User).Add(Query("filters[id]"))),

        // Properties of answers
        Case("answer_property_new", "-c-", "shoe_size is new", d => Properties(d, "CompanyUser2")["shoe_size"] = JObject.Parse("""{ "type": "integer" }""")),
        Case("answer_property_gone", "BcB", "zip has gone", d => Properties(d, "CompanyUserUpdated").Remove("zip")),
        Case("answer_property_deprecated", "-c-", "zip is deprecated now", d => Properties(d, "CompanyUserUpdated")["zip"]!["deprecated"] = true),
        Case("answer_property_of_another_type", "c-c", "employee_id: is integer, was string", d => Properties(d, "CompanyUserUpdated")["employee_id"]!["type"] = "integer"),
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
        Case("answer_wrapped_in_data", "BBB!", "", d => WrapAnswer(d, User, "get")),
        Case("answer_wrapped_in_data_that_only_raw_callers_read", "-BB", "what was the whole is in data now", d => WrapAnswer(d, Users.Replace("v1.3", "v1.0", StringComparison.Ordinal), "post", "201")),
        Case("answer_list_wrapped_in_data_that_only_raw_callers_read", "-BB", "what was the whole is in data now", d => WrapAnswer(d, Users.Replace("v1.3", "v1.0", StringComparison.Ordinal), "get")),
        Case("answer_that_is_one_reference_wrapped_in_data", "BBB!", "what was the whole is in data now", d => WrapAnswer(d, Company + "/me", "get")),
        Case("answer_unwrapped", "BBB", "what was in data is the whole now", d => WrapAnswer(d, Company + "/me", "get"), d => UnwrapAnswer(d, Company + "/me", "get")),
        Case("answer_list_wrapped_in_data", "BBB!", "", d => WrapAnswer(d, Users, "get")),
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
        Case("body_unwrapped", "BBB!", "", d => Op(d, User, "patch")["requestBody"]!["content"] = JObject.Parse("""{ "application/json": { "schema": { "$ref": "#/components/schemas/CompanyUser3" } } }""")),
        Case("body_wrapped", "BcB", "what was the whole is in data now", d => { var media = (JObject)Op(d, User, "patch")["requestBody"]!["content"]!.First!.First!; media["schema"] = new JObject { ["type"] = "object", ["properties"] = new JObject { ["data"] = media["schema"]!.DeepClone() } }; }),
        Case("body_as_json_only", "BcB", "is no longer multipart/form-data", d => ((JProperty)Op(d, Sync, "patch")["requestBody"]!["content"]!.First!).Replace(new JProperty("application/json", Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!.DeepClone()))),

        // Statuses
        Case("status_201_instead_of_200", "--c", "the status of success is 201 now, was 200", d => RenameStatus(d, User, "patch", "200", "201")),
        Case("status_204_only", "BcB", "status 200 has gone", d => Op(d, User, "patch")["responses"] = JObject.Parse("""{ "204": { "description": "No Content" } }""")),
        Case("status_202_without_content_new", "BcB", "status 202 is new, with another body", d => Op(d, Users, "post")["responses"]!["202"] = JObject.Parse("""{ "description": "Accepted" }""")),
        Case("status_202_loses_its_content", "BcB", "", d => ((JObject)Op(d, User + "/invite", "patch")["responses"]!["202"]!).Remove("content")),
        Case("status_of_an_error_new", "-cc", "status 418 is new", d => Op(d, Users, "post")["responses"]!["418"] = JObject.Parse("""{ "description": "Teapot" }""")),
        Case("status_of_an_error_gone", "--c", "status 409 has gone", d => ((JObject)Op(d, Users, "post")["responses"]!).Remove("409")),
        Case("answer_as_text", "BBB!", "is no longer application/json", d => ((JObject)Get(d, Users)["responses"]!["200"]!)["content"] = JObject.Parse("""{ "text/csv": { "schema": { "type": "string" } } }""")),
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
        Case("types_of_two_kinds", "c-c", "", d => Properties(d, "CompanyUserUpdated")["zip"]!["type"] = new JArray("string", "integer")),
        Case("reference_or_null", "---", "nullable", d => Properties(d, "CompanyUserUpdated")["vendor"] = new JObject { ["anyOf"] = new JArray(Properties(d, "CompanyUserUpdated")["vendor"]!.DeepClone(), new JObject { ["type"] = "null" }) }),
        Case("version_3_1", "", "", d => d["openapi"] = "3.1.0"),
        // Operations, in more ways
        Case("operation_no_longer_deprecated", "-c-", "the operation is no longer deprecated", d => Get(d, Users)["deprecated"] = true, d => Get(d, Users)["deprecated"] = false),
        Case("operation_gone_in_an_older_version", "-cB", "has gone", d => Paths(d).Remove(Users.Replace("v1.3", "v1.2", StringComparison.Ordinal))),
        Case("operation_new_with_another_verb", "-c-", $"PUT {User} is new", d => At(d, User)["put"] = Clone(Op(d, User, "patch"))),
        Case("operation_new_in_a_newer_version_with_another_tag", "-c-", "is new", d => Paths(d)[Users.Replace("v1.3", "v1.4", StringComparison.Ordinal)] = new JObject { ["get"] = WithTag(Get(d, Users), "Core/People") }),
        Case("operation_without_tags", "---", "the tag is", d => Get(d, Users).Remove("tags")),
        Case("operation_with_a_second_tag", "", "", d => ((JArray)Get(d, Users)["tags"]!).Add("Core/People")),
        Case("two_paths_that_differ_in_a_name", "-c-", "is new", d => Paths(d)["/rest/v1.3/companies/{id}/users/{user_id}/merge"] = new JObject { ["post"] = Clone(Op(d, Users, "post")) }, d => Paths(d)["/rest/v1.3/companies/{company_id}/users/{id}/merge"] = new JObject { ["put"] = Clone(Op(d, Users, "post")) }),
        Case("path_with_a_slash_at_its_end", "BcB", "has gone", d => Move(d, User + "/invite", User + "/invite/")),
        Case("operation_with_callbacks", "", "", d => Op(d, Sync, "patch")["callbacks"] = JObject.Parse("""{ "done": { "{$request.body#/url}": { "post": { "responses": { "200": { "description": "OK" } } } } } }""")),

        // Parameters, in more ways
        Case("parameters_of_the_path", "", "", d => MoveToPath(d, User)),
        Case("parameter_in_the_header_now", "BBB", "filters[search]", d => Parameter(d, Users, "filters[search]")["in"] = "header"),
        Case("header_parameter_new", "-B-", "the header parameter Accept-Language is new", d => Parameters(d, Users).Add(Header("Accept-Language"))),
        Case("header_parameter_new_and_required", "BBB!", "the header parameter Idempotency-Key is new and required", d => Parameters(d, Users).Add(Header("Idempotency-Key", required: true))),
        Case("company_header_in_lower_case", "", "", d => Parameter(d, Users, "Procore-Company-Id")["name"] = "procore-company-id"),
        Case("cookie_parameter_new", "-B-", "the cookie parameter session is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "session", "in": "cookie", "schema": { "type": "string" } }"""))),
        Case("parameter_with_content_new", "-B-", "the query parameter where is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "where", "in": "query", "content": { "application/json": { "schema": { "type": "object" } } } }"""))),
        Case("parameter_with_a_referenced_enum_new", "-B-", "the query parameter state is new", d => { Schemas(d)["UserState"] = JObject.Parse("""{ "type": "string", "enum": ["on", "off"] }"""); Parameters(d, Users).Add(new JObject { ["name"] = "state", ["in"] = "query", ["schema"] = SchemaReference.To("UserState") }); }),
        Case("parameter_that_is_a_list_new", "-B-", "the query parameter ids[] is new", d => Parameters(d, Users).Add(JObject.Parse("""{ "name": "ids[]", "in": "query", "schema": { "type": "array", "items": { "type": "integer" } } }"""))),
        Case("parameter_with_signs_new", "-B-", "the query parameter page[size]", d => { Parameters(d, Users).Add(Query("page[size]")); Parameters(d, Users).Add(Query("pageSize")); Parameters(d, Users).Add(Query("größe")); }),
        Case("parameter_is_a_list_now", "BBB!", "the query parameter filters[search]: is array, was string", d => Schema(Parameter(d, Users, "filters[search]")).Replace(JObject.Parse("""{ "type": "array", "items": { "type": "string" } }"""))),
        Case("parameter_with_an_enum_now", "BBB!", "takes only certain values now", d => Schema(Parameter(d, Users, "filters[search]"))["enum"] = new JArray("a", "b")),
        Case("parameter_takes_any_value_now", "---", "takes any value now", d => Schema(Parameter(d, Users, "sort")).Remove("enum")),
        Case("parameter_with_a_pattern", "B-B", "pattern is", d => Schema(Parameter(d, Users, "filters[search]"))["pattern"] = "^[a-z]+$"),
        Case("parameter_with_a_format", "--c", "the query parameter filters[search]: format is \"email\"", d => Schema(Parameter(d, Users, "filters[search]"))["format"] = "email"),
        Case("parameter_nullable", "---", "nullable is true", d => Schema(Parameter(d, Users, "filters[search]"))["nullable"] = true),
        Case("parameter_with_an_example", "", "", d => Parameter(d, Users, "page")["example"] = 3),
        Case("parameter_allows_reserved_signs", "c-c", "allowReserved is True", d => Parameter(d, Users, "filters[search]")["allowReserved"] = true),
        Case("path_parameter_is_text", "BBB!", "the path parameter id: is string, was integer", d => Schema(Parameter(d, User, "id")).Replace(JObject.Parse("""{ "type": "string" }"""))),

        // Properties of answers, in more ways
        Case("answer_properties_with_the_names_of_keywords", "-c-", "is new", d => { foreach (var name in Keywords) Properties(d, "CompanyUser2")[name] = JObject.Parse("""{ "type": "string", "description": "Any." }"""); }),
        Case("answer_property_of_each_keyword_as_object", "-c-", "is new", d => { foreach (var name in Keywords) Properties(d, "CompanyUser2")[name] = JObject.Parse("""{ "type": "object", "properties": { "a": { "type": "string" } } }"""); }),
        Case("answer_property_with_a_format", "---", "format is \"ipv4\"", d => Properties(d, "CompanyUserUpdated")["zip"]!["format"] = "ipv4"),
        Case("answer_property_with_the_format_of_an_address", "---", "format is \"uri\"", d => Properties(d, "CompanyUserUpdated")["avatar"]!["format"] = "uri"),
        Case("answer_property_is_a_uuid", "---", "format is \"uuid\"", d => Properties(d, "CompanyUserUpdated")["origin_id"]!["format"] = "uuid"),
        Case("answer_property_with_an_enum_now", "BB-", "takes only certain values now", d => Properties(d, "CompanyUserUpdated")["country_code"]!["enum"] = new JArray("US", "CA")),
        Case("answer_enum_of_any_value", "---", "takes any value now", d => ((JObject)Properties(d, "CompanyUserPermissionTemplate")["type"]!).Remove("enum")),
        Case("answer_enum_value_gone", "-c-", "the value company_tools has gone", d => Properties(d, "CompanyUserPermissionTemplate")["type"]!["enum"]!.First(value => $"{value}" == "company_tools").Remove()),
        Case("answer_enum_with_odd_values_new", "-c-", "grade is new", d => Properties(d, "CompanyUser2")["grade"] = JObject.Parse("""{ "type": "string", "enum": ["", "a", "a", null, "größe", " a", "Value", "value", "Equals", "class"], "nullable": true }""")),
        Case("answer_property_is_a_list_now", "c-c", "job_title: is array, was string", d => Properties(d, "CompanyUserUpdated")["job_title"] = JObject.Parse("""{ "type": "array", "items": { "type": "string" } }""")),
        Case("answer_property_is_an_object_now", "c-c", "job_title: is object, was string", d => Properties(d, "CompanyUserUpdated")["job_title"] = JObject.Parse("""{ "type": "object", "properties": { "id": { "type": "integer" }, "name": { "type": "string" } } }""")),
        Case("answer_property_may_be_text_or_object_now", "c-c", "job_title: is one of several, was string", d => Properties(d, "CompanyUserUpdated")["job_title"] = JObject.Parse("""{ "oneOf": [{ "type": "string" }, { "type": "object" }] }""")),
        Case("answer_number_with_a_format", "---", "format is", d => Properties(d, "CompanyUserUpdated")["rate"] = JObject.Parse("""{ "type": "number" }"""), d => Properties(d, "CompanyUserUpdated")["rate"] = JObject.Parse("""{ "type": "number", "format": "double" }""")),
        Case("answer_integer_is_a_number", "BBB", "is number, was integer", d => Properties(d, "CompanyUserUpdated")["count"] = JObject.Parse("""{ "type": "integer" }"""), d => Properties(d, "CompanyUserUpdated")["count"] = JObject.Parse("""{ "type": "number" }""")),
        Case("answer_property_required", "---", "zip is required now", d => ((JArray)(Schemas(d)["CompanyUserUpdated"]!["required"] ??= new JArray())).Add("zip")),
        Case("answer_property_with_limits", "---", "maxLength is 10", d => Properties(d, "CompanyUserUpdated")["zip"]!["maxLength"] = 10),
        Case("answer_property_with_a_default", "---", "default is", d => Properties(d, "CompanyUserUpdated")["zip"]!["default"] = "1"),
        Case("answer_property_without_a_type_new", "-c-", "extra is new", d => Properties(d, "CompanyUser2")["extra"] = new JObject()),
        Case("answer_list_without_items_new", "-c-", "extras is new", d => Properties(d, "CompanyUser2")["extras"] = JObject.Parse("""{ "type": "array" }""")),
        Case("answer_list_of_lists_new", "-c-", "extras is new", d => Properties(d, "CompanyUser2")["extras"] = JObject.Parse("""{ "type": "array", "items": { "type": "array", "items": { "type": "object", "properties": { "a": { "type": "string" } } } } }""")),
        Case("answer_map_of_references_new", "-c-", "vendors is new", d => Properties(d, "CompanyUser2")["vendors"] = new JObject { ["type"] = "object", ["additionalProperties"] = SchemaReference.To("VendorCompact2") }),
        Case("answer_property_by_discriminator_new", "-c-", "owner is new", d => Properties(d, "CompanyUser2")["owner"] = new JObject { ["oneOf"] = new JArray(SchemaReference.To("VendorCompact2"), SchemaReference.To("CompanyUserPermissionTemplate")), ["discriminator"] = JObject.Parse("""{ "propertyName": "type" }""") }),
        Case("answer_properties_that_differ_in_case", "-c-", "is new", d => { Properties(d, "CompanyUser2")["ID"] = JObject.Parse("""{ "type": "integer" }"""); Properties(d, "CompanyUser2")["Zip"] = JObject.Parse("""{ "type": "string" }"""); }),
        Case("answer_properties_with_odd_names", "-c-", "is new", d => { foreach (var name in new[] { "größe", "a b", "$ref2", "@type", "_", "1", "a/b", "x-extra" }) Properties(d, "CompanyUser2")[name] = JObject.Parse("""{ "type": "string" }"""); }),
        Case("answer_takes_any_further_properties", "---", "any further property is published now", d => Schemas(d)["CompanyUserUpdated"]!["additionalProperties"] = new JObject { ["type"] = "string" }),
        Case("answer_property_inline_instead_of_referenced", "", "", d => Properties(d, "CompanyUserUpdated")["vendor"] = Clone((JObject)Schemas(d)["VendorCompact2"]!)),
        Case("answer_composed_of_parts", "", "", d => Schemas(d)["CompanyUserUpdated"] = Composed(d, "CompanyUserUpdated")),
        Case("schema_renamed", "", "", d => RenameSchema(d, "VendorCompact2", "Vendors.Compact-3")),
        Case("schema_renamed_that_bodies_use", "", "", d => RenameSchema(d, "CompanyUser3", "CompanyUserWrite")),
        Case("reference_with_a_description", "", "", d => Properties(d, "CompanyUserUpdated")["vendor"]!["description"] = "The vendor."),
        Case("reference_into_a_schema", "-c-", "former_zip is new", d => Properties(d, "CompanyUser2")["former_zip"] = JObject.Parse("""{ "$ref": "#/components/schemas/CompanyUserUpdated/properties/zip" }""")),
        Case("nullability_of_a_property_gone", "---", "nullable is", d => Properties(d, "CompanyUserUpdated")["zip"]!["nullable"] = true, d => Properties(d, "CompanyUserUpdated")["zip"]!["nullable"] = false),
        Case("answer_list_as_a_page", "BBB!", "what was the whole is in items now", d => { var media = (JObject)Get(d, Users)["responses"]!["200"]!["content"]!["application/json"]!; media["schema"] = new JObject { ["type"] = "object", ["properties"] = new JObject { ["items"] = media["schema"]!.DeepClone(), ["next"] = JObject.Parse("""{ "type": "string" }""") } }; }),

        // Bodies, in more ways
        Case("body_property_optional", "---", "is optional now", d => ((JArray)Schemas(d)["CompanyUser3"]!["required"]!).RemoveAll()),
        Case("body_property_new_and_required", "B-B", "user.nickname is required now", d => { Properties(d, "CompanyUser3")["nickname"] = JObject.Parse("""{ "type": "string" }"""); ((JArray)(Schemas(d)["CompanyUser3"]!["required"] ??= new JArray())).Add("nickname"); }),
        Case("body_property_with_an_enum_now", "BBB", "takes only certain values now", d => Properties(d, "CompanyUser3")["country_code"]!["enum"] = new JArray("US", "CA")),
        Case("body_property_not_nullable", "B-B", "nullable is false", d => Properties(d, "CompanyUser3")["zip"]!["nullable"] = true, d => Properties(d, "CompanyUser3")["zip"]!["nullable"] = false),
        Case("body_property_with_a_format", "--c", "format is \"uri\"", d => Properties(d, "CompanyUser3")["website"] = JObject.Parse("""{ "type": "string" }"""), d => Properties(d, "CompanyUser3")["website"] = JObject.Parse("""{ "type": "string", "format": "uri" }""")),
        Case("body_list_with_a_limit", "B-B", "maxItems is 100, was not given", d => Body(d, Sync, "patch")["properties"]!["updates"]!["maxItems"] = 100),
        Case("body_required", "-BB", "the body is required now", d => Op(d, Sync, "patch")["requestBody"]!["required"] = false, d => Op(d, Sync, "patch")["requestBody"]!["required"] = true),
        Case("body_gone", "BBB!", "the body has gone", d => Op(d, Sync, "patch").Remove("requestBody")),
        Case("body_new", "-B-", "a body is new", d => Op(d, User + "/invite", "patch")["requestBody"] = JObject.Parse("""{ "content": { "application/json": { "schema": { "type": "object", "properties": { "text": { "type": "string" } } } } } }""")),
        Case("body_under_another_name", "BcB", "the body: user has gone", d => RenameProperty(Body(d, Users, "post"), "user", "company_user")),

        // Statuses and content, in more ways
        Case("answer_with_a_charset", "--c", "application/json; charset=utf-8", d => RenameContent(d, Users, "get", "200", "application/json", "application/json; charset=utf-8")),
        Case("answer_of_a_vendor_type", "--c", "application/vnd.procore.v1+json", d => RenameContent(d, Users, "get", "200", "application/json", "application/vnd.procore.v1+json")),
        Case("status_206_new", "-cc", "status 206 is new", d => Get(d, Users)["responses"]!["206"] = Get(d, Users)["responses"]!["200"]!.DeepClone()),
        Case("status_default_new", "-cc", "status default is new", d => Get(d, Users)["responses"]!["default"] = JObject.Parse("""{ "description": "Error" }""")),
        Case("status_of_errors_as_a_range", "-cc", "status 4XX is new", d => Get(d, Users)["responses"]!["4XX"] = JObject.Parse("""{ "description": "Error" }""")),
        Case("error_with_another_body", "--c", "an error's answer", d => Get(d, Users)["responses"]!["403"]!["content"] = JObject.Parse("""{ "application/json": { "schema": { "type": "object", "properties": { "detail": { "type": "string" } } } } }""")),
        Case("answer_header_new", "---", "the answer's header X-Next is new", d => Headers(d, Users)["X-Next"] = JObject.Parse("""{ "schema": { "type": "string" } }""")),
        Case("answer_header_in_another_case", "", "", d => RenameHeader(d, Users, "Total", "total")),
        Case("answer_with_links", "", "", d => Get(d, Users)["responses"]!["200"]!["links"] = JObject.Parse("""{ "next": { "operationId": "a" } }""")),

        // The document, in more ways
        Case("security_schemes_changed", "c-c", "the document: securitySchemes is", d => Secure(d, "read"), d => Secure(d, "write")),
        Case("tags_described", "", "", d => d["tags"] = JArray.Parse("""[{ "name": "Core/Directory/company-users", "description": "People." }]""")),
        Case("servers_with_variables", "c-c", "the document: servers is", d => d["servers"] = JArray.Parse("""[{ "url": "https://{host}", "variables": { "host": { "default": "api.procore.com" } } }]""")),
        Case("contact_and_license", "", "", d => d["info"]!["contact"] = JObject.Parse("""{ "name": "Procore" }""")),

        // OpenAPI 3.1, in more ways
        Case("constant", "BB-", "takes only certain values now", d => Properties(d, "CompanyUserUpdated")["country_code"]!["const"] = "US"),
        Case("examples_and_definitions", "", "", d => { Properties(d, "CompanyUserUpdated")["zip"]!["examples"] = new JArray("1"); Schemas(d)["CompanyUserUpdated"]!["$defs"] = JObject.Parse("""{ "a": { "type": "string" } }"""); }),
        Case("type_null_alone_new", "-c-", "nothing is new", d => Properties(d, "CompanyUser2")["nothing"] = JObject.Parse("""{ "type": "null" }""")),
        Case("path_item_by_reference", "", "", d => { d["components"]!["pathItems"] = new JObject { ["One"] = At(d, User).DeepClone() }; Paths(d)[User] = JObject.Parse("""{ "$ref": "#/components/pathItems/One" }"""); }),
        Case("webhooks", "", "", d => d["webhooks"] = JObject.Parse("""{ "changed": { "post": { "responses": { "200": { "description": "OK" } } } } }""")),
        // Operations, moved and of other shapes
        Case("operation_new_that_deletes", "-c-", $"DELETE {User} is new", d => At(d, User)["delete"] = JObject.Parse("""{ "tags": ["Core/Directory/company-users"], "parameters": [{ "name": "company_id", "in": "path", "required": true, "schema": { "type": "integer" } }, { "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }], "responses": { "204": { "description": "No Content" } } }""")),
        Case("operation_with_another_verb", "BcB", $"seems to be its new address", d => { At(d, User)["put"] = Clone(Op(d, User, "patch")); At(d, User).Remove("patch"); }),
        Case("operation_moved_to_a_newer_version", "BcB", "seems to be its new address", d => Move(d, Users, Users.Replace("v1.3", "v1.4", StringComparison.Ordinal))),
        Case("operation_new_with_the_verb_head", "-c-", "is new", d => At(d, Users)["head"] = Clone(Get(d, Users))),
        Case("operation_new_that_returns_an_image", "-c-", "is new", d => Paths(d)[User + "/avatar"] = new JObject { ["get"] = Returning(Get(d, User), "image/png", """{ "type": "string", "format": "binary" }""") }),
        Case("operation_new_that_returns_a_file", "-c-", "is new", d => Paths(d)[Users + "/export"] = new JObject { ["get"] = Returning(Get(d, Users), "text/csv", """{ "type": "string" }""") }),
        Case("operation_new_that_returns_a_list_of_text", "-c-", "is new", d => Paths(d)[Users + "/names"] = new JObject { ["get"] = Returning(Get(d, Users), "application/json", """{ "type": "array", "items": { "type": "string" } }""") }),
        Case("operation_new_that_returns_a_number", "-c-", "is new", d => Paths(d)[Users + "/count"] = new JObject { ["get"] = Returning(Get(d, Users), "application/json", """{ "type": "integer" }""") }),
        Case("operation_new_that_returns_a_map", "-c-", "is new", d => Paths(d)[Users + "/totals"] = new JObject { ["get"] = Returning(Get(d, Users), "application/json", """{ "type": "object", "additionalProperties": { "type": "integer" } }""") }),
        Case("operation_new_with_a_file_in_a_form", "-c-", "is new", d => Paths(d)[Users + "/import"] = new JObject { ["post"] = Taking(Op(d, Users, "post"), "multipart/form-data", """{ "type": "object", "properties": { "file": { "type": "string", "format": "binary" }, "dry_run": { "type": "boolean" } }, "required": ["file"] }""") }),
        Case("operation_new_with_an_encoded_form", "-c-", "is new", d => Paths(d)[Users + "/import"] = new JObject { ["post"] = Taking(Op(d, Users, "post"), "application/x-www-form-urlencoded", """{ "type": "object", "properties": { "name": { "type": "string" } } }""") }),
        Case("operation_new_with_bytes", "-c-", "is new", d => Paths(d)[User + "/avatar"] = new JObject { ["put"] = Taking(Op(d, User, "patch"), "application/octet-stream", """{ "type": "string", "format": "binary" }""") }),
        Case("operation_new_with_a_list_as_body", "-c-", "is new", d => Paths(d)[Users + "/archive"] = new JObject { ["post"] = Taking(Op(d, Users, "post"), "application/json", """{ "type": "array", "items": { "type": "integer" } }""") }),
        Case("operation_new_with_a_list_of_objects_as_body", "-c-", "is new", d => Paths(d)[Users + "/archive"] = new JObject { ["post"] = Taking(Op(d, Users, "post"), "application/json", """{ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" } } } }""") }),
        Case("operation_new_with_text_as_body", "-c-", "is new", d => Paths(d)[Users + "/note"] = new JObject { ["post"] = Taking(Op(d, Users, "post"), "text/plain", """{ "type": "string" }""") }),
        Case("operation_new_with_names_that_become_one", "-c-", "is new", d => Paths(d)["/rest/v1.3/companies/{company_id}/users/{user_id}/links/{userId}"] = new JObject { ["get"] = WithPath(Get(d, Users), "user_id", "userId") }),
        Case("operation_new_with_an_enum_in_the_path", "-c-", "is new", d => { Paths(d)[User + "/lists/{kind}"] = new JObject { ["get"] = WithPath(Get(d, User), "kind") }; Schema((JObject)((JArray)Get(d, User + "/lists/{kind}")["parameters"]!).Last!).Replace(JObject.Parse("""{ "type": "string", "enum": ["a", "b"] }""")); }),
        Case("operation_new_in_v3", "-c-", "is new", d => Paths(d)["/rest/v3.0/companies/{company_id}/users"] = Clone(At(d, Users))),
        Case("lookup_in_a_newer_version", "-c-", "is new", d => Paths(d)["/rest/v1.2/projects"] = Clone(At(d, Projects))),
        Case("lookup_property_gone_that_no_model_has", "--c", "county has gone", d => { foreach (var view in Views(d)) view.Remove("county"); }),
        Case("lookup_property_new_that_no_model_has", "---", "shoe_size is new", d => { foreach (var view in Views(d)) view["shoe_size"] = JObject.Parse("""{ "type": "integer" }"""); }),
        Case("lookup_property_gone", "BcB", "city has gone", d => { foreach (var view in Views(d)) view.Remove("city"); }),

        // Parameters, in still more ways
        Case("parameter_style_changed", "B-B", "style", d => Parameter(d, Users, "filters[vendor_id]")["style"] = "pipeDelimited"),
        Case("parameter_items_of_another_type", "BBB!", "filters[vendor_id]", d => Schema(Parameter(d, Users, "filters[vendor_id]"))["items"] = JObject.Parse("""{ "type": "boolean" }""")),
        Case("parameter_with_a_least_length", "B-B", "minLength", d => Schema(Parameter(d, Users, "filters[search]"))["minLength"] = 3),
        Case("parameter_with_a_description", "", "", d => Parameter(d, Users, "page")["description"] = "The page."),
        Case("parameter_by_reference", "", "", d => { d["components"]!["parameters"] = new JObject { ["page"] = Parameter(d, Users, "page").DeepClone() }; Parameter(d, Users, "page").Replace(JObject.Parse("""{ "$ref": "#/components/parameters/page" }""")); }),
        Case("parameter_type_by_reference", "", "", d => { Schemas(d)["PageNumber"] = Schema(Parameter(d, Users, "page")).DeepClone(); Schema(Parameter(d, Users, "page")).Replace(SchemaReference.To("PageNumber")); }),
        Case("company_header_as_text", "---", "the client always sends it", d => Schema(Parameter(d, Users, "Procore-Company-Id"))["type"] = "string"),
        Case("company_header_renamed", "BBB!", "Procore-Company is new and required", d => Parameter(d, Users, "Procore-Company-Id")["name"] = "Procore-Company"),
        Case("parameter_may_be_a_list_too", "-c-", "filters[search]", d => Schema(Parameter(d, Users, "filters[search]")).Replace(JObject.Parse("""{ "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }"""))),
        Case("parameter_is_a_number", "-c-", "the query parameter page: is number, was integer", d => Schema(Parameter(d, Users, "page"))["type"] = "number"),
        Case("filters_as_one_object", "---", "", d => { var all = Parameters(d, Users).OfType<JObject>().Where(parameter => $"{parameter["name"]}".StartsWith("filters[", StringComparison.Ordinal) && parameter["explode"] is null).ToList(); var one = new JObject { ["type"] = "object", ["properties"] = new JObject(all.Select(parameter => new JProperty($"{parameter["name"]}"[8..^1], parameter["schema"]!.DeepClone()))) }; all.ForEach(parameter => parameter.Remove()); Parameters(d, Users).Add(new JObject { ["name"] = "filters", ["in"] = "query", ["required"] = false, ["style"] = "deepObject", ["explode"] = true, ["schema"] = one }); }),
        Case("list_filter_renamed", "BBB", "it seems to be called filters[trade_id] now", d => Parameter(d, Users, "filters[trade_id][]")["name"] = "filters[trade_id]"),
        Case("parameter_gone_in_all_operations", "BcB", "the query parameter per_page has gone", d => d.Descendants().OfType<JObject>().Where(json => (string?)(json["name"] as JValue)?.Value == "per_page").ToList().ForEach(json => json.Remove())),

        // Properties of answers, in still more ways
        Case("answer_property_renamed", "BcB", "job_title has gone", d => RenameProperty((JObject)Schemas(d)["CompanyUserUpdated"]!, "job_title", "title")),
        Case("answer_id_is_text", "B-B", "id: is string, was integer", d => Properties(d, "CompanyUserUpdated")["id"]!["type"] = "string"),
        Case("answer_flag_is_an_enum", "c-c", "is_active: is string, was boolean", d => Properties(d, "CompanyUserUpdated")["is_active"] = JObject.Parse("""{ "type": "string", "enum": ["active", "inactive"] }""")),
        Case("answer_time_is_a_number", "c-c", "created_at: is integer, was string (date-time)", d => Properties(d, "CompanyUserUpdated")["created_at"] = JObject.Parse("""{ "type": "integer" }""")),
        Case("answer_property_of_the_vendor_gone", "BcB", "vendor.name has gone", d => Properties(d, "VendorCompact2").Remove("name")),
        Case("answer_object_without_properties", "BcB", "vendor.name has gone", d => Schemas(d)["VendorCompact2"] = JObject.Parse("""{ "type": "object" }""")),
        Case("answer_enum_with_other_values", "-c-", "has gone", d => Properties(d, "CompanyUserPermissionTemplate")["type"]!["enum"] = new JArray("a", "b")),
        Case("answer_property_with_the_name_of_its_class", "-c-", "company_user is new", d => Properties(d, "CompanyUser2")["company_user"] = JObject.Parse("""{ "type": "string" }""")),
        Case("answer_properties_with_the_names_of_members_of_all_classes", "-c-", "is new", d => { foreach (var name in Members) Properties(d, "CompanyUser2")[name] = JObject.Parse("""{ "type": "string" }"""); }),
        Case("answer_enum_with_the_names_of_members", "-c-", "grade is new", d => Properties(d, "CompanyUser2")["grade"] = new JObject { ["type"] = "string", ["enum"] = new JArray(Members.Concat(["true", "null", "1.5", "a/b", "-", "_", "Ä", "Count"])) }),
        Case("answer_property_is_any_schema", "-c-", "extra is new", d => Properties(d, "CompanyUser2")["extra"] = true),
        Case("answer_list_of_any_schema", "-c-", "extras is new", d => Properties(d, "CompanyUser2")["extras"] = JObject.Parse("""{ "type": "array", "items": true }""")),
        Case("answer_property_is_bytes_new", "-c-", "picture is new", d => Properties(d, "CompanyUser2")["picture"] = JObject.Parse("""{ "type": "string", "format": "byte" }""")),
        Case("answer_property_is_a_file_new", "-c-", "picture is new", d => Properties(d, "CompanyUser2")["picture"] = JObject.Parse("""{ "type": "string", "format": "binary" }""")),
        Case("answer_map_of_itself_new", "-c-", "reports is new", d => Properties(d, "CompanyUserUpdated")["reports"] = new JObject { ["type"] = "object", ["additionalProperties"] = SchemaReference.To("CompanyUserUpdated") }),
        Case("answer_with_a_schema_of_a_system_name_new", "-c-", "task is new", d => { Schemas(d)["Task"] = JObject.Parse("""{ "type": "object", "properties": { "string": { "type": "string" }, "list": { "type": "array", "items": { "type": "integer" } } } }"""); Properties(d, "CompanyUser2")["task"] = SchemaReference.To("Task"); }),
        Case("answer_with_an_object_and_an_enum_of_one_name", "-c-", "is new", d => { Properties(d, "CompanyUser2")["state"] = JObject.Parse("""{ "type": "string", "enum": ["on", "off"] }"""); Properties(d, "VendorCompact2")["state"] = JObject.Parse("""{ "type": "object", "properties": { "id": { "type": "integer" } } }"""); }),
        Case("answer_default_is_a_list", "---", "default is", d => Properties(d, "CompanyUserUpdated")["zip"]!["default"] = new JArray("1")),
        Case("answer_one_of_two_users", "BcB", "", d => Op(d, User, "get")["responses"]!["200"]!["content"]!["application/json"]!["schema"] = new JObject { ["oneOf"] = new JArray(SchemaReference.To("CompanyUserUpdated"), SchemaReference.To("InactiveUser")) }),
        Case("answer_header_renamed", "B-B", "the answer's header Total has gone", d => RenameHeader(d, Users, "Total", "X-Total")),
        Case("answer_schema_with_escaped_name", "", "", d => { Schemas(d)["Core/Vendor"] = Schemas(d)["VendorCompact2"]!.DeepClone(); Schemas(d).Remove("VendorCompact2"); foreach (var reference in d.Descendants().OfType<JValue>().Where(value => $"{value}" == "#/components/schemas/VendorCompact2").ToList()) reference.Value = "#/components/schemas/Core~1Vendor"; }),
        Case("answer_schema_with_encoded_name", "", "", d => { Schemas(d)["Page<Vendor>"] = Schemas(d)["VendorCompact2"]!.DeepClone(); Schemas(d).Remove("VendorCompact2"); foreach (var reference in d.Descendants().OfType<JValue>().Where(value => $"{value}" == "#/components/schemas/VendorCompact2").ToList()) reference.Value = "#/components/schemas/Page%3CVendor%3E"; }),

        // Bodies, in still more ways
        Case("body_property_renamed", "BcB", "the body: user.job_title has gone", d => RenameProperty((JObject)Schemas(d)["CompanyUser3"]!, "job_title", "title")),
        Case("body_is_a_list_now", "BBB!", "what was in updates is the whole now", d => { var media = (JObject)Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!; media["schema"] = Body(d, Sync, "patch")["properties"]!["updates"]!.DeepClone(); }),
        Case("body_list_renamed", "BcB", "the body: updates has gone", d => RenameProperty(Body(d, Sync, "patch"), "updates", "users")),
        Case("body_as_json_too", "---", "may be application/json now", d => Op(d, Sync, "patch")["requestBody"]!["content"]!["application/json"] = Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!.DeepClone()),
        Case("body_as_an_encoded_form", "BcB", "is no longer multipart/form-data", d => ((JProperty)Op(d, Sync, "patch")["requestBody"]!["content"]!.First!).Replace(new JProperty("application/x-www-form-urlencoded", Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!.DeepClone()))),
        Case("body_with_an_encoding", "c-c", "encoding is", d => ((JObject)Op(d, Sync, "patch")["requestBody"]!["content"]!.First!.First!)["encoding"] = JObject.Parse("""{ "updates": { "style": "deepObject" } }""")),
        Case("body_list_limit_lowered", "B-B", "maxItems is 500, was 1000", d => Body(d, Sync, "patch")["properties"]!["updates"]!["maxItems"] = 1000, d => Body(d, Sync, "patch")["properties"]!["updates"]!["maxItems"] = 500),
        Case("body_property_is_a_number", "-c-", "business_phone_extension: is number, was integer", d => Properties(d, "CompanyUsersInner")["business_phone_extension"]!["type"] = "number"),
        Case("body_property_nullable", "---", "nullable is true", d => Properties(d, "CompanyUsersInner")["zip"]!["nullable"] = true),
        Case("body_enum_value_gone", "BcB", "the value US has gone", d => Properties(d, "CompanyUsersInner")["country_code"]!["enum"] = new JArray("US", "CA"), d => Properties(d, "CompanyUsersInner")["country_code"]!["enum"] = new JArray("CA")),
        Case("body_with_a_least_number_of_properties", "B-B", "minProperties", d => Schemas(d)["CompanyUsersInner"]!["minProperties"] = 2),
        Case("body_user_one_of_two", "BBB", "the body: user", d => Body(d, Users, "post")["properties"]!["user"] = new JObject { ["oneOf"] = new JArray(SchemaReference.To("CompanyUser3"), JObject.Parse("""{ "type": "object", "properties": { "email": { "type": "string" } } }""")) }),
        Case("body_takes_any_further_properties", "---", "any further property is published now", d => Schemas(d)["CompanyUsersInner"]!["additionalProperties"] = true),

        // Statuses, in still more ways
        Case("status_201_too", "-cc", "status 201 is new", d => Op(d, User, "patch")["responses"]!["201"] = Op(d, User, "patch")["responses"]!["200"]!.DeepClone()),
        Case("status_201_and_a_property_gone", "--c", "the status of success is 201 now, was 200", d => { RenameStatus(d, User, "patch", "200", "201"); Properties(d, "CompanyUserUpdated").Remove("zip"); }),
        Case("property_gone_with_another_status", "BcB", "the answer: zip has gone", d => { RenameStatus(d, User, "patch", "200", "201"); Properties(d, "CompanyUserUpdated").Remove("zip"); }),
        Case("status_304_new", "-cc", "status 304 is new", d => Get(d, Users)["responses"]!["304"] = JObject.Parse("""{ "description": "Not Modified" }""")),
        Case("status_429_with_a_header_new", "-cc", "status 429 is new", d => { ((JObject)Get(d, Users)["responses"]!).Remove("429"); }, d => Get(d, Users)["responses"]!["429"] = JObject.Parse("""{ "description": "Slow down", "headers": { "Retry-After": { "schema": { "type": "integer" } } } }""")),
        Case("status_207_of_a_sync_new", "BcB", "status 207 is new, with another body", d => Op(d, Sync, "patch")["responses"]!["207"] = JObject.Parse("""{ "description": "Multi", "content": { "application/json": { "schema": { "type": "object", "properties": { "done": { "type": "array", "items": { "type": "integer" } } } } } } }""")),
        Case("status_default_only", "BcB", "status 200 has gone", d => Op(d, User, "patch")["responses"] = new JObject { ["default"] = Op(d, User, "patch")["responses"]!["200"]!.DeepClone() }),
        Case("status_200_loses_its_content", "BBB!", "", d => ((JObject)Op(d, User, "patch")["responses"]!["200"]!).Remove("content")),
        Case("status_of_errors_as_problems", "--c", "an error's answer", d => { foreach (var error in ((JObject)Get(d, Users)["responses"]!).Properties().Where(response => response.Name[0] != '2')) error.Value["content"] = JObject.Parse("""{ "application/problem+json": { "schema": { "type": "object", "properties": { "title": { "type": "string" } } } } }"""); }),
        Case("response_by_reference", "", "", d => { d["components"]!["responses"] = new JObject { ["One"] = Get(d, User)["responses"]!["200"]!.DeepClone() }; Get(d, User)["responses"]!["200"] = JObject.Parse("""{ "$ref": "#/components/responses/One" }"""); }),
        Case("body_by_reference", "", "", d => { d["components"]!["requestBodies"] = new JObject { ["One"] = Op(d, Sync, "patch")["requestBody"]!.DeepClone() }; Op(d, Sync, "patch")["requestBody"] = JObject.Parse("""{ "$ref": "#/components/requestBodies/One" }"""); }),

        // The document, in still more ways
        Case("extensions_everywhere", "", "", d => { foreach (var json in d.Descendants().OfType<JObject>().Where(json => json.Parent is not JProperty { Name: "properties" or "schemas" or "paths" or "responses" or "content" or "headers" }).ToList()) json["x-owner"] = new JObject { ["team"] = "directory" }; }),
        Case("tag_in_another_case", "---", "the tag is", d => { foreach (var tag in d.Descendants().OfType<JValue>().Where(value => (string?)(value.Value as string) == "Core/Directory/company-users").ToList()) tag.Value = "core/directory/company-users"; }),
        Case("unused_schemas", "", "", d => Schemas(d)["Unused"] = JObject.Parse("""{ "type": "object", "properties": { "a": { "$ref": "#/components/schemas/Unused" } } }""")),
        Case("paths_with_texts", "", "", d => { At(d, Users)["summary"] = "Users"; At(d, Users)["description"] = "All."; Paths(d)["x-note"] = "A note."; }),

        // OpenAPI 3.1, in still more ways
        Case("keywords_of_json_schema", "", "", d => { Schemas(d)["CompanyUserUpdated"]!["$id"] = "https://example.com/user"; d["jsonSchemaDialect"] = "https://spec.openapis.org/oas/3.1/dialect/base"; Schemas(d)["CompanyUserUpdated"]!["$schema"] = "https://json-schema.org/draft/2020-12/schema"; }),
        Case("parameter_types_with_null", "---", "nullable is true", d => Schema(Parameter(d, Users, "filters[search]"))["type"] = new JArray("string", "null")),
        Case("enum_by_constants", "", "", d => { var schema = (JObject)Properties(d, "CompanyUserPermissionTemplate")["type"]!; schema["oneOf"] = new JArray(schema["enum"]!.Select(value => new JObject { ["const"] = value.DeepClone() })); schema.Remove("enum"); }),
        Case("exclusive_limit_as_a_number", "B-B", "minimum", d => Schema(Parameter(d, Users, "page"))["exclusiveMinimum"] = 5),
        Case("bytes_by_encoding", "---", "contentEncoding", d => Properties(d, "CompanyUserUpdated")["avatar"]!["contentEncoding"] = "base64"),
        Case("further_properties_by_pattern", "---", "patternProperties", d => Schemas(d)["CompanyUserUpdated"]!["patternProperties"] = JObject.Parse("""{ "^x_": { "type": "string" } }""")),
        Case("list_by_prefix", "-c-", "pair is new", d => Properties(d, "CompanyUser2")["pair"] = JObject.Parse("""{ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }] }""")),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Refresh_reports_each_mutation(Action<JObject>[] steps, string verdict, string text)
    {
        var (baseline, refreshed, spec) = Build(steps);
        var before = steps.Length > 1 ? Inputs.Build(baseline.Published.Json) : Unchanged;
        var changes = DocumentComparison.Between(baseline, refreshed, Routes, new GeneratedTypes(before, spec));
        var report = new ChangeReport(changes, [.. spec.Conflicts.Select(conflict => new ChangeReport.MetConflict(conflict, []))], spec.IdleActions, spec.Partial, spec.Warnings, []).Text();
        var missing = RawSurface.MissingIn(spec, steps.Length > 1 ? RawSurface.Of(before) : UnchangedSurface);

        Assert.Multiple(() =>
        {
            Assert.That(Verdict(changes.Where(change => change.Text.Contains(text, StringComparison.Ordinal))), Is.EqualTo(verdict.TrimEnd('!')), report);
            Assert.That(verdict, Does.Not.EndWith("!").Or.EqualTo("BBB!"), "what doesn't compile breaks callers of the facade, and of the raw clients at compile time");
            Assert.That(spec.IsComplete, report);
            Assert.That(changes.Any(change => change.Verdict.Raw is Effect.Breaks), Is.EqualTo(missing.Count > 0), $"the verdict for raw callers at compile time, who miss: {string.Join("; ", missing)}\n{report}");
            Assert.That(GeneratedNames(spec), Is.Unique, "what is generated compiles");
        });
    }

    [Test]
    public void Refresh_reports_a_changed_property_type_in_a_single_schema()
    {
        var unread = new List<string>();
        foreach (var (schema, property) in Schemas(Inputs.SharedPublished).Properties().SelectMany(schema => ((schema.Value["properties"] as JObject)?.Properties() ?? []).Select(property => (schema.Name, property.Name))).Where((_, i) => i % 40 == 0))
        {
            var changed = Inputs.Published;
            var type = (JObject)Properties(changed, schema)[property]!;
            type.Replace(JObject.Parse($$"""{ "type": "{{((string?)type["type"] is "boolean" ? "string" : "boolean")}}" }"""));

            var changes = DocumentComparison.Between(Inputs.Baseline, changed, Routes);
            var spec = Inputs.Build(changed, Retirement.Of(Inputs.Baseline, changed, new DateOnly(2027, 1, 2)));
            if (changes.Count == 0 || !spec.IsComplete)
                unread.Add($"{schema}.{property}");
        }

        Assert.That(unread, Is.Empty);
    }

    /// <summary>What becomes of a change: the document before and after it, and what is generated from.</summary>
    internal static (Baseline Baseline, JObject Refreshed, BuiltSpec Spec) Build(Action<JObject>[] steps)
    {
        var baseline = steps.Length > 1 ? Changed(Inputs.Published, steps[0]) : Inputs.Baseline;
        var changed = Inputs.CopyOf(baseline.Published.Json);
        steps[^1](changed);

        var refreshed = Cut(changed);
        var retired = Retirement.Of(baseline, refreshed, new DateOnly(2027, 1, 2));
        return (baseline, refreshed, Inputs.Build(refreshed, retired));
    }

    private static Baseline Changed(JObject published, Action<JObject> step)
    {
        step(published);
        return new(published, Inputs.SharedRetired);
    }

    private static JObject Cut(JObject document)
    {
        var file = System.IO.Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, document.ToString(Newtonsoft.Json.Formatting.None));
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

    private static JObject Header(string name, bool required = false) => new() { ["name"] = name, ["in"] = "header", ["required"] = required, ["schema"] = new JObject { ["type"] = "string" } };

    private static JObject Clone(JObject json) => (JObject)json.DeepClone();

    private static JObject Returning(JObject operation, string contentType, string schema)
    {
        var copy = Clone(operation);
        copy["responses"]!["200"]!["content"] = new JObject { [contentType] = new JObject { ["schema"] = JObject.Parse(schema) } };
        return copy;
    }

    private static JObject Taking(JObject operation, string contentType, string schema)
    {
        var copy = Clone(operation);
        copy["requestBody"]!["content"] = new JObject { [contentType] = new JObject { ["schema"] = JObject.Parse(schema) } };
        return copy;
    }

    private static JObject WithPath(JObject operation, params string[] names)
    {
        var copy = Clone(operation);
        foreach (var name in names)
            ((JArray)copy["parameters"]!).Add(new JObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JObject { ["type"] = "integer" } });
        return copy;
    }

    /// <summary>The properties of a project, in each view.</summary>
    private static IEnumerable<JObject> Views(JObject document) =>
        Schemas(document)["RestV11ProjectsGet200ResponseInner"]!["oneOf"]!.Select(view => Properties(document, SchemaReference.Of((JObject)view)!.Name));

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

    private static void WrapAnswer(JObject document, string path, string verb, string status = "200")
    {
        var media = (JObject)Op(document, path, verb)["responses"]![status]!["content"]!["application/json"]!;
        media["schema"] = new JObject { ["type"] = "object", ["properties"] = new JObject { ["data"] = media["schema"]!.DeepClone() } };
    }

    private static void UnwrapAnswer(JObject document, string path, string verb)
    {
        var media = (JObject)Op(document, path, verb)["responses"]!["200"]!["content"]!["application/json"]!;
        media["schema"] = media["schema"]!["properties"]!["data"]!.DeepClone();
    }

    private static void RenameStatus(JObject document, string path, string verb, string from, string to)
    {
        var responses = (JObject)Op(document, path, verb)["responses"]!;
        responses[to] = responses[from]!.DeepClone();
        responses.Remove(from);
    }

    private static JObject WithTag(JObject operation, string tag)
    {
        var copy = Clone(operation);
        copy["tags"] = new JArray(tag);
        return copy;
    }

    private static void MoveToPath(JObject document, string path)
    {
        var operations = At(document, path).Properties().Select(operation => (JObject)operation.Value).ToList();
        var shared = operations[0]["parameters"]!.Where(parameter => operations.TrueForAll(operation => operation["parameters"]!.Any(other => JToken.DeepEquals(other, parameter)))).ToList();
        foreach (var operation in operations)
            operation["parameters"] = new JArray(operation["parameters"]!.Where(parameter => !shared.Exists(other => JToken.DeepEquals(other, parameter))));
        At(document, path)["parameters"] = new JArray(shared);
    }

    private static JObject Body(JObject document, string path, string verb)
    {
        var schema = (JObject)((JProperty)Op(document, path, verb)["requestBody"]!["content"]!.First!).Value["schema"]!;
        return SchemaReference.Of(schema) is { } reference ? (JObject)Schemas(document)[reference.Name]! : schema;
    }

    private static JObject Composed(JObject document, string schema)
    {
        var whole = (JObject)Schemas(document)[schema]!;
        var properties = ((JObject)whole["properties"]!).Properties().ToList();
        var parts = new[] { properties.Take(5), properties.Skip(5) }.Select(part => new JObject { ["type"] = "object", ["properties"] = new JObject(part) });
        return new JObject { ["allOf"] = new JArray(parts) };
    }

    private static void RenameSchema(JObject document, string from, string to)
    {
        Schemas(document)[to] = Schemas(document)[from]!.DeepClone();
        Schemas(document).Remove(from);
        foreach (var reference in document.Descendants().OfType<JValue>().Where(value => $"{value}" == $"#/components/schemas/{from}").ToList())
            reference.Value = $"#/components/schemas/{to}";
    }

    private static void RenameProperty(JObject schema, string from, string to)
    {
        schema["properties"]![to] = schema["properties"]![from]!.DeepClone();
        ((JObject)schema["properties"]!).Remove(from);
    }

    private static void RenameContent(JObject document, string path, string verb, string status, string from, string to)
    {
        var content = (JObject)Op(document, path, verb)["responses"]![status]!["content"]!;
        content[to] = content[from]!.DeepClone();
        content.Remove(from);
    }

    private static void RenameHeader(JObject document, string path, string from, string to)
    {
        Headers(document, path)[to] = Headers(document, path)[from]!.DeepClone();
        Headers(document, path).Remove(from);
    }

    private static void Secure(JObject document, string scope)
    {
        document["security"] = JArray.Parse("""[{ "oauth": [] }]""");
        document["components"]!["securitySchemes"] = new JObject { ["oauth"] = JObject.Parse($$"""{ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://login.procore.com/oauth/token", "scopes": { "{{scope}}": "All" } } } }""") };
    }
}
