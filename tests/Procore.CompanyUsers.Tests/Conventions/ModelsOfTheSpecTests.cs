using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

internal sealed class ModelsOfTheSpecTests
{
    /// <summary>An error is read from whatever comes, a map needs no class, and a form is written from the model of the JSON.</summary>
    private static readonly string[] SchemasWithoutModel = ["Error", "BulkRemoveResult", "NewCompanyUserForm", "CompanyUserChangesForm"];

    private static readonly JObject Schemas = (JObject)OpenApiDocument.CompanyUsers.Root["components"]!["schemas"]!;

    [Test]
    public void Models_correspond_to_the_object_schemas_of_the_spec() =>
        Assert.That(
            ModelShape.All.Select(model => model.Type.Name).Concat(SchemasWithoutModel),
            Is.EquivalentTo(Schemas.Properties().Where(schema => (string?)schema.Value["type"] is not ("string" or "array")).Select(schema => schema.Name)));

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Model_properties_correspond_to_the_spec(ModelShape model) =>
        Assert.That(model.Properties.Select(property => property.JsonName), Is.EquivalentTo(PropertiesOf((JObject)Schemas[model.Type.Name]!)));

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Model_properties_have_the_name_of_the_spec_in_PascalCase(ModelShape model)
    {
        var parts = OpenApiDocument.CompanyUsers.Parts((JObject)Schemas[model.Type.Name]!);

        Assert.That(
            model.Properties.Select(property => property.Name),
            Is.EqualTo(model.Properties.Select(property => PropertyName.Of(parts.First(part => part["properties"]?[property.JsonName] is not null), property.JsonName))));
    }

    private static IEnumerable<string> PropertiesOf(JObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
            return PropertiesOf((JObject)Schemas[reference.Split('/')[^1]]!);
        var own = ((JObject?)schema["properties"] ?? []).Properties()
            .Where(property => property.Value["x-form-only"] is null)
            .Select(property => property.Name);
        return own.Concat(((JArray?)schema["allOf"] ?? []).Cast<JObject>().SelectMany(PropertiesOf));
    }
}
