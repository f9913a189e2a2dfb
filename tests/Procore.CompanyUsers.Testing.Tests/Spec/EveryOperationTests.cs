using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>Every operation of the document is answered with a success that it documents, and refused as every other.</summary>
internal sealed class EveryOperationTests : DirectoryTest
{
    private static readonly OpenApiDocument Document = OpenApiDocument.CompanyUsers;

    private readonly FakeUser _active;
    private readonly FakeUser _inactive;
    private readonly FakeProject _project;

    public EveryOperationTests()
    {
        var vendor = Company.AddVendor("Steel Ltd", Company.AddTrade("Steel"));
        var template = Company.AddPermissionTemplate("Field", "project_specific");
        _active = Company.AddUser(new FakeUser
        {
            FirstName = "Ada",
            LastName = "Abbott",
            EmailAddress = "ada@example.com",
            VendorId = vendor.Id,
            DefaultPermissionTemplateId = template.Id,
            CompanyPermissionTemplateId = template.Id,
            BusinessPhoneExtension = 12,
            IsEmployee = true,
            LastLoginAt = Clock.GetUtcNow(),
            Locale = "en",
            BidContact = true,
            ContactId = 9_100_000_000,
        });
        _inactive = Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", IsActive = false });
        _project = Company.AddProject("Bridge");
        Company.AddMembership(_active, _project);
    }

    private static IEnumerable<TestCaseData> Operations() =>
        Document.Operations.Where(operation => !RawOnly.Covers(operation.Id, RawOnly.Reasons.Keys)).Select(operation => new TestCaseData(operation).SetArgDisplayNames($"{operation.Method} {operation.Path}"));

    [Test]
    public void Operations_are_read_from_the_document() => Assert.That(Operations(), Is.Not.Empty);

    // WireClient holds the answer against the schema.
    [TestCaseSource(nameof(Operations))]
    public async Task Operation_succeeds_as_documented(ApiOperation operation)
    {
        var answer = await SendAsync(operation);
        Assert.That(operation.Successes.Keys, Does.Contain((int)answer.Status), $"{answer.Body}");
        Assert.That(Fake.Requests[^1].Operation, Is.EqualTo($"{operation.Method} {operation.Path}"));
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_is_refused_without_token_header_app_or_permission(ApiOperation operation)
    {
        var before = Company.TakeSnapshot();
        using var stranger = new WireClient(Fake) { Token = null };
        Assert.That((await SendAsync(operation, stranger)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await SendAsync(operation, header: null)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.None;
        if (!operation.Path.EndsWith("/me", StringComparison.Ordinal))
            Assert.That((await SendAsync(operation)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Fake.DefaultAccount.Disconnect(Company);
        Assert.That((await SendAsync(operation)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.Empty);
    }

    private Task<WireAnswer> SendAsync(ApiOperation operation, WireClient? client = null) => SendAsync(operation, $"{Company.Id}", client);

    private async Task<WireAnswer> SendAsync(ApiOperation operation, string? header, WireClient? client = null)
    {
        var path = PathOf(operation.Path, Company, _project, IdFor(operation));
        var query = operation.Path.Contains("{company_id}") ? "" : $"?company_id={Company.Id}";
        return await (client ?? Client).SendRawAsync(operation.Method, path + query, header, BodyFor(operation)?.ToString());
    }

    private string IdFor(ApiOperation operation)
    {
        if (operation.Path.Contains("/inactive/"))
            return Text(_inactive.Id);
        return operation.Path.Contains("/bulk/status/")
            ? Company.MembershipRegister.StartBatch("Adding", [new MembershipItem(_active.Id, _project.Id, null, null)], MembershipChanges.Add).Id
            : Text(_active.Id);
    }

    private JObject? BodyFor(ApiOperation operation)
    {
        if (operation.Body == null)
            return null;
        var isText = operation.Path.Contains("/v2.");
        var isNew = operation.Method == "POST";
        var user = isNew ? new JObject { ["last_name"] = "Castillo", ["email_address"] = "c@example.com" } : new JObject { ["city"] = "Graz" };
        var properties = Document.Resolve(operation.Body)["properties"]!;
        if (properties["user"] != null)
            return new JObject { ["user"] = user };
        if (properties["updates"] != null)
            return new JObject { ["updates"] = new JArray(new JObject { ["id"] = _active.Id, ["city"] = "Graz" }, new JObject { ["id"] = 1 }) };
        return new JObject
        {
            ["users"] = new JArray(new JObject { ["user_id"] = isText ? Text(_active.Id) : _active.Id, ["project_id"] = isText ? Text(_project.Id) : _project.Id }),
        };
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
