using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class IsGivenTests
{
    private static readonly JObject UserSchema = (JObject)OpenApiDocument.CompanyUsers.Root["components"]!["schemas"]!["CompanyUser"]!["properties"]!;

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void IsGiven_is_false_for_a_property_that_is_missing(ModelShape model, ModelProperty property) =>
        Assert.That(model.Read("{}").IsGiven(property.Name), Is.False);

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.NullablePropertyCases))]
    public void IsGiven_is_true_for_a_property_that_is_null(ModelShape model, ModelProperty property)
    {
        var read = model.Read(new JObject { [property.JsonName] = null }.ToString());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.IsGiven(property.Name), Is.True);
            Assert.That(model.Properties.Where(other => read.IsGiven(other.Name)), Is.EquivalentTo(GivenWith(model, property)));
        }
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void IsGiven_is_true_only_for_the_property_with_a_value(ModelShape model, ModelProperty property)
    {
        var read = model.Read(new JObject { [property.JsonName] = SampleJson.Of(property.ValueType) }.ToString());

        Assert.That(model.Properties.Where(other => read.IsGiven(other.Name)), Is.EquivalentTo(GivenWith(model, property)));
    }

    [Test]
    public void IsGiven_is_true_for_a_property_that_is_set_to_null()
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
    public void IsGiven_refuses_a_name_that_is_not_a_property(string name) =>
        Assert.That(() => new CompanyUser().IsGiven(name), Throws.ArgumentException.With.Message.Contains("nameof"));

    /// <summary>The property itself, and the ids that are filled from it.</summary>
    private static IEnumerable<ModelProperty> GivenWith(ModelShape model, ModelProperty property) => model.Properties.Where(other =>
        other == property
        || (typeof(CompanyUser).IsAssignableFrom(model.Type) && ((string?)UserSchema[other.JsonName]?["x-filled-from"] == property.JsonName || (string?)UserSchema[other.JsonName]?["x-filled-from-id"] == property.JsonName)));
}
