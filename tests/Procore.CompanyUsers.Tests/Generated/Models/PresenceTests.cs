using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class PresenceTests
{
    private static readonly JObject UserSchema = (JObject)OpenApiDocument.CompanyUsers.Root["components"]!["schemas"]!["CompanyUser"]!["properties"]!;

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void A_property_that_did_not_come_is_not_given(ModelShape model, ModelProperty property) =>
        Assert.That(model.Read("{}").IsGiven(property.Name), Is.False);

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.NullablePropertyCases))]
    public void A_property_that_came_as_null_is_given(ModelShape model, ModelProperty property)
    {
        var read = model.Read(new JObject { [property.JsonName] = null }.ToString());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.IsGiven(property.Name), Is.True);
            Assert.That(model.Properties.Where(other => read.IsGiven(other.Name)), Is.EquivalentTo(GivenWith(model, property)));
        }
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void A_property_that_came_with_a_value_is_given_alone(ModelShape model, ModelProperty property)
    {
        var read = model.Read(new JObject { [property.JsonName] = SampleJson.Of(property.ValueType) }.ToString());

        Assert.That(model.Properties.Where(other => read.IsGiven(other.Name)), Is.EquivalentTo(GivenWith(model, property)));
    }

    [Test]
    public void A_property_that_is_set_is_given_be_it_to_null()
    {
        var user = new CompanyUser { JobTitle = null };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.IsGiven(nameof(CompanyUser.JobTitle)), Is.True);
            Assert.That(user.IsGiven(nameof(CompanyUser.Name)), Is.False);
        }
    }

    [TestCase("job_title")]
    [TestCase("jobTitle")]
    [TestCase("")]
    public void A_name_that_is_no_property_is_refused(string name) =>
        Assert.That(() => new CompanyUser().IsGiven(name), Throws.ArgumentException.With.Message.Contains("nameof"));

    /// <summary>The property itself, and the ids that are filled from it.</summary>
    private static IEnumerable<ModelProperty> GivenWith(ModelShape model, ModelProperty property) => model.Properties.Where(other =>
        other == property
        || (typeof(CompanyUser).IsAssignableFrom(model.Type) && (string?)UserSchema[other.JsonName]?["x-filled-from"] == property.JsonName));
}
