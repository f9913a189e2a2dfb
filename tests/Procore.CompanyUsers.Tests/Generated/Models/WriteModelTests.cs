using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class WriteModelTests
{
    [Test]
    public void Exactly_what_is_set_is_written_and_null_with_it()
    {
        var changes = new CompanyUserChanges { JobTitle = "Superintendent", FaxNumber = null };

        Assert.That(
            Json.Parse(ProcoreJson.Serialize(changes)),
            Is.EqualTo(Json.Parse("""{"job_title":"Superintendent","fax_number":null}""")).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Nothing_set_writes_nothing(ModelShape model) =>
        Assert.That(ProcoreJson.Serialize(model.Create()), Is.EqualTo("{}"));

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Every_property_can_be_set_to_null(ModelShape model)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var property in model.Properties)
            {
                var written = model.Create();
                property.Property.SetValue(written, ModelProperty.SetToNull(property.Property.PropertyType));

                Assert.That(ProcoreJson.Serialize(written), Is.EqualTo($$"""{"{{property.JsonName}}":null}"""));
                Assert.That(written.IsGiven(property.Name), Is.True, property.Name);
            }
        }
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Every_property_can_be_set_to_a_value(ModelShape model)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var property in model.Properties)
            {
                var json = new JObject { [property.JsonName] = SampleJson.Of(property.ValueType) };
                var written = model.Create();
                property.Property.SetValue(written, property.Property.GetValue(model.Read(json.ToString())));

                Assert.That(Json.Parse(ProcoreJson.Serialize(written)), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
            }
        }
    }

    [Test]
    public void An_image_is_no_property_of_what_goes_as_json() =>
        Assert.That(
            ModelShape.All.Where(model => model.IsWrite).SelectMany(model => model.Properties).Select(property => property.JsonName),
            Has.None.EqualTo("avatar"));
}
