using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;
using SystemTextJson = System.Text.Json.JsonSerializer;

namespace Procore.CompanyUsers.Tests;

/// <summary>Models in the caller's own JSON, through either serializer with its default settings.</summary>
internal sealed class SerializerTests
{
    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void SystemTextJson_keeps_every_property_of_a_model(ModelShape model)
    {
        var json = Full(model);

        var read = SystemTextJson.Deserialize(json.ToString(), model.Type);

        Assert.That(Json.Parse(SystemTextJson.Serialize(read, model.Type)), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Newtonsoft_keeps_every_property_of_a_model(ModelShape model)
    {
        var json = Full(model);

        var read = JsonConvert.DeserializeObject(json.ToString(), model.Type);

        Assert.That(Json.Parse(JsonConvert.SerializeObject(read)), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [Test]
    public void Both_serializers_distinguish_null_from_a_missing_property()
    {
        const string Text = """{"id":5,"job_title":null}""";
        var read = new[] { SystemTextJson.Deserialize<CompanyUser>(Text)!, JsonConvert.DeserializeObject<CompanyUser>(Text)! };

        using (Assert.EnterMultipleScope())
        {
            foreach (var user in read)
            {
                Assert.That(user.IsGiven(nameof(CompanyUser.JobTitle)), Is.True);
                Assert.That(user.IsGiven(nameof(CompanyUser.Name)), Is.False);
                Assert.That(SystemTextJson.Serialize(user), Is.EqualTo(Text));
                Assert.That(JsonConvert.SerializeObject(user), Is.EqualTo(Text));
            }
        }
    }

    [Test]
    public void Both_serializers_read_models_inside_types_of_the_caller()
    {
        const string Text = """{"Users":[{"first_name":"Z","id":5},null],"Sort":"-email","View":null}""";
        var read = new[] { SystemTextJson.Deserialize<Report>(Text)!, JsonConvert.DeserializeObject<Report>(Text)! };

        using (Assert.EnterMultipleScope())
        {
            foreach (var report in read)
            {
                Assert.That(report.Users[0]!.FirstName, Is.EqualTo("Z"));
                Assert.That(report.Users[1], Is.Null);
                Assert.That(report.Sort, Is.EqualTo(CompanyUserSort.Email.Descending()));
                Assert.That(report.View, Is.Null);
                Assert.That(SystemTextJson.Serialize(report), Is.EqualTo(Text));
                Assert.That(JsonConvert.SerializeObject(report), Is.EqualTo(Text));
            }
        }
    }

    [Test]
    public void Both_serializers_refuse_a_wrong_type_without_showing_the_value()
    {
        const string Text = """{"is_employee":"carl@example.com"}""";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SystemTextJson.Deserialize<CompanyUserChanges>(Text), Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Contains("is_employee").And.Message.Not.Contains("carl"));
            Assert.That(() => JsonConvert.DeserializeObject<CompanyUserChanges>(Text), Throws.InstanceOf<JsonException>().With.Message.Contains("is_employee").And.Message.Not.Contains("carl"));
        }
    }

    [TestCase("[]")]
    [TestCase("true")]
    public void Both_serializers_refuse_JSON_that_is_not_a_model(string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SystemTextJson.Deserialize<CompanyUser>(text), Throws.InstanceOf<System.Text.Json.JsonException>());
            Assert.That(() => JsonConvert.DeserializeObject<CompanyUser>(text), Throws.InstanceOf<JsonException>());
        }
    }

    [Test]
    public void ToString_names_only_the_type_and_the_id()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new CompanyUser { Id = 42, LastName = "Lee", EmailAddress = "lee@example.com" }.ToString(), Is.EqualTo("CompanyUser 42"));
            Assert.That(new CompanyUserSyncItem { OriginId = "E-1", LastName = "Lee" }.ToString(), Is.EqualTo("CompanyUserSyncItem"));
            Assert.That(new ProjectAssignment(42, 7).ToString(), Is.EqualTo("user 42, project 7"));
        }
    }

    /// <summary>Every property, and some that no version knows.</summary>
    private static JObject Full(ModelShape model)
    {
        var json = model.Sample();
        json["not_known_yet"] = SampleJson.Unknown();
        return json;
    }

    private sealed class Report
    {
        public List<CompanyUser?> Users { get; set; } = [];

        public CompanyUserSort Sort { get; set; }

        public CompanyUserView? View { get; set; }
    }
}
