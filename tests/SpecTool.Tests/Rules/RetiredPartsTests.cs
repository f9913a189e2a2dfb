using Newtonsoft.Json.Linq;
using SpecTool.Rules;

namespace SpecTool.Tests;

public sealed class RetiredPartsTests
{
    private const string Published = """{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "page", "in": "query" }], "responses": { "200": {} } } } }""";

    [Test]
    public void Add_adds_operations_parameters_statuses_and_properties()
    {
        var retired = JObject.Parse("""
            {
              "paths": {
                "/rest/v1.0/users": {
                  "get": { "parameters": [{ "name": "old", "in": "query", "x-retired": "2026-01-01" }], "responses": { "202": { "x-retired": "2026-01-01" } } },
                  "post": { "x-retired": "2026-01-01" }
                },
                "/rest/v0.9/users": { "get": { "x-retired": "2026-01-01" } }
              },
              "components": { "schemas": { "A": { "properties": { "gone": { "x-retired": "2026-01-01" } } } } }
            }
            """);

        var document = RetiredParts.Add(Inputs.Document(Published, """{ "A": { "properties": { "kept": {} } } }"""), retired);
        RetiredMarks.Apply(document);

        var get = document.Operations.First();
        Assert.Multiple(() =>
        {
            Assert.That(document.Operations.Select(operation => $"{operation} {operation.Json["deprecated"]}"),
                Is.EqualTo(["GET /rest/v1.0/users ", "POST /rest/v1.0/users True", "GET /rest/v0.9/users True"]));
            Assert.That(get.Parameters.Select(parameter => (string?)parameter["name"]), Is.EqualTo(["page", "old"]));
            Assert.That((bool?)get.Parameters.Last()["deprecated"], Is.True);
            Assert.That(get.Responses.Select(response => response.Name), Is.EqualTo(["200", "202"]));
            Assert.That(((JObject)document.Schemas["A"]!["properties"]!).Properties().Select(property => property.Name), Is.EqualTo(["kept", "gone"]));
        });
    }

    [Test]
    public void Add_adds_an_operation_with_the_parameter_names_of_the_published_path()
    {
        var retired = JObject.Parse("""{ "paths": { "/rest/v1.0/users/{id}": { "patch": { "x-retired": "2026-01-01", "parameters": [{ "name": "id", "in": "path" }, { "name": "id", "in": "query" }] } } } }""");

        var document = RetiredParts.Add(Inputs.Document("""{ "/rest/v1.0/users/{user_id}": { "get": {} } }"""), retired);

        var patch = document.Operations.Single(operation => operation.Verb is "patch");
        Assert.That(patch.Path, Is.EqualTo("/rest/v1.0/users/{user_id}"));
        Assert.That(patch.Parameters.Select(parameter => $"{parameter["in"]} {parameter["name"]}"), Is.EqualTo(["path user_id", "query id"]));
    }

    [Test]
    public void Add_adds_enum_values_of_a_property_and_a_parameter()
    {
        var retired = JObject.Parse("""
            {
              "paths": { "/rest/v1.0/users": { "get": { "parameters": [{ "name": "page", "in": "query", "schema": { "enum": ["b"], "x-retired-values": { "b": "2026-01-01" } } }] } } },
              "components": { "schemas": { "A": { "properties": { "kind": { "enum": ["b"], "x-retired-values": { "b": "2026-01-01" } } } } } }
            }
            """);

        var document = RetiredParts.Add(Inputs.Document(Published.Replace("\"query\"", """
            "query", "schema": { "enum": ["a"] }
            """, StringComparison.Ordinal), """{ "A": { "properties": { "kind": { "enum": ["a"] } } } }"""), retired);
        ParameterValues.Apply(document);

        var page = document.Operations.Single().Parameters.Single();
        Assert.Multiple(() =>
        {
            Assert.That(page["schema"]!["enum"]!.Values<string>(), Is.EqualTo(["a", "b"]));
            Assert.That(page[ParameterValues.Name]!.Values<string>(), Is.EqualTo(["a"]), "what is still published");
            Assert.That(document.Schemas["A"]!["properties"]!["kind"]!["enum"]!.Values<string>(), Is.EqualTo(["a", "b"]));
        });
    }

    [TestCase("""{ "a": "1" }""", """{ "a": "2" }""", "a", TestName = "MergeValues_retires_a_value_that_both_have_lost")]
    [TestCase("""{ "a": "1" }""", "{}", null, TestName = "MergeValues_keeps_a_value_that_the_other_publishes")]
    [TestCase("{}", """{ "a": "1" }""", null, TestName = "MergeValues_keeps_a_value_that_the_first_publishes")]
    public void MergeValues_retires_a_value_that_no_schema_publishes(string one, string other, string? gone)
    {
        var known = JObject.Parse($$"""{ "enum": ["a"], "x-retired-values": {{one}} }""");

        RetiredMarks.MergeValues(known, JObject.Parse($$"""{ "enum": ["a", "b"], "x-retired-values": {{other}} }"""));

        Assert.That((known[RetiredMarks.Values] as JObject ?? []).Properties().Select(mark => mark.Name), Is.EqualTo(gone is null ? [] : new[] { gone }));
    }

    [TestCase("""{ "paths": { "/rest/v1.0/users": { "get": { "x-retired": "2026-01-01" } } } }""", "GET /rest/v1.0/users")]
    [TestCase("""{ "paths": { "/rest/v1.0/users": { "get": { "parameters": [{ "name": "page", "in": "query", "x-retired": "2026-01-01" }] } } } }""", "parameters[0]")]
    [TestCase("""{ "components": { "schemas": { "A": { "properties": { "kind": { "enum": ["a"] } } } } } }""", "kind.enum, a")]
    [TestCase("""{ "components": { "schemas": { "A": { "properties": { "kept": { "x-retired": "2026-01-01" } } } } } }""", "kept")]
    [TestCase("""{ "components": { "schemas": { "A": { "type": "array" } } } }""", "type")]
    public void Add_reports_parts_that_are_both_published_and_retired(string retired, string named)
    {
        var document = RetiredParts.Add(Inputs.Document(Published, """{ "A": { "type": "object", "properties": { "kept": {}, "kind": { "enum": ["a"] } } } }"""), JObject.Parse(retired));

        var conflict = document.Conflicts.Values.Single();
        Assert.That(conflict.File, Is.EqualTo("openapi/retired.json"));
        Assert.That(conflict.Text, Does.Contain(named));
        Assert.That(conflict.Decision, Is.EqualTo("what is published is generated"));
    }
}
