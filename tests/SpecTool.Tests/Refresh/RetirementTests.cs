using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Refresh;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>What a new document lacks is kept, so that no caller's code stops compiling.</summary>
public sealed class RetirementTests
{
    private static readonly DateOnly Today = new(2027, 1, 2);

    [Test]
    public void Of_keeps_a_lost_parameter_as_optional()
    {
        var retired = Retire("""{ "parameters": [{ "name": "page", "in": "query" }, { "name": "old", "in": "query", "required": true }] }""", """{ "parameters": [{ "name": "page", "in": "query" }] }""");

        Holds(retired, "$.paths['/rest/v1.0/users'].get.parameters", """[{ "name": "old", "in": "query", "required": false, "x-retired": "2027-01-02" }]""");
    }

    [Test]
    public void Of_keeps_a_lost_status_and_a_lost_header()
    {
        var retired = Retire(
            """{ "responses": { "200": { "headers": { "Total": { "schema": {} } } }, "202": { "description": "Accepted" } } }""",
            """{ "responses": { "200": {} } }""");

        Holds(retired, "$.paths['/rest/v1.0/users'].get.responses", """
            { "200": { "headers": { "Total": { "schema": {}, "x-retired": "2027-01-02" } } }, "202": { "description": "Accepted", "x-retired": "2027-01-02" } }
            """);
    }

    [Test]
    public void Of_keeps_a_lost_property_in_its_schema_or_place()
    {
        Holds(Retire(Answer("""{ "$ref": "#/components/schemas/A" }"""), Answer("""{ "$ref": "#/components/schemas/A" }"""), """{ "A": { "properties": { "kept": {}, "old": { "type": "string" } } } }""", """{ "A": { "properties": { "kept": {} } } }"""),
            "$.components.schemas.A", """{ "properties": { "old": { "type": "string", "x-retired": "2027-01-02" } } }""");
        Holds(Retire(Answer("""{ "type": "array", "items": { "properties": { "old": {} } } }"""), Answer("""{ "type": "array", "items": { "properties": { "new": {} } } }""")),
            "$.paths['/rest/v1.0/users'].get.responses['200'].content['application/json'].schema.items.properties", """{ "old": { "x-retired": "2027-01-02" } }""");
    }

    [Test]
    public void Of_passes_the_properties_of_a_lost_schema_to_its_replacement()
    {
        var retired = Retire(
            Answer("""{ "$ref": "#/components/schemas/A" }"""),
            Answer("""{ "$ref": "#/components/schemas/B" }"""),
            """{ "A": { "properties": { "kept": {}, "old": { "$ref": "#/components/schemas/C" } } }, "C": { "type": "integer" } }""",
            """{ "B": { "properties": { "kept": {} } } }""");

        Holds(retired, "$.components.schemas", """
            { "B": { "properties": { "old": { "$ref": "#/components/schemas/C", "x-retired": "2027-01-02" } } }, "C": { "type": "integer" } }
            """);
    }

    [Test]
    public void Of_keeps_the_schemas_of_a_lost_operation()
    {
        var retired = Retirement.Of(new(Document(Answer("""{ "$ref": "#/components/schemas/A" }"""), """{ "A": { "properties": { "a": {} } } }"""), Nothing()), JObject.Parse("""{ "openapi": "3.0.3", "paths": {}, "components": { "schemas": {} } }"""), Today);

        Assert.Multiple(() =>
        {
            Assert.That((string?)retired.SelectToken("$.paths['/rest/v1.0/users'].get['x-retired']"), Is.EqualTo("2027-01-02"));
            Holds(retired, "$.components.schemas", """{ "A": { "properties": { "a": {} } } }""");
            Assert.That((string?)retired["info"]!["version"], Is.EqualTo("2027-01-02"));
        });
    }

    [Test]
    public void Of_keeps_a_lost_enum_value_in_a_schema_a_parameter_and_a_list()
    {
        const string Gone = """{ "enum": ["b"], "x-retired-values": { "b": "2027-01-02" } }""";

        Holds(Retire(Answer("""{ "$ref": "#/components/schemas/A" }"""), Answer("""{ "$ref": "#/components/schemas/A" }"""), """{ "A": { "properties": { "kind": { "type": "string", "enum": ["a", "b"] } } } }""", """{ "A": { "properties": { "kind": { "type": "string", "enum": ["c", "a"] } } } }"""),
            "$.components.schemas.A.properties.kind", Gone);
        Holds(Retire(Parameter("""{ "enum": ["a", "b"] }"""), Parameter("""{ "enum": ["a"] }""")),
            "$.paths['/rest/v1.0/users'].get.parameters", $$"""[{ "name": "sort", "in": "query", "schema": {{Gone}} }]""");
        Holds(Retire(Answer("""{ "type": "array", "items": { "enum": ["a", "b"] } }"""), Answer("""{ "type": "array", "items": { "enum": ["a"] } }""")),
            "$.paths['/rest/v1.0/users'].get.responses['200'].content['application/json'].schema.items", Gone);
    }

    [Test]
    public void Of_keeps_an_enum_whose_values_are_open_now() =>
        Holds(Retire(Parameter("""{ "type": "string", "enum": ["a", "b"] }"""), Parameter("""{ "type": "string" }""")),
            "$.paths['/rest/v1.0/users'].get.parameters[0].schema", """{ "enum": ["a", "b"], "x-retired-enum": "2027-01-02" }""");

    [Test]
    public void Of_keeps_the_date_of_a_lost_value_and_drops_a_restored_one()
    {
        var retired = Nothing();
        retired["paths"] = JObject.Parse($$"""{ "/rest/v1.0/users": { "get": {{Parameter("""{ "enum": ["x", "y"], "x-retired-values": { "x": "2020-01-01", "y": "2020-01-01" } }""")}} } }""");

        var again = Retirement.Of(new(Document(Parameter("""{ "enum": ["a", "b"] }""")), retired), Document(Parameter("""{ "enum": ["a", "y"] }""")), Today);

        Holds(again, "$.paths['/rest/v1.0/users'].get.parameters[0].schema", """{ "enum": ["b", "x"], "x-retired-values": { "b": "2027-01-02", "x": "2020-01-01" } }""");
    }

    [Test]
    public void Of_keeps_the_date_of_a_lost_part_and_drops_a_restored_one()
    {
        var before = Document("""{ "parameters": [] }""");
        var retired = Nothing();
        retired["paths"] = JObject.Parse("""{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "a", "in": "query", "x-retired": "2020-01-01" }, { "name": "b", "in": "query", "x-retired": "2020-01-01" }] } } }""");

        var again = Retirement.Of(new(before, retired), Document("""{ "parameters": [{ "name": "b", "in": "query" }] }"""), Today);

        Holds(again, "$.paths['/rest/v1.0/users'].get.parameters", """[{ "name": "a", "in": "query", "x-retired": "2020-01-01" }]""");
    }

    [Test]
    public void Of_changes_nothing_when_nothing_is_lost() =>
        Assert.That(JsonDifference.Between(Inputs.Retired, Retirement.Of(Inputs.Baseline, Inputs.Published, Today)), Is.Empty);

    [Test]
    public void Of_matches_the_published_document()
    {
        var before = Published2024.Json();
        var retired = Retirement.Of(new(before, Published2024.NothingRetired()), Inputs.Published, Today);

        var all = RetiredParts.Add(OpenApiDocument.Parse(Inputs.Published, "published.json"), retired);

        Assert.That(all.Operations.Count(), Is.EqualTo(70));
        Assert.That(all.Json.SelectToken("$.components.schemas.CompanyUser2.properties.contact_id"), Is.Not.Null);
    }

    [Test]
    public void Of_ends_for_a_schema_that_contains_itself()
    {
        const string Tree = """{ "A": { "properties": { "parts": { "type": "array", "items": { "$ref": "#/components/schemas/A" } } } } }""";

        Assert.That(Retire(Answer("""{ "$ref": "#/components/schemas/A" }"""), Answer("""{ "$ref": "#/components/schemas/A" }"""), Tree, Tree)["paths"], Is.Empty);
    }

    private static JObject Retire(string before, string after, string schemas = "{}", string schemasAfter = "{}") =>
        Retirement.Of(new(Document(before, schemas), Nothing()), Document(after, schemasAfter), Today);

    private static string Answer(string schema) => $$"""{ "responses": { "200": { "content": { "application/json": { "schema": {{schema}} } } } } }""";

    private static string Parameter(string schema) => $$"""{ "parameters": [{ "name": "sort", "in": "query", "schema": {{schema}} }] }""";

    private static JObject Document(string operation, string schemas = "{}") =>
        JObject.Parse($$"""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": { "get": {{operation}} } }, "components": { "schemas": {{schemas}} } }""");

    private static JObject Nothing() => JObject.Parse("""{ "info": { "version": "2020-01-01" }, "paths": {}, "components": { "schemas": {} } }""");

    private static void Holds(JObject retired, string path, string expected) =>
        Assert.That(retired.SelectToken(path)?.ToString(), Is.EqualTo(JToken.Parse(expected).ToString()));
}
