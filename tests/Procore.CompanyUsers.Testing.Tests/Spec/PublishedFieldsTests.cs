using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>Every route of the document gives just the fields that it publishes there.</summary>
internal sealed class PublishedFieldsTests : DirectoryTest
{
    private static readonly JObject Document = OpenApiDocument.CompanyUsers.Root;

    private static readonly string[] MadeOfOthers = ["vendor", "permission_template", "company_permission_template", "_links"];

    [TestCaseSource(nameof(Answers))]
    public async Task Route_returns_exactly_the_published_fields(string method, string path, string schema, string? view)
    {
        var isInactive = path.Contains("/inactive");
        var user = Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", IsActive = !isInactive });
        var project = Company.AddProject("Bridge");
        Company.AddMembership(user, project);
        var address = PathOf(path, Company, project, user.Id.ToString(CultureInfo.InvariantCulture));
        var query = (path.Contains("{company_id}") ? "?" : $"?company_id={Company.Id}&") + (view == null ? "" : $"view={view}");

        var body = method == "post" ? UserBody(new { last_name = "Brandt", email_address = "b@example.com" }) : UserBody(new { city = "Graz" });
        var answer = await Client.SendAsync(method.ToUpperInvariant(), Company, address + query, method == "get" ? null : body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Created));
        var given = (JObject)(answer.Users is JArray list ? list.Single() : answer.Users);
        Assert.That(given.Properties().Select(property => property.Name), Is.EquivalentTo(Document["x-published-views"]![schema]!.Values<string>()));
    }

    [Test]
    public void FakeUser_stores_each_attribute_that_an_operation_takes() =>
        Assert.That(
            PublishedDocument.Operations.Where(operation => !operation.Name.Contains("Bulk")).SelectMany(operation => operation.Attributes.Keys).Distinct().Except(UserJson.KnownFields),
            Is.Empty,
            "Add a property to FakeUser.");

    [Test]
    public void FakeUser_stores_each_field_that_a_user_has() =>
        Assert.That(
            PublishedDocument.Operations.SelectMany(operation => operation.FieldsIn("normal").Concat(operation.FieldsIn("extended"))).Distinct().Except(UserJson.KnownFields).Except(MadeOfOthers),
            Is.Empty,
            "Add a property to FakeUser, or write the field in UserJson.");

    [Test]
    public void Routes_that_return_a_user_are_all_tested()
    {
        var routes = OpenApiDocument.CompanyUsers.Operations
            .Where(operation => !RawOnly.Covers(operation.Id, RawOnly.Reasons.Keys) && !operation.Path.EndsWith("/sync", StringComparison.Ordinal) && ReturnsUsers(operation))
            .Select(operation => $"{operation.Method.ToLowerInvariant()} {operation.Path}");
        Assert.That(routes, Is.Not.Empty);
        Assert.That(Answers().Select(answer => $"{answer[0]} {answer[1]}").Distinct(), Is.EquivalentTo(routes));
    }

    private static bool ReturnsUsers(ApiOperation operation) => operation.Successes.Values.Select(ApiOperation.SchemaOf).OfType<JObject>()
        .SelectMany(schema => (OpenApiDocument.CompanyUsers.Resolve(schema)["properties"] as JObject)?.PropertyValues().OfType<JObject>().Append(schema) ?? [schema])
        .SelectMany(schema => ((schema["oneOf"] ?? schema["allOf"]) as JArray)?.OfType<JObject>() ?? [schema])
        .Any(schema => (string?)((JObject?)schema["items"] ?? schema)["$ref"] == "#/components/schemas/CompanyUser");

    private static IEnumerable<object?[]> Answers()
    {
        foreach (var path in ((JObject)Document["paths"]!).Properties())
            foreach (var verb in ((JObject)path.Value).Properties().Where(verb => !RawOnly.Covers((string)verb.Value["operationId"]!, RawOnly.Reasons.Keys)))
                foreach (var response in verb.Value["responses"]!.Values())
                {
                    if ((string?)response["x-published-as"] is not { } schema || path.Name.EndsWith("/sync", StringComparison.Ordinal))
                        continue;
                    switch (schema)
                    {
                        case "CompanyUserListItemV13":
                            yield return [verb.Name, path.Name, "CompanyUserNormalViewV13", null];
                            yield return [verb.Name, path.Name, "CompanyUserNormalViewV13", "normal"];
                            yield return [verb.Name, path.Name, "CompanyUserExtendedViewV13", "extended"];
                            break;
                        case "CompanyUserShowV13":
                            yield return [verb.Name, path.Name, "CompanyUserShowNormalV13", null];
                            break;
                        default:
                            yield return [verb.Name, path.Name, schema, null];
                            break;
                    }
                }
    }
}
