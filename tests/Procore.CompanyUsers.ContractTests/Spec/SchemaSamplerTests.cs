using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Spec;

public sealed class SchemaSamplerTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.Parse(
        """
        {
          "components": {
            "schemas": {
              "Vendor": { "type": "object", "properties": { "id": { "type": "integer", "format": "int64" } }, "required": ["id"] },
              "User": {
                "type": "object",
                "required": ["id"],
                "properties": {
                  "id": { "type": "integer", "format": "int64" },
                  "manager_id": { "type": "integer", "format": "int64", "nullable": true },
                  "count": { "type": "integer", "format": "int32" },
                  "share": { "type": "number" },
                  "first_name": { "type": "string", "nullable": true },
                  "last_name": { "type": "string" },
                  "email_address": { "type": "string", "format": "email" },
                  "created_at": { "type": "string", "format": "date-time" },
                  "updated_at": { "type": "string", "format": "date-time" },
                  "is_active": { "type": "boolean" },
                  "type": { "type": "string", "enum": ["a", "b"] },
                  "open_type": { "type": "string", "enum": ["a", "b"], "x-extensible-enum": true },
                  "avatar": { "type": "string", "x-form-only": true },
                  "anything": {},
                  "vendor": { "allOf": [{ "$ref": "#/components/schemas/Vendor" }], "nullable": true },
                  "vendor_ids": { "type": "array", "items": { "type": "integer", "format": "int64" } },
                  "projects": { "type": "object", "additionalProperties": { "type": "string" } },
                  "closed": { "type": "object", "additionalProperties": false, "properties": { "a": { "type": "string" } } }
                }
              },
              "SyncError": {
                "allOf": [{ "$ref": "#/components/schemas/User" }, { "properties": { "errors": { "type": "array", "items": { "type": "string" } } } }]
              }
            }
          }
        }
        """);

    private static readonly JObject User = Document.Schema("User");

    [Test]
    public void Sample_has_every_property_except_form_properties() =>
        Assert.That(
            Names(new SchemaSampler(Document).Sample(User)),
            Is.EqualTo(Names(User["properties"]!).Where(name => name is not "avatar")));

    [Test]
    public void Sample_has_the_properties_of_all_parts() =>
        Assert.That(Names(new SchemaSampler(Document).Sample(Document.Schema("SyncError"))), Does.Contain("id").And.Contain("errors"));

    [Test]
    public void Sample_has_no_duplicate_values_except_flags_and_enums()
    {
        var sampler = new SchemaSampler(Document);
        var values = new[] { sampler.Sample(User), sampler.Sample(User) }
            .SelectMany(sample => ((JContainer)sample).DescendantsAndSelf().OfType<JValue>())
            .Where(value => value.Type != JTokenType.Boolean && !value.Path.EndsWith("type", StringComparison.Ordinal))
            .Select(value => value.ToString(Formatting.None));

        Assert.That(values, Is.Unique.And.Not.Empty);
    }

    [Test]
    public void Sample_has_64_bit_integers_that_do_not_fit_into_32()
    {
        var sample = new SchemaSampler(Document).Sample(User);
        long[] ids = [(long)sample["id"]!, (long)sample["manager_id"]!, (long)sample["vendor"]!["id"]!, .. sample["vendor_ids"]!.Values<long>()];

        Assert.That(ids, Has.All.GreaterThan(uint.MaxValue));
        Assert.That((long)sample["count"]!, Is.LessThan(int.MaxValue));
    }

    [Test]
    public void SampleWithNulls_has_nulls_only_where_allowed()
    {
        var nulls = ((JContainer)new SchemaSampler(Document).SampleWithNulls(User)).Descendants().Where(t => t.Type == JTokenType.Null);

        Assert.That(nulls.Select(t => t.Path), Is.EqualTo(["manager_id", "first_name", "vendor"]));
    }

    [Test]
    public void SampleWithUnknowns_adds_properties_to_open_objects()
    {
        var sample = new SchemaSampler(Document).SampleWithUnknowns(User);

        foreach (var open in new[] { sample, sample["vendor"]! })
        {
            Assert.That(
                open.Children<JProperty>().Where(p => p.Name.StartsWith("unknown_", StringComparison.Ordinal)).Select(p => p.Value.Type),
                Is.EqualTo([
                    JTokenType.String, JTokenType.Integer, JTokenType.Float, JTokenType.Boolean,
                    JTokenType.Null, JTokenType.Array, JTokenType.Object,
                ]));
        }
        Assert.That(Names(sample["closed"]!), Is.EqualTo(["a"]));
        Assert.That(sample["projects"]!.Children<JProperty>().Select(p => p.Value.Type), Has.All.EqualTo(JTokenType.String));
    }

    [Test]
    public void SampleWithUnknowns_adds_values_to_open_enums()
    {
        var sample = new SchemaSampler(Document).SampleWithUnknowns(User);

        Assert.That((string?)sample["type"], Is.AnyOf("a", "b"));
        Assert.That((string?)sample["open_type"], Is.Not.AnyOf("a", "b").And.Not.Null);
    }

    [Test]
    public void Sample_is_repeatable()
    {
        var first = new SchemaSampler(Document).Sample(User);
        var second = new SchemaSampler(Document).Sample(User);

        Assert.That(second, Is.EqualTo(first).Using(JToken.EqualityComparer));
    }

    [TestCaseSource(nameof(SchemasOfTheDocument))]
    public void Sample_satisfies_the_schemas_of_the_document(string name)
    {
        var document = OpenApiDocument.CompanyUsers;
        var sampler = new SchemaSampler(document);
        var validator = new SchemaValidator(document);
        var schema = document.Schema(name);

        Assert.That(validator.Validate(schema, sampler.Sample(schema).ToString(Formatting.None)), Is.Empty);
        Assert.That(validator.Validate(schema, sampler.SampleWithNulls(schema).ToString(Formatting.None)), Is.Empty);
    }

    private static IEnumerable<string> SchemasOfTheDocument() => Names(OpenApiDocument.CompanyUsers.Root["components"]!["schemas"]!);

    private static IEnumerable<string> Names(JToken token) => token.Children<JProperty>().Select(property => property.Name);
}
