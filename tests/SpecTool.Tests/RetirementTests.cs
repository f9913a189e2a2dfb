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
    public void A_parameter_that_has_gone_is_kept_and_no_longer_demanded()
    {
        var retired = Retire("""{ "parameters": [{ "name": "page", "in": "query" }, { "name": "old", "in": "query", "required": true }] }""", """{ "parameters": [{ "name": "page", "in": "query" }] }""");

        Holds(retired, "$.paths['/rest/v1.0/users'].get.parameters", """[{ "name": "old", "in": "query", "required": false, "x-retired": "2027-01-02" }]""");
    }

    [Test]
    public void A_status_and_a_header_that_have_gone_are_kept()
    {
        var retired = Retire(
            """{ "responses": { "200": { "headers": { "Total": { "schema": {} } } }, "202": { "description": "Accepted" } } }""",
            """{ "responses": { "200": {} } }""");

        Holds(retired, "$.paths['/rest/v1.0/users'].get.responses", """
            { "200": { "headers": { "Total": { "schema": {}, "x-retired": "2027-01-02" } } }, "202": { "description": "Accepted", "x-retired": "2027-01-02" } }
            """);
    }

    [Test]
    public void A_property_is_kept_in_its_schema_or_in_its_place()
    {
        Holds(Retire(Answer("""{ "$ref": "#/components/schemas/A" }"""), Answer("""{ "$ref": "#/components/schemas/A" }"""), """{ "A": { "properties": { "kept": {}, "old": { "type": "string" } } } }""", """{ "A": { "properties": { "kept": {} } } }"""),
            "$.components.schemas.A", """{ "properties": { "old": { "type": "string", "x-retired": "2027-01-02" } } }""");
        Holds(Retire(Answer("""{ "type": "array", "items": { "properties": { "old": {} } } }"""), Answer("""{ "type": "array", "items": { "properties": { "new": {} } } }""")),
            "$.paths['/rest/v1.0/users'].get.responses['200'].content['application/json'].schema.items.properties", """{ "old": { "x-retired": "2027-01-02" } }""");
    }

    [Test]
    public void A_schema_that_has_gone_leaves_its_properties_to_what_stands_in_its_place()
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
    public void An_operation_that_has_gone_keeps_the_schemas_that_it_refers_to()
    {
        var retired = Retirement.Of(Document(Answer("""{ "$ref": "#/components/schemas/A" }"""), """{ "A": { "properties": { "a": {} } } }"""), Nothing(), JObject.Parse("""{ "openapi": "3.0.3", "paths": {}, "components": { "schemas": {} } }"""), Today);

        Assert.Multiple(() =>
        {
            Assert.That((string?)retired.SelectToken("$.paths['/rest/v1.0/users'].get['x-retired']"), Is.EqualTo("2027-01-02"));
            Holds(retired, "$.components.schemas", """{ "A": { "properties": { "a": {} } } }""");
            Assert.That((string?)retired["info"]!["version"], Is.EqualTo("2027-01-02"));
        });
    }

    [Test]
    public void A_value_of_an_enum_that_has_gone_is_kept_in_its_schema_in_a_parameter_and_in_its_place()
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
    public void An_enum_that_takes_any_value_now_stays_an_enum_and_none_of_its_values_has_gone() =>
        Holds(Retire(Parameter("""{ "type": "string", "enum": ["a", "b"] }"""), Parameter("""{ "type": "string" }""")),
            "$.paths['/rest/v1.0/users'].get.parameters[0].schema", """{ "enum": ["a", "b"], "x-retired-enum": "2027-01-02" }""");

    [Test]
    public void A_value_that_had_gone_before_keeps_its_day_and_one_that_is_back_is_no_longer_retired()
    {
        var retired = Nothing();
        retired["paths"] = JObject.Parse($$"""{ "/rest/v1.0/users": { "get": {{Parameter("""{ "enum": ["x", "y"], "x-retired-values": { "x": "2020-01-01", "y": "2020-01-01" } }""")}} } }""");

        var again = Retirement.Of(Document(Parameter("""{ "enum": ["a", "b"] }""")), retired, Document(Parameter("""{ "enum": ["a", "y"] }""")), Today);

        Holds(again, "$.paths['/rest/v1.0/users'].get.parameters[0].schema", """{ "enum": ["b", "x"], "x-retired-values": { "b": "2027-01-02", "x": "2020-01-01" } }""");
    }

    [Test]
    public void What_had_gone_before_keeps_its_day_and_what_is_published_again_is_no_longer_retired()
    {
        var before = Document("""{ "parameters": [] }""");
        var retired = Nothing();
        retired["paths"] = JObject.Parse("""{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "a", "in": "query", "x-retired": "2020-01-01" }, { "name": "b", "in": "query", "x-retired": "2020-01-01" }] } } }""");

        var again = Retirement.Of(before, retired, Document("""{ "parameters": [{ "name": "b", "in": "query" }] }"""), Today);

        Holds(again, "$.paths['/rest/v1.0/users'].get.parameters", """[{ "name": "a", "in": "query", "x-retired": "2020-01-01" }]""");
    }

    [Test]
    public void Where_nothing_has_gone_nothing_changes() =>
        Assert.That(JsonDifference.Between(Inputs.Retired, Retirement.Of(Inputs.Published, Inputs.Retired, Inputs.Published, Today)), Is.Empty);

    [Test]
    public void What_is_kept_fits_what_is_published()
    {
        var before = Published2024.Json();
        var retired = Retirement.Of(before, Published2024.NothingRetired(), Inputs.Published, Today);

        var all = RetiredParts.Add(OpenApiDocument.Parse(Inputs.Published, "published.json"), retired);

        Assert.That(all.Operations.Count(), Is.EqualTo(61));
        Assert.That(all.Json.SelectToken("$.components.schemas.CompanyUser2.properties.contact_id"), Is.Not.Null);
    }

    [Test]
    public void A_schema_that_holds_itself_comes_to_an_end()
    {
        const string Tree = """{ "A": { "properties": { "parts": { "type": "array", "items": { "$ref": "#/components/schemas/A" } } } } }""";

        Assert.That(Retire(Answer("""{ "$ref": "#/components/schemas/A" }"""), Answer("""{ "$ref": "#/components/schemas/A" }"""), Tree, Tree)["paths"], Is.Empty);
    }

    private static JObject Retire(string before, string after, string schemas = "{}", string schemasAfter = "{}") =>
        Retirement.Of(Document(before, schemas), Nothing(), Document(after, schemasAfter), Today);

    private static string Answer(string schema) => $$"""{ "responses": { "200": { "content": { "application/json": { "schema": {{schema}} } } } } }""";

    private static string Parameter(string schema) => $$"""{ "parameters": [{ "name": "sort", "in": "query", "schema": {{schema}} }] }""";

    private static JObject Document(string operation, string schemas = "{}") =>
        JObject.Parse($$"""{ "openapi": "3.0.3", "paths": { "/rest/v1.0/users": { "get": {{operation}} } }, "components": { "schemas": {{schemas}} } }""");

    private static JObject Nothing() => JObject.Parse("""{ "info": { "version": "2020-01-01" }, "paths": {}, "components": { "schemas": {} } }""");

    private static void Holds(JObject retired, string path, string expected) =>
        Assert.That(retired.SelectToken(path)?.ToString(), Is.EqualTo(JToken.Parse(expected).ToString()));
}
