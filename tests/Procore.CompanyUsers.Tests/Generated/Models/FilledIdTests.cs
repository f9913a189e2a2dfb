using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Some routes give a permission template as an object, the others its id alone: the id is there in both.</summary>
internal sealed class FilledIdTests
{
    private const string TemplateAlone = """{"permission_template":{"id":562949953421313,"name":"Crew"},"company_permission_template":{"id":8}}""";

    [Test]
    public void DefaultPermissionTemplateId_is_the_id_of_the_object()
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(TemplateAlone);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.DefaultPermissionTemplateId.Value, Is.EqualTo(562949953421313));
            Assert.That(user.CompanyPermissionTemplateId.Value, Is.EqualTo(8));
            Assert.That(user.IsGiven(nameof(CompanyUser.DefaultPermissionTemplateId)), Is.True);
            Assert.That(user.IsGiven(nameof(CompanyUser.CompanyPermissionTemplateId)), Is.True);
        }
    }

    [Test]
    public void Serialize_does_not_write_filled_ids()
    {
        var once = ProcoreJson.Serialize(ProcoreJson.Deserialize<CompanyUser>(TemplateAlone));
        var twice = ProcoreJson.Serialize(ProcoreJson.Deserialize<CompanyUser>(once));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Json.Parse(once), Is.EqualTo(Json.Parse(TemplateAlone)).Using<JToken>(Json.AreEqual));
            Assert.That(twice, Is.EqualTo(once));
            Assert.That(ProcoreJson.Deserialize<CompanyUser>(twice).DefaultPermissionTemplateId.Value, Is.EqualTo(562949953421313));
        }
    }

    [TestCase("""{"default_permission_template_id":null,"permission_template":{"id":7}}""", null)]
    [TestCase("""{"permission_template":{"id":7},"default_permission_template_id":null}""", null)]
    [TestCase("""{"permission_template":{"id":7},"default_permission_template_id":9}""", 9L)]
    [TestCase("""{"default_permission_template_id":9,"permission_template":null}""", 9L)]
    public void DefaultPermissionTemplateId_prefers_a_given_id_even_if_null(string json, long? id)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.DefaultPermissionTemplateId.Value, Is.EqualTo(id));
            Assert.That(Json.Parse(ProcoreJson.Serialize(user)), Is.EqualTo(Json.Parse(json)).Using<JToken>(Json.AreEqual));
        }
    }

    [TestCase("""{"permission_template":{"id":7},"default_permission_template_id":"new"}""")]
    [TestCase("""{"default_permission_template_id":[9],"permission_template":{"id":7}}""")]
    public void DefaultPermissionTemplateId_that_cannot_be_read_is_not_filled_from_the_object(string json)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.DefaultPermissionTemplateId.IsSet, Is.False);
            Assert.That(user.UnreadProperties.Keys, Is.EqualTo(new[] { "default_permission_template_id" }));
            Assert.That(Json.Parse(ProcoreJson.Serialize(user)), Is.EqualTo(Json.Parse(json)).Using<JToken>(Json.AreEqual));
        }
    }

    [TestCase("""{"permission_template":null}""", true)]
    [TestCase("""{"permission_template":{"name":"Crew"}}""", false)]
    [TestCase("""{"company_permission_template":{"id":7}}""", false)]
    [TestCase("{}", false)]
    public void DefaultPermissionTemplateId_is_null_only_when_the_object_is(string json, bool isGiven)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.DefaultPermissionTemplateId, Is.EqualTo(isGiven ? new Optional<long?>(null) : default));
            Assert.That(user.IsGiven(nameof(CompanyUser.DefaultPermissionTemplateId)), Is.EqualTo(isGiven));
        }
    }

    [Test]
    public void PermissionTemplate_has_the_id_when_that_is_given_alone()
    {
        const string Ids = """{"company_permission_template_id":8,"default_permission_template_id":562949953421313}""";

        var user = ProcoreJson.Deserialize<CompanyUser>(Ids);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((user.PermissionTemplate.Value?.Id, user.CompanyPermissionTemplate.Value?.Id), Is.EqualTo(((long?)562949953421313, (long?)8)));
            Assert.That(user.PermissionTemplate.Value!.Name.IsSet, Is.False);
            Assert.That(user.IsGiven(nameof(CompanyUser.PermissionTemplate)) && user.IsGiven(nameof(CompanyUser.CompanyPermissionTemplate)));
            Assert.That(Json.Parse(ProcoreJson.Serialize(user)), Is.EqualTo(Json.Parse(Ids)).Using<JToken>(Json.AreEqual), "not written");
        }
    }

    [TestCase("""{"default_permission_template_id":null}""", true)]
    [TestCase("""{"permission_template":null,"default_permission_template_id":9}""", true)]
    [TestCase("{}", false)]
    public void PermissionTemplate_is_null_without_an_id_or_if_given_as_null(string json, bool isGiven)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        Assert.That(user.PermissionTemplate, Is.EqualTo(isGiven ? new Optional<CompanyUserPermissionTemplate?>(null) : default));
        Assert.That(user.IsGiven(nameof(CompanyUser.PermissionTemplate)), Is.EqualTo(isGiven));
    }

    [Test]
    public void DefaultPermissionTemplateId_follows_the_object_until_it_is_set()
    {
        var user = new CompanyUser { PermissionTemplate = new CompanyUserPermissionTemplate { Id = 7 } };
        var before = user.DefaultPermissionTemplateId;

        user.PermissionTemplate = new CompanyUserPermissionTemplate { Id = 8 };
        var after = user.DefaultPermissionTemplateId;
        user.DefaultPermissionTemplateId = null;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Value, Is.EqualTo(7));
            Assert.That(after.Value, Is.EqualTo(8));
            Assert.That(user.DefaultPermissionTemplateId.Value, Is.Null);
        }
    }
}
