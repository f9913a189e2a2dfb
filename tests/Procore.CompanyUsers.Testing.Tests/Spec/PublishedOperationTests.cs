using System.Text.Json;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>The fake reads any operation that a document may have.</summary>
internal sealed class PublishedOperationTests
{
    private const string User = """{ "$ref": "#/components/schemas/CompanyUser" }""";

    [TestCase(User, ExpectedResult = null)]
    [TestCase($$"""{ "type": "array", "items": {{User}} }""", ExpectedResult = null)]
    [TestCase($$"""{ "type": "object", "properties": { "meta": { "type": "object" }, "data": { "type": "array", "items": {{User}} } } }""", ExpectedResult = "data")]
    [TestCase($$"""{ "type": "object", "properties": { "data": { "allOf": [{{User}}] } } }""", ExpectedResult = "data")]
    [TestCase($$"""{ "type": "object", "properties": { "data": { "oneOf": [{{User}}, { "type": "object", "nullable": true, "enum": [null] }] } } }""", ExpectedResult = "data")]
    public string? Envelope_is_the_property_that_holds_the_users(string schema) =>
        Operation("Get", $$""" "responses": { "200": { "x-published-as": "CompanyUser2", "content": { "application/json": { "schema": {{schema}} } } } } """).Envelope;

    [Test]
    public void Envelope_is_null_for_the_entities_of_a_sync() =>
        Assert.That(PublishedDocument.Operations.Where(operation => operation.Name == "Sync").Select(operation => operation.Envelope), Is.All.Null.And.Not.Empty);

    [TestCase("""{ "type": "array", "items": { "type": "integer" } }""")]
    [TestCase("""{ "type": "object", "properties": { "reason": { "type": "string" } } }""")]
    [TestCase("""{ "type": "object", "properties": { "user": { "type": "string" } } }""")]
    public void Attributes_is_empty_for_a_body_without_users(string schema) =>
        Assert.That(Operation("Merge", $$""" "requestBody": { "content": { "application/json": { "schema": {{schema}} } } }, "responses": {} """).Attributes, Is.Empty);

    [Test]
    public void SortsBy_is_empty_for_a_sort_without_values() =>
        Assert.That(Operation("List", """ "parameters": [{ "name": "sort", "in": "query" }], "responses": {} """).SortsBy, Is.Empty);

    private static PublishedOperation Operation(string name, string members) =>
        new("post", "/rest/v1.3/companies/{company_id}/users", JsonDocument.Parse($$"""{ "operationId": "CompanyUsersV13_{{name}}", {{members}} }""").RootElement);
}
