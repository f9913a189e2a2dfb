using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Spec;

public sealed class SchemaValidatorTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.Parse(
        """
        {
          "components": {
            "schemas": {
              "Id": { "type": "integer", "format": "int64" },
              "User": { "type": "object", "properties": { "id": { "$ref": "#/components/schemas/Id" } }, "required": ["id"] },
              "SyncError": {
                "allOf": [{ "$ref": "#/components/schemas/User" }],
                "properties": { "errors": { "type": "array", "items": { "type": "string" } } }
              }
            }
          }
        }
        """);

    // Type and format
    [TestCase("""{ "type": "string" }""", "\"123\"")]
    [TestCase("""{ "type": "boolean" }""", "false")]
    [TestCase("""{ "type": "number" }""", "123.5")]
    [TestCase("""{ "type": "object" }""", "{}")]
    [TestCase("""{ "type": "array" }""", "[]")]
    [TestCase("""{ "type": "integer" }""", "-123")]
    [TestCase("""{ "type": "integer", "format": "int32" }""", "2147483647")]
    [TestCase("""{ "type": "integer", "format": "int64" }""", "9223372036854775807")]
    [TestCase("""{ "type": "string", "format": "date-time" }""", "\"2026-02-28T23:59:59Z\"")]
    [TestCase("""{ "type": "string", "format": "date-time" }""", "\"2026-02-28T23:59:59.123+02:00\"")]
    [TestCase("""{ "type": "string", "format": "email" }""", "\"zoe+1@example.com\"")]
    [TestCase("{}", "null")]
    [TestCase("{}", """{ "a": [1, "b"] }""")]
    // Null
    [TestCase("""{ "type": "string", "nullable": true }""", "null")]
    [TestCase("""{ "allOf": [{ "$ref": "#/components/schemas/User" }], "nullable": true }""", "null")]
    // Enumerations
    [TestCase("""{ "type": "string", "enum": ["a", "b"] }""", "\"b\"")]
    [TestCase("""{ "type": "string", "enum": ["a", "b"], "nullable": true }""", "null")]
    [TestCase("""{ "allOf": [{ "type": "object", "nullable": true }] }""", "null")]
    [TestCase("""{ "type": "string", "enum": ["a", "b"], "x-extensible-enum": true }""", "\"c\"")]
    [TestCase("""{ "type": "string", "pattern": "^a+$" }""", "\"aa\"")]
    // Objects
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } } }""", "{}")]
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] }""", """{ "a": "" }""")]
    [TestCase("""{ "type": "object" }""", """{ "a": 1 }""")]
    [TestCase("""{ "type": "object", "additionalProperties": true }""", """{ "a": 1, "b": null }""")]
    [TestCase("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", """{ "a": 1 }""")]
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": {} }""", """{ "b": [] }""")]
    // Arrays
    [TestCase("""{ "type": "array", "items": { "type": "integer" } }""", "[1, 2]")]
    [TestCase("""{ "type": "array", "minItems": 1 }""", "[1]")]
    // Composition
    [TestCase("""{ "$ref": "#/components/schemas/User" }""", """{ "id": 5000000000 }""")]
    [TestCase("""{ "$ref": "#/components/schemas/SyncError" }""", """{ "id": 1, "errors": ["x"] }""")]
    [TestCase("""{ "oneOf": [{ "type": "number" }, { "$ref": "#/components/schemas/User" }] }""", "1")]
    [TestCase("""{ "oneOf": [{ "type": "number" }, { "$ref": "#/components/schemas/User" }] }""", """{ "id": 1 }""")]
    public void Validate_accepts_JSON_that_satisfies_the_schema(string schema, string json) =>
        Assert.That(new SchemaValidator(Document).Validate(JObject.Parse(schema), json), Is.Empty);

    // Type and format
    [TestCase("""{ "type": "string" }""", "123", "$:")]
    [TestCase("""{ "type": "boolean" }""", "\"false\"", "$:")]
    [TestCase("""{ "type": "number" }""", "\"1\"", "$:")]
    [TestCase("""{ "type": "object" }""", "[]", "$:")]
    [TestCase("""{ "type": "array" }""", "{}", "$:")]
    [TestCase("""{ "type": "integer" }""", "123.0", "$:")]
    [TestCase("""{ "type": "integer" }""", "1e3", "$:")]
    [TestCase("""{ "type": "integer" }""", "\"123\"", "$:")]
    [TestCase("""{ "type": "integer", "format": "int32" }""", "2147483648", "$:")]
    [TestCase("""{ "type": "integer", "format": "int32" }""", "1.0", "$:")]
    [TestCase("""{ "type": "integer", "format": "int64" }""", "9223372036854775808", "$:")]
    [TestCase("""{ "type": "string", "format": "date-time" }""", "\"2026-02-28\"", "$:")]
    [TestCase("""{ "type": "string", "format": "date-time" }""", "\"2026-02-28T23:59:59\"", "$:")]
    [TestCase("""{ "type": "string", "format": "date-time" }""", "\"2026-02-28 23:59:59Z\"", "$:")]
    [TestCase("""{ "type": "string", "format": "email" }""", "\"example.com\"", "$:")]
    [TestCase("""{ "type": "string", "format": "email" }""", "\"Zoe <zoe@example.com>\"", "$:")]
    // Null
    [TestCase("""{ "type": "string" }""", "null", "$: null")]
    [TestCase("""{ "type": "string", "nullable": false }""", "null", "$: null")]
    [TestCase("""{ "allOf": [{ "type": "object", "nullable": true }, { "type": "object" }] }""", "null", "$: null")]
    [TestCase("""{ "allOf": [{ "$ref": "#/components/schemas/User" }] }""", "null", "$: null")]
    // Enumerations
    [TestCase("""{ "type": "string", "enum": ["a", "b"] }""", "\"c\"", "$:")]
    [TestCase("""{ "type": "string", "enum": ["a", "b"] }""", "\"A\"", "$:")]
    [TestCase("""{ "type": "string", "enum": ["a", "b"], "x-extensible-enum": true }""", "1", "$:")]
    [TestCase("""{ "type": "string", "pattern": "^a+$" }""", "\"ab\"", "$:")]
    // Objects
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } } }""", """{ "a": 1 }""", "$.a:")]
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } } }""", """{ "b": 1 }""", "$.b: not in the schema")]
    [TestCase("""{ "type": "object", "properties": { "a": {} }, "required": ["a"] }""", "{}", "$.a: missing")]
    [TestCase("""{ "type": "object", "properties": { "a": { "x-form-only": true } } }""", """{ "a": "" }""", "$.a:")]
    [TestCase("""{ "type": "object", "additionalProperties": false }""", """{ "a": 1 }""", "$.a: not in the schema")]
    [TestCase("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", """{ "a": "1" }""", "$.a:")]
    // Arrays
    [TestCase("""{ "type": "array", "items": { "type": "integer" } }""", "[1, 2.0]", "$[1]:")]
    [TestCase("""{ "type": "array", "minItems": 1 }""", "[]", "$:")]
    // Composition
    [TestCase("""{ "$ref": "#/components/schemas/User" }""", """{ "id": "1" }""", "$.id:")]
    [TestCase("""{ "$ref": "#/components/schemas/SyncError" }""", """{ "errors": [] }""", "$.id: missing")]
    [TestCase("""{ "$ref": "#/components/schemas/SyncError" }""", """{ "id": 1, "errors": [1] }""", "$.errors[0]:")]
    [TestCase("""{ "$ref": "#/components/schemas/SyncError" }""", """{ "id": 1, "error": [] }""", "$.error: not in the schema")]
    [TestCase("""{ "oneOf": [{ "type": "number" }, { "$ref": "#/components/schemas/User" }] }""", "\"1\"", "$: matches none")]
    [TestCase("""{ "oneOf": [{ "type": "number" }, { "type": "integer" }] }""", "1", "$: matches 2")]
    // JSON itself
    [TestCase("{}", "{ 'a': 1 }", "$: not JSON")]
    [TestCase("{}", "[1,]", "$: not JSON")]
    [TestCase("{}", "", "$: not JSON")]
    [TestCase("{}", """{ "a": 1, "a": 2 }""", "$: not JSON")]
    public void Validate_reports_JSON_that_breaks_the_schema(string schema, string json, string error) =>
        Assert.That(
            new SchemaValidator(Document).Validate(JObject.Parse(schema), json),
            Has.Count.EqualTo(1).And.One.StartsWith(error));

    [Test]
    public void Validate_returns_every_error() =>
        Assert.That(
            new SchemaValidator(Document).Validate(Document.Schema("SyncError"), """{ "errors": [1, "x", 2], "b": 1 }"""),
            Is.EqualTo([
                "$.id: missing",
                "$.errors[0]: 1 is not of type string",
                "$.errors[2]: 2 is not of type string",
                "$.b: not in the schema",
            ]));

    [TestCase("""{ "type": "string", "maxLength": 1 }""")]
    [TestCase("""{ "type": "string", "format": "uuid" }""")]
    [TestCase("""{ "type": "file" }""")]
    public void Validate_throws_for_a_keyword_that_it_does_not_check(string schema) =>
        Assert.That(
            () => new SchemaValidator(Document).Validate(JObject.Parse(schema), "\"a\""),
            Throws.TypeOf<NotSupportedException>());
}
