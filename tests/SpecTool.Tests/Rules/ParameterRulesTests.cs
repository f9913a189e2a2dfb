using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

public sealed class ParameterRulesTests
{
    [TestCase("per_page", "integer", "perPage")]
    [TestCase("company_id", "integer", "companyId")]
    [TestCase("Procore-Company-Id", "integer", "companyId")]
    [TestCase("filters[created_at]", "string", "createdAt")]
    [TestCase("filters[vendor_id]", "array", "vendorIds")]
    [TestCase("filters[trade_id][]", "array", "tradeIds")]
    [TestCase("filters[roles]", "array", "roles")]
    public void ParameterNames_names_arguments(string name, string type, string argument)
    {
        var document = WithParameter($$"""{ "name": "{{name}}", "schema": { "type": "{{type}}" } }""");

        ParameterNames.Apply(document);

        Assert.That((string?)Parameter(document)["x-originalName"], Is.EqualTo(argument));
    }

    [TestCase("query", "procoreCompanyId", "Procore-Company-Id")]
    [TestCase("path", "procoreCompanyId", "Procore-Company-Id")]
    [TestCase(null, "companyId", "procore-company-id")]
    public void ParameterNames_takes_the_company_from_the_header_alone(string? elsewhere, string argument, string header)
    {
        var other = elsewhere is null ? "" : $$""", { "name": "company_id", "in": "{{elsewhere}}", "schema": { "type": "integer" } }""";
        var document = Inputs.Document($$"""{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "Procore-Company-Id", "in": "header", "schema": { "type": "integer" } }{{other}}] } } }""");

        ParameterNames.Apply(document);

        var parameter = document.Operations.Single().Parameters.First();
        Assert.That(((string?)parameter["x-originalName"], (string?)parameter["name"]), Is.EqualTo((argument, header)));
    }

    [Test]
    public void SortLists_adds_lists_to_the_keys_that_a_sort_has()
    {
        var document = Inputs.Document(
            """{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "sort", "in": "query", "schema": { "$ref": "#/components/schemas/Sort" } }, { "name": "view", "in": "query", "schema": { "$ref": "#/components/schemas/Sort" } }] } } }""",
            """{ "Sort": { "type": "string", "enum": ["name", "full.name"] } }""");

        SortLists.Apply(document);

        var parameters = document.Operations.Single().Parameters.ToList();
        Assert.Multiple(() =>
        {
            Assert.That(parameters[0].SelectTokens("$.schema.oneOf[*].$ref").Values<string>(), Is.EqualTo(["#/components/schemas/Sort", "#/components/schemas/SortList"]));
            Assert.That((string?)document.Schemas["SortList"]!["pattern"], Is.EqualTo(@"^(-(name|full\.name)|-?(name|full\.name)(,-?(name|full\.name))+)$"));
            Assert.That((string?)document.Schemas["SortList"]!["example"], Is.EqualTo("-name,full.name"));
            Assert.That(parameters[1]["schema"]!["$ref"], Is.Not.Null);
        });
    }

    [TestCase("""{ "type": "string" }""")]
    [TestCase("""{ "$ref": "#/components/schemas/Text" }""")]
    public void SortLists_leaves_a_sort_without_keys(string schema)
    {
        var document = Inputs.Document(
            $$"""{ "/rest/v1.0/users": { "get": { "parameters": [{ "name": "sort", "in": "query", "schema": {{schema}} }] } } }""",
            """{ "Text": { "type": "string" } }""");

        SortLists.Apply(document);

        Assert.That(Parameter(document)["schema"], Is.EqualTo(JObject.Parse(schema)).Using<JToken>(JToken.DeepEquals));
    }

    [TestCase("id", "integer", "int64")]
    [TestCase("filters[vendor_id]", "integer", "int64")]
    [TestCase("user_id", "number", "int64")]
    [TestCase("page", "integer", "int32")]
    [TestCase("paid", "integer", "int32")]
    public void IntegerFormats_sets_the_width_of_integers(string name, string type, string format)
    {
        var document = WithParameter($$"""{ "name": "{{name}}", "schema": { "type": "{{type}}" } }""");

        IntegerFormats.Apply(document);

        Assert.That(Parameter(document)["schema"], Is.EqualTo(JObject.Parse($$"""{ "type": "integer", "format": "{{format}}" }""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void IntegerFormats_leaves_ids_as_strings()
    {
        var document = WithParameter("""{ "name": "company_id", "schema": { "type": "string" } }""");

        IntegerFormats.Apply(document);

        Assert.That((string?)Parameter(document)["schema"]!["type"], Is.EqualTo("string"));
    }

    [Test]
    public void IntegerFormats_reaches_lists_properties_and_headers()
    {
        var document = Inputs.Document("{}", """
            {
              "A": { "properties": { "role_ids": { "type": "array", "items": { "type": "number" } }, "ratio": { "type": "number" } } },
              "B": { "headers": { "Total": { "schema": { "type": "integer" } } } }
            }
            """);

        IntegerFormats.Apply(document);

        Assert.Multiple(() =>
        {
            Assert.That((string?)document.Schemas.SelectToken("A.properties.role_ids.items.format"), Is.EqualTo("int64"));
            Assert.That((string?)document.Schemas.SelectToken("A.properties.ratio.type"), Is.EqualTo("number"));
            Assert.That((string?)document.Schemas.SelectToken("B.headers.Total.schema.format"), Is.EqualTo("int32"));
        });
    }

    private static OpenApiDocument WithParameter(string parameter) =>
        Inputs.Document($$"""{ "/rest/v1.0/users": { "get": { "parameters": [{{parameter}}] } } }""");

    private static JObject Parameter(OpenApiDocument document) => document.Operations.Single().Parameters.Single();
}
