using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class RoundTripTests
{
    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Models_round_trip_with_every_property_filled(ModelShape model)
    {
        var json = model.Sample();

        Assert.That(model.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Models_round_trip_with_every_property_null(ModelShape model)
    {
        var json = new JObject(model.Properties.Where(property => property.TakesNull).Select(property => new JProperty(property.JsonName, JValue.CreateNull())));

        Assert.That(model.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void Models_round_trip_with_a_single_property(ModelShape model, ModelProperty property)
    {
        var json = new JObject { [property.JsonName] = SampleJson.Of(property.ValueType) };

        Assert.That(model.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Models_keep_unknown_properties_of_any_type(ModelShape model)
    {
        var json = SampleJson.Unknown();

        Assert.That(model.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Serialize_writes_an_empty_object_for_an_empty_model(ModelShape model) =>
        Assert.That(ProcoreJson.Serialize(model.Read("{}")), Is.EqualTo("{}"));

    [Test]
    public void AdditionalProperties_holds_plain_values()
    {
        var unknown = ProcoreJson.Deserialize<CompanyUser>(SampleJson.Unknown().ToString()).AdditionalProperties;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown["text"], Is.EqualTo("2026-11-22T08:30:00+02:00"));
            Assert.That(unknown["integer"], Is.EqualTo(9007199254740993L).And.TypeOf<long>());
            Assert.That(unknown["beyond"], Is.EqualTo(System.Numerics.BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(unknown["fraction"], Is.EqualTo(-1.5e-7));
            Assert.That(unknown["nothing"], Is.Null);
            Assert.That(unknown["list"], Is.TypeOf<List<object?>>());
            Assert.That(unknown["object"], Is.TypeOf<Dictionary<string, object?>>());
        }
    }

    [Test]
    public void Serialize_writes_values_added_to_AdditionalProperties()
    {
        var changes = new CompanyUserChanges();
        changes.AdditionalProperties["hired_on"] = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.FromHours(2));
        changes.AdditionalProperties["tags"] = new List<string> { "crane" };

        Assert.That(ProcoreJson.Serialize(changes), Is.EqualTo("""{"hired_on":"2026-11-22T08:30:00+02:00","tags":["crane"]}"""));
    }

    [Test]
    public void Serialize_names_the_type_of_a_value_that_has_no_JSON_form()
    {
        var changes = new CompanyUserChanges();
        changes.AdditionalProperties["odd"] = new Version(1, 2);

        Assert.That(() => ProcoreJson.Serialize(changes), Throws.ArgumentException.With.Message.Contains("System.Version"));
    }
}
