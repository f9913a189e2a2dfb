using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Spec;

/// <summary>What other teams' validators are told about values that Procore takes, and NSwag doesn't need.</summary>
public sealed class CorrectedDocumentTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.CompanyUsers;
    private static readonly SchemaValidator Validator = new(Document);

    [TestCase("name")]
    [TestCase("-name")]
    [TestCase("-name,email")]
    [TestCase("vendor_name,-job_title,name")]
    public void Sort_allows_keys_and_lists_with_a_minus_per_key(string sort) =>
        Assert.That(Validator.Validate(SortOf("CompanyUsersV13_List"), JsonConvert.ToString(sort)), Is.Empty);

    [TestCase("nonsense")]
    [TestCase("-nonsense")]
    [TestCase("name,nonsense")]
    [TestCase("name,")]
    [TestCase("--name")]
    [TestCase("")]
    public void Sort_allows_nothing_else(string sort) =>
        Assert.That(Validator.Validate(SortOf("CompanyUsersV13_List"), JsonConvert.ToString(sort)), Has.Count.EqualTo(1));

    [TestCase("[]")]
    [TestCase("""[{ "id": 5000000001 }, { "id": 5000000002 }]""")]
    [TestCase("[5000000001, 5000000002]")]
    public void List_returns_users_or_ids(string response) =>
        Assert.That(Validator.Validate(ListOf("CompanyUsersV13_List"), response), Is.Empty);

    [TestCase("CompanyUsersV13_List", """[5000000001, { "id": 5000000002 }]""")]
    [TestCase("CompanyUsersV13_List", """["5000000001"]""")]
    [TestCase("CompanyUsersV13_ListUnscoped", "[5000000001]")]
    public void List_returns_nothing_else(string operationId, string response) =>
        Assert.That(Validator.Validate(ListOf(operationId), response), Has.Count.EqualTo(1));

    private static JObject ListOf(string operationId) => ApiOperation.SchemaOf(Document.Operations.Single(operation => operation.Id == operationId).Successes[200])!;

    private static JObject SortOf(string operationId) => (JObject)Document.Operations.Single(operation => operation.Id == operationId)
        .Parameters.Single(parameter => (string?)parameter["name"] == "sort")["schema"]!;
}
