using Newtonsoft.Json.Linq;
using SpecTool.Rules;

namespace SpecTool.Tests;

public sealed class RetiredPartsTests
{
    private const string Published = """{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "page", "in": "query" }], "responses": { "200": {} } } } }""";

    [Test]
    public void Operations_parameters_statuses_and_properties_are_added()
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

    [TestCase("""{ "paths": { "/rest/v1.0/users": { "get": { "x-retired": "2026-01-01" } } } }""", "GET /rest/v1.0/users")]
    [TestCase("""{ "paths": { "/rest/v1.0/users": { "get": { "parameters": [{ "name": "page", "in": "query" }] } } } }""", "parameters[0]")]
    [TestCase("""{ "components": { "schemas": { "A": { "properties": { "kept": { "x-retired": "2026-01-01" } } } } } }""", "kept")]
    [TestCase("""{ "components": { "schemas": { "A": { "type": "array" } } } }""", "type")]
    public void What_is_published_and_retired_is_an_error(string retired, string named) =>
        Assert.That(() => RetiredParts.Add(Inputs.Document(Published, """{ "A": { "type": "object", "properties": { "kept": {} } } }"""), JObject.Parse(retired)),
            Throws.TypeOf<SpecException>().With.Message.Contains(named));
}
