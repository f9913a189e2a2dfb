using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Tests;

/// <summary>Procore publishes v1.4 with its own schemas: no code of ours changes.</summary>
public sealed class NewVersionTests
{
    private const string Suffix = "V14";

    [Test]
    public void Build_names_the_operations_of_a_new_version()
    {
        var methods = Methods(Inputs.Build(WithV14()), "CompanyUsersV14_");

        Assert.That(methods, Is.EquivalentTo(Methods(Inputs.Build(retired: NothingRetired()), "CompanyUsersV13_")));
    }

    [Test]
    public void Build_merges_the_schemas_of_a_new_version_into_the_existing_ones()
    {
        var before = Inputs.Build().Json["components"]!["schemas"]!;
        var after = Inputs.Build(WithV14()).Json["components"]!["schemas"]!;

        Assert.That(JsonDifference.Between(before, after), Is.Empty);
    }

    [Test]
    public void Build_adds_a_new_property_to_the_user_and_to_its_view_only()
    {
        var published = WithV14();
        published["components"]!["schemas"]!["CompanyUserExtendedViewV13" + Suffix]!["properties"]!["hat_size_in_v14"] = JObject.Parse("""{ "type": "integer" }""");

        var spec = Inputs.Build(published);

        Assert.Multiple(() =>
        {
            Assert.That(spec.Json.SelectToken("$.components.schemas.CompanyUser.properties.hat_size_in_v14.nullable"), Is.Not.Null);
            Assert.That(spec.Json["x-published-views"]!["CompanyUserListItemV13" + Suffix]!.Values<string>(), Does.Contain("hat_size_in_v14"));
            Assert.That(spec.Json["x-published-views"]!["CompanyUserListItemV13"]!.Values<string>(), Does.Not.Contain("hat_size_in_v14"));
            Assert.That((string?)spec.Json.SelectToken("$.paths['/rest/v1.4/companies/{company_id}/users'].get.responses['200']['x-published-as']"), Is.EqualTo("CompanyUserListItemV13" + Suffix));
            Assert.That(spec.Warnings, Does.Contain("no text: property CompanyUser.hat_size_in_v14"));
        });
    }

    [Test]
    public void Build_reports_a_vendor_of_another_type_and_keeps_the_most_common()
    {
        var published = WithV14();
        published["components"]!["schemas"]!["VendorCompact2" + Suffix]!["properties"]!["name"]!["type"] = "integer";

        var spec = Inputs.Build(published);

        var conflict = spec.Conflicts.Single();
        Assert.Multiple(() =>
        {
            Assert.That(conflict.Text, Does.StartWith("name is string in ").And.Contain(", but integer (int32) in ").And.Contain(Suffix));
            Assert.That(conflict.Decision, Does.StartWith("CompanyUserVendor.name is generated as string, as most of them have it"));
            Assert.That((string?)spec.Json.SelectToken("$.components.schemas.CompanyUserVendor.properties.name.type"), Is.EqualTo("string"));
        });
    }

    private static IEnumerable<string> Methods(BuiltSpec spec, string client) => OpenApiDocument.Parse(spec.Json, "the spec").Operations
        .Where(operation => operation.Id.StartsWith(client, StringComparison.Ordinal))
        .Select(operation => operation.Method);

    private static JObject NothingRetired()
    {
        var retired = Inputs.Retired;
        ((JObject)retired["paths"]!).Properties().Where(path => path.Name.StartsWith("/rest/v1.3/", StringComparison.Ordinal)).ToList().ForEach(path => path.Remove());
        return retired;
    }

    private static JObject WithV14()
    {
        var published = Inputs.Published;
        var paths = (JObject)published["paths"]!;
        foreach (var path in paths.Properties().Where(path => path.Name.StartsWith("/rest/v1.3/", StringComparison.Ordinal)).ToList())
            paths[path.Name.Replace("/v1.3/", "/v1.4/", StringComparison.Ordinal)] = Renamed(path.Value);

        var schemas = (JObject)published["components"]!["schemas"]!;
        foreach (var schema in schemas.Properties().ToList())
            schemas[schema.Name + Suffix] = Renamed(schema.Value);
        return published;
    }

    private static JObject Renamed(JToken json)
    {
        var copy = Inputs.CopyOf(json);
        foreach (var reference in copy.DescendantsAndSelf().OfType<JObject>().Where(part => part["$ref"] is not null))
            reference["$ref"] = (string?)reference["$ref"] + Suffix;
        return copy;
    }
}
