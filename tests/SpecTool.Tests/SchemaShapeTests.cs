using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Tests;

public sealed class SchemaShapeTests
{
    [TestCase("""{ "type": "string", "title": "A" }""", """{ "x-retired": "2020-01-01", "type": "string" }""", true)]
    [TestCase("""{ "type": "string" }""", """{ "type": "integer" }""", false)]
    [TestCase("""{ "type": "string" }""", """{ "type": "string", "format": "date" }""", false)]
    [TestCase("""{ "enum": ["a", "b"] }""", """{ "enum": ["a"] }""", false)]
    [TestCase("""{ "properties": { "a": {}, "title": {} } }""", """{ "properties": { "title": { "example": 1 }, "a": {} } }""", true)]
    [TestCase("""{ "properties": { "a": {}, "title": {} } }""", """{ "properties": { "a": {} } }""", false)]
    [TestCase("""{ "properties": { "properties": { "title": {} } } }""", """{ "properties": { "properties": {} } }""", true)]
    [TestCase("""{ "properties": { "a": {} }, "additionalProperties": {} }""", """{ "properties": { "a": {} } }""", true)]
    [TestCase("""{ "additionalProperties": {} }""", "{}", false)]
    public void Same_compares_what_Of_keeps(string one, string other, bool same)
    {
        var (schema, otherSchema) = (JObject.Parse(one), JObject.Parse(other));

        Assert.That(SchemaShape.Same(schema, otherSchema), Is.EqualTo(same));
        Assert.That(SchemaShape.Same(otherSchema, schema), Is.EqualTo(same));
        Assert.That(JToken.DeepEquals(SchemaShape.Of(schema), SchemaShape.Of(otherSchema)), Is.EqualTo(same));
    }

    [Test]
    public void Same_agrees_with_Of_for_the_published_schemas()
    {
        var schemas = ((JObject)Inputs.SharedPublished["components"]!["schemas"]!).Properties().Select(schema => (schema.Value, Shape: SchemaShape.Of(schema.Value))).ToList();

        Assert.That(
            from one in schemas
            from other in schemas
            where SchemaShape.Same(one.Value, other.Value) != JToken.DeepEquals(one.Shape, other.Shape)
            select $"{one.Value.Path}, {other.Value.Path}",
            Is.Empty);
    }
}
