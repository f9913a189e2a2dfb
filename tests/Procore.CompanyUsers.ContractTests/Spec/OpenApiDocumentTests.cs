using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Spec;

public sealed class OpenApiDocumentTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.Parse(
        """
        {
          "components": {
            "schemas": {
              "Base": { "type": "object", "properties": { "id": { "type": "integer" } } },
              "Alias": { "$ref": "#/components/schemas/Base" },
              "Whole": { "allOf": [{ "$ref": "#/components/schemas/Alias" }, { "required": ["id"] }] }
            }
          },
          "paths": {
            "/a/b": { "get": { "operationId": "GetB", "responses": { "200": { "description": "" } } } },
            "/a/{id}": {
              "parameters": [{ "in": "path", "name": "id" }],
              "get": { "operationId": "Get", "responses": { "200": { "description": "" }, "default": { "description": "" } } },
              "patch": {
                "operationId": "Update",
                "parameters": [{ "in": "query", "name": "check" }],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Alias" } } } },
                "responses": { "200": { "description": "" }, "202": { "description": "" }, "404": { "description": "" } }
              }
            }
          }
        }
        """);

    [Test]
    public void Resolve_follows_a_chain_of_references() =>
        Assert.That(Document.Schema("Alias"), Is.SameAs(Document.Schema("Base")));

    [Test]
    public void Resolve_unescapes_a_path() =>
        Assert.That(
            (string?)Document.Resolve(new JObject { ["$ref"] = "#/paths/~1a~1{id}/get" })["operationId"], Is.EqualTo("Get"));

    [Test]
    public void Resolve_throws_for_a_missing_target() =>
        Assert.That(
            () => Document.Schema("Missing"),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("#/components/schemas/Missing"));

    [Test]
    public void Parts_are_the_schema_and_its_allOf() =>
        Assert.That(
            Document.Parts(Document.Schema("Whole")).SelectMany(part => part.Properties()).Select(p => p.Name),
            Is.EqualTo(["allOf", "type", "properties", "required"]));

    [Test]
    public void Operations_include_the_parameters_of_their_path() =>
        Assert.That(
            Document.Operations.Select(o => (o.Id, o.Method, o.Path, string.Join(" ", o.Parameters.Select(p => p["name"])))),
            Is.EqualTo([("GetB", "GET", "/a/b", ""), ("Get", "GET", "/a/{id}", "id"), ("Update", "PATCH", "/a/{id}", "id check")]));

    [Test]
    public void Operations_have_a_body_and_their_successes()
    {
        var (get, update) = (Document.Find("GET", "/a/1"), Document.Find("PATCH", "/a/1"));

        Assert.That(get.Body, Is.Null);
        Assert.That(get.Successes.Keys, Is.EqualTo([200]));
        Assert.That((string?)update.Body!["$ref"], Does.EndWith("Alias"));
        Assert.That(update.Successes.Keys, Is.EqualTo([200, 202]));
    }

    [TestCase("GET", "/a/1", "Get")]
    [TestCase("PATCH", "/a/b", "Update")]
    [TestCase("GET", "/a/b", "GetB")]
    public void Find_returns_the_operation_of_a_request(string method, string path, string id) =>
        Assert.That(Document.Find(method, path).Id, Is.EqualTo(id));

    [TestCase("POST", "/a/1")]
    [TestCase("GET", "/a/1/2")]
    [TestCase("GET", "/b/1")]
    public void Find_throws_for_an_unknown_request(string method, string path) =>
        Assert.That(() => Document.Find(method, path), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains(path));
}
