using System.Text.Json.Nodes;
using Procore.Tests.Shared.OpenApi;

namespace Procore.Build.Tests;

/// <summary>When Procore publishes more, `SpecTool build` and a build are enough: no code of ours changes.</summary>
internal sealed class NewDocumentTests
{
    private static readonly string Users = FacadeRoute.Path("GET /companies/{company_id}/users");

    private SourceTree _tree = null!;

    [SetUp]
    public void Copy_the_tree() => _tree = BuiltTree.Tree.Copy();

    [TearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void Generate_creates_a_client_for_a_new_version_and_a_new_property()
    {
        var published = JsonNode.Parse(File.ReadAllText(_tree.PathOf("openapi/published.json")))!;
        var list = published["paths"]![Users]!["get"]!.DeepClone();
        list["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["items"] = JsonNode.Parse("""
            { "type": "object", "properties": { "id": { "type": "integer" }, "last_name": { "type": "string" }, "email_address": { "type": "string" }, "shoe_size": { "type": "integer" } } }
            """);
        published["paths"]![Users.Replace(Users.Split('/')[2], "v1.99", StringComparison.Ordinal)] = new JsonObject { ["get"] = list };
        File.WriteAllText(_tree.PathOf("openapi/published.json"), published.ToJsonString());
        var retired = JsonNode.Parse(File.ReadAllText(_tree.PathOf("openapi/retired.json")))!;
        retired["components"]!["schemas"]!["CompanyUserPermissionTemplate"] = JsonNode.Parse("""{ "properties": { "type": { "enum": ["of_old"], "x-retired-values": { "of_old": "2027-01-02" } } } }""");
        File.WriteAllText(_tree.PathOf("openapi/retired.json"), retired.ToJsonString());

        var built = _tree.Dotnet([], Path.Combine(TestContext.CurrentContext.TestDirectory, "SpecTool.dll"), "build").MustSucceed();
        _tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(built.Output, Does.Contain("no text: property CompanyUser.shoe_size"));
            Assert.That(File.ReadAllText(_tree.Clients), Does.Contain("public partial class CompanyUsersV199Client : ").And.Contain("/rest/v1.99/companies/"));
            Assert.That(File.ReadAllText(_tree.Models), Does.Contain(" int? ShoeSize").And.Match(@"\[System\.Obsolete\]\s+public static CompanyUserPermissionTemplateType OfOld "));
        });
    }
}
