using System.Text.Json.Nodes;

namespace Procore.Build.Tests;

/// <summary>When Procore publishes more, `SpecTool build` and a build are enough: no code of ours changes.</summary>
internal sealed class NewDocumentTests
{
    private const string Users = "/rest/v1.3/companies/{company_id}/users";

    private SourceTree _tree = null!;

    [SetUp]
    public void Copy_the_tree() => _tree = BuiltTree.Tree.Copy();

    [TearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void Generate_creates_a_client_for_a_new_version_and_a_new_property()
    {
        var published = JsonNode.Parse(File.ReadAllText(_tree.PathOf("openapi/published.json")))!;
        published["paths"]![Users.Replace("v1.3", "v1.4", StringComparison.Ordinal)] = new JsonObject { ["get"] = published["paths"]![Users]!["get"]!.DeepClone() };
        published["components"]!["schemas"]!["CompanyUserNormalViewV13"]!["properties"]!["shoe_size"] = new JsonObject { ["type"] = "integer" };
        File.WriteAllText(_tree.PathOf("openapi/published.json"), published.ToJsonString());
        var retired = JsonNode.Parse(File.ReadAllText(_tree.PathOf("openapi/retired.json")))!;
        retired["components"]!["schemas"]!["CompanyUserPermissionTemplate"] = JsonNode.Parse("""{ "properties": { "type": { "enum": ["of_old"], "x-retired-values": { "of_old": "2027-01-02" } } } }""");
        File.WriteAllText(_tree.PathOf("openapi/retired.json"), retired.ToJsonString());

        var built = _tree.Dotnet([], Path.Combine(TestContext.CurrentContext.TestDirectory, "SpecTool.dll"), "build").MustSucceed();
        _tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(built.Output, Does.Contain("71 operations").And.Contain("no text: property CompanyUser.shoe_size"));
            Assert.That(File.ReadAllText(_tree.Clients), Does.Contain("public partial class CompanyUsersV14Client : ").And.Contain("/rest/v1.4/companies/"));
            Assert.That(File.ReadAllText(_tree.Models), Does.Contain(" int? ShoeSize").And.Match(@"\[System\.Obsolete\]\s+public static CompanyUserPermissionTemplateType OfOld "));
        });
    }
}
