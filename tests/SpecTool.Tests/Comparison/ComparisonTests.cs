using Newtonsoft.Json.Linq;
using SpecTool.Comparison;
using SpecTool.OpenApi;

namespace SpecTool.Tests;

/// <summary>Each kind of change, and whether it breaks callers.</summary>
public sealed class ComparisonTests
{
    private const string Query = """{ "name": "q", "in": "query", "schema": { "type": "string" } }""";

    [TestCase("[]", $"[{Query}]", "Parameters", "the query parameter q is new")]
    [TestCase($"[{Query}]", "[]", "Parameters", "the query parameter q has gone")]
    [TestCase("[]", """[{ "name": "q", "in": "query", "required": true }]""", "Parameters", "the query parameter q is new and required")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "query", "required": true, "schema": { "type": "string" } }]""", "Required", "the query parameter q is required now")]
    [TestCase("""[{ "name": "q", "in": "query", "required": true, "schema": { "type": "string" } }]""", $"[{Query}]", "Required", "the query parameter q is optional now")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "query", "deprecated": true, "schema": { "type": "string" } }]""", "", "the query parameter q is deprecated now")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "query", "schema": { "type": "integer" } }]""", "Types", "the query parameter q: is integer, was string")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "query", "schema": { "type": "string", "enum": ["a"] } }]""", "EnumValues", "the query parameter q: takes only certain values now")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "query", "explode": false, "schema": { "type": "string" } }]""", "Types", "the query parameter q: explode is False, was not given")]
    [TestCase($"[{Query}]", """[{ "name": "q", "in": "header", "schema": { "type": "string" } }]""", "Parameters", "the query parameter q has gone", "the header parameter q is new")]
    public void Between_compares_parameters(string before, string after, string breaking, params string[] texts) =>
        Differ($$"""{ "parameters": {{before}} }""", $$"""{ "parameters": {{after}} }""", breaking, texts);

    [TestCase("""{ "properties": {} }""", """{ "properties": { "a": {} } }""", "", "the body: a is new")]
    [TestCase("""{ "properties": { "a": {} } }""", """{ "properties": {} }""", "Properties", "the body: a has gone")]
    [TestCase("""{ "properties": { "a": {} } }""", """{ "properties": { "a": {} }, "required": ["a"] }""", "Required", "the body: a is required now")]
    [TestCase("""{ "properties": { "a": { "enum": ["x", "y"] } } }""", """{ "properties": { "a": { "enum": ["x", "z"] } } }""", "EnumValues", "the body: a: the value y has gone", "the body: a: the value z is new")]
    [TestCase("""{ "properties": { "a": { "type": "string" } } }""", """{ "properties": { "a": { "type": "string", "maxLength": 10 } } }""", "Types", "the body: a: maxLength is 10, was not given")]
    [TestCase("""{ "properties": { "a": { "type": "string", "maxLength": 10 } } }""", """{ "properties": { "a": { "type": "string" } } }""", "", "the body: a: maxLength is not given, was 10")]
    [TestCase("""{ "properties": { "a": { "default": true } } }""", """{ "properties": { "a": { "default": false } } }""", "Types", "the body: a: default is false, was true")]
    public void Between_compares_bodies(string before, string after, string breaking, params string[] texts) =>
        Differ($$"""{ "requestBody": { "content": { "application/json": { "schema": {{before}} } } } }""", $$"""{ "requestBody": { "content": { "application/json": { "schema": {{after}} } } } }""", breaking, texts);

    [TestCase("""{ "properties": {} }""", """{ "properties": { "a": {} } }""", "", "the answer: a is new")]
    [TestCase("""{ "properties": { "a": {} } }""", """{ "properties": {} }""", "Properties", "the answer: a has gone")]
    [TestCase("""{ "properties": { "a": { "properties": { "b": {} } } } }""", """{ "properties": { "a": { "properties": {} } } }""", "Properties", "the answer: a.b has gone")]
    [TestCase("""{ "properties": { "a": {} } }""", """{ "properties": { "a": {} }, "required": ["a"] }""", "", "the answer: a is required now")]
    [TestCase("""{ "properties": { "a": { "type": "string", "enum": ["x"] } } }""", """{ "properties": { "a": { "type": "string", "enum": ["x", "z"] } } }""", "", "the answer: a: the value z is new")]
    [TestCase("""{ "properties": { "a": { "type": "string" } } }""", """{ "properties": { "a": { "type": "integer" } } }""", "Types", "the answer: a: is integer, was string")]
    [TestCase("""{ "properties": { "a": { "type": "string", "format": "date" } } }""", """{ "properties": { "a": { "type": "string", "format": "date-time" } } }""", "", "the answer: a: is string (date-time), was string (date)")]
    [TestCase("""{ "properties": { "user_id": { "type": "number" } } }""", """{ "properties": { "user_id": { "type": "integer", "format": "int64" } } }""", "")]
    [TestCase("""{ "properties": { "a": {} } }""", """{ "properties": { "a": { "deprecated": true } } }""", "", "the answer: a is deprecated now")]
    [TestCase("""{ "type": "array", "items": { "properties": { "a": {} } } }""", """{ "type": "array", "items": { "properties": {} } }""", "Properties", "the answer: [].a has gone")]
    [TestCase("""{ "type": "array", "items": {} }""", """{ "type": "object" }""", "Types", "the answer: is object, was array")]
    [TestCase("""{ "allOf": [{ "properties": { "a": {} } }] }""", """{ "properties": { "a": {} } }""", "")]
    [TestCase("""{ "oneOf": [{ "type": "number" }] }""", """{ "oneOf": [{ "type": "number" }, { "type": "string" }] }""", "Types", "the answer: can be string now")]
    [TestCase("""{ "oneOf": [{ "properties": { "a": {} } }] }""", """{ "oneOf": [{ "properties": { "b": {} } }] }""", "Properties", "the answer: a has gone", "the answer: b is new")]
    [TestCase("""{ "type": "object", "additionalProperties": { "type": "string" } }""", """{ "type": "object", "additionalProperties": { "type": "integer" } }""", "Types", "the answer: *: is integer, was string")]
    public void Between_compares_responses(string before, string after, string breaking, params string[] texts) =>
        Differ(Answer(before), Answer(after), breaking, texts);

    [TestCase("""{ "200": {} }""", """{ "200": {}, "207": {} }""", "", "status 207 is new")]
    [TestCase("""{ "200": {}, "202": {} }""", """{ "200": {} }""", "Statuses", "status 202 has gone")]
    [TestCase("""{ "200": {}, "409": {} }""", """{ "200": {} }""", "", "status 409 has gone")]
    [TestCase("""{ "200": { "headers": { "Total": {} } } }""", """{ "200": {} }""", "Parameters", "the answer's header Total has gone")]
    [TestCase("""{ "400": { "content": { "application/json": { "schema": { "properties": { "a": {} } } } } } }""", """{ "400": { "content": { "application/json": { "schema": { "properties": {} } } } } }""", "", "an error's answer: a has gone")]
    public void Between_compares_statuses(string before, string after, string breaking, params string[] texts) =>
        Differ($$"""{ "responses": {{before}} }""", $$"""{ "responses": {{after}} }""", breaking, texts);

    [Test]
    public void Between_reports_a_deprecated_operation() => Differ("{}", """{ "deprecated": true }""", "", "the operation is deprecated now");

    [Test]
    public void Between_compares_a_body_under_another_content_type() => Differ(
        """{ "requestBody": { "content": { "multipart/form-data": { "schema": { "properties": { "a": {} } } } } } }""",
        """{ "requestBody": { "content": { "application/json": { "schema": { "properties": {} } } } } }""",
        "Types Properties",
        "the body is no longer multipart/form-data", "the body may be application/json now", "the body: a has gone");

    [Test]
    public void Between_reports_each_place_of_a_shared_schema()
    {
        const string Both = """{ "properties": { "a": { "$ref": "#/components/schemas/T" }, "b": { "$ref": "#/components/schemas/T" } } }""";

        var differences = Compare(Answer(Both), Answer(Both), """{ "T": { "properties": { "old": {} } } }""", """{ "T": { "properties": {} } }""");

        Assert.That(differences.Select(difference => difference.Text), Is.EqualTo(["the answer: a.old has gone", "the answer: b.old has gone"]));
    }

    [Test]
    public void Between_ends_for_a_schema_that_contains_itself()
    {
        const string User = """{ "$ref": "#/components/schemas/A" }""";

        var differences = Compare(Answer(User), Answer(User), """{ "A": { "properties": { "boss": { "$ref": "#/components/schemas/A" }, "old": {} } } }""", """{ "A": { "properties": { "boss": { "$ref": "#/components/schemas/A" } } } }""");

        Assert.That(differences.Select(difference => difference.Text), Is.EqualTo(["the answer: old has gone"]));
    }

    [Test]
    public void FacadeRoutes_reads_methods_and_parameters_by_operation()
    {
        var routes = FacadeRoutes.Parse(JObject.Parse("""{ "CompanyUsersV13_Get": { "methods": ["FindAsync", "GetAsync"], "parameters": ["view"] } }"""), "routes.json");

        var route = routes.ByOperation["CompanyUsersV13_Get"];
        Assert.That(route.Methods, Is.EqualTo(["FindAsync", "GetAsync"]));
        Assert.That(route.Parameters, Is.EqualTo(["view"]));
    }

    [Test]
    public void FacadeRoutes_names_an_entry_that_lacks_its_methods() =>
        Assert.That(() => FacadeRoutes.Parse(JObject.Parse("""{ "CompanyUsersV13_Get": [] }"""), "routes.json"),
            Throws.TypeOf<SpecException>().With.Message.EqualTo("routes.json: CompanyUsersV13_Get has no `methods` and `parameters`"));

    private static void Differ(string before, string after, string breaking, params string[] texts)
    {
        var differences = Compare(before, after, "{}", "{}");

        Assert.That(differences.Select(difference => difference.Text), Is.EquivalentTo(texts));
        Assert.That(string.Join(' ', differences.Where(difference => difference.Breaks).Select(difference => difference.Kind).Distinct()), Is.EqualTo(breaking));
    }

    private static List<Difference> Compare(string before, string after, string schemas, string schemasAfter)
    {
        var (old, now) = (Document(before, schemas), Document(after, schemasAfter));
        return [.. new OperationComparison(old, now).Between(old.Operations.Single(), now.Operations.Single())];
    }

    private static string Answer(string schema) => $$"""{ "responses": { "200": { "content": { "application/json": { "schema": {{schema}} } } } } }""";

    private static OpenApiDocument Document(string operation, string schemas) => Inputs.Document($$"""{ "/rest/v1.0/users": { "get": {{operation}} } }""", schemas);
}
