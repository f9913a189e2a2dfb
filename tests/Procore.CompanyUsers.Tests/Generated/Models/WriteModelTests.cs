using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class WriteModelTests
{
    [Test]
    public void Serialize_writes_exactly_what_is_set_including_null()
    {
        var changes = new CompanyUserChanges { JobTitle = "Superintendent", FaxNumber = null };

        Assert.That(
            Json.Parse(ProcoreJson.Serialize(changes)),
            Is.EqualTo(Json.Parse("""{"job_title":"Superintendent","fax_number":null}""")).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Serialize_writes_nothing_when_nothing_is_set(ModelShape model) =>
        Assert.That(ProcoreJson.Serialize(model.Create()), Is.EqualTo("{}"));

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Serialize_writes_every_property_that_is_set_to_null(ModelShape model)
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
    public void Serialize_writes_every_property_that_is_set_to_a_value(ModelShape model)
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
    public void Write_models_have_no_avatar_property() =>
        Assert.That(
            ModelShape.All.Where(model => model.IsWrite).SelectMany(model => model.Properties).Select(property => property.JsonName),
            Has.None.EqualTo("avatar"));
}
