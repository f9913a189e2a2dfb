using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class WriteTests : DirectoryTest
{
    [TestCase("users")]
    [TestCase("/rest/v1.0/companies/{0}/users")]
    [TestCase("/rest/v1.3/users?company_id={0}")]
    [TestCase("/rest/v1.0/users?company_id={0}&run_configurable_validations=true")]
    public async Task Create_returns_and_stores_a_user(string path)
    {
        var vendor = Company.AddVendor("Brandt");
        var answer = await Client.SendAsync("POST", Company, Address(path, Company.Id), UserBody(new
        {
            first_name = "Ada",
            last_name = "Abbott",
            email_address = "ada@example.com",
            business_phone_extension = 12,
            vendor_id = vendor.Id,
            is_employee = true,
            country_code = "DE",
            state_code = "BY",
        }));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(Company.Users.Single(), Is.EqualTo(new FakeUser
        {
            Id = (long)answer.Body["id"]!,
            FirstName = "Ada",
            LastName = "Abbott",
            EmailAddress = "ada@example.com",
            BusinessPhoneExtension = 12,
            VendorId = vendor.Id,
            IsEmployee = true,
            CountryCode = "DE",
            StateCode = "BY",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        }));
    }

    [Test]
    public async Task Create_ignores_unknown_and_read_only_attributes()
    {
        var answer = await Create(new { id = 7, last_name = "Abbott", email_address = "a@example.com", name = "No", created_at = "2001-01-01T00:00:00Z", shoe_size = 44, avatar = "x" });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((string?)answer.Body["name"], Is.EqualTo("Abbott"));
        Assert.That((string?)answer.Body["created_at"], Is.EqualTo("2026-03-01T08:00:00Z"));
        Assert.That((string?)answer.Body["avatar"], Is.Null);
        Assert.That((long)answer.Body["id"]!, Is.Not.EqualTo(7));
    }

    [Test]
    public async Task Create_stores_and_returns_every_attribute_of_its_operation()
    {
        var operation = PublishedDocument.Operations.Single(operation => $"{operation.Method} {operation.Path}" == FacadeRoute.Line("POST /companies/{company_id}/users"));
        var sent = operation.Attributes.ToDictionary(attribute => attribute.Key, attribute => ValueOf(attribute.Key, attribute.Value));
        var answer = await Create(sent);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Body.ToString());
        foreach (var (name, value) in sent)
            Assert.That(UserJson.ValueOf(Company.Users.Single(), name), Is.EqualTo(value), name);

        object ValueOf(string name, string type) => (name, type) switch
        {
            ("vendor_id", _) => Company.AddVendor("Steel Ltd").Id,
            ("default_permission_template_id", _) => Company.AddPermissionTemplate("Crew").Id,
            ("company_permission_template_id", _) => Company.AddPermissionTemplate("Admin", "company_tools").Id,
            ("email_address", _) => "a@example.com",
            ("country_code", _) => "US",
            ("state_code", _) => "TX",
            (_, "integer") => 9007199254740993,
            (_, "boolean") => true,
            _ => name,
        };
    }

    [Test]
    public void KnownFields_are_all_properties_of_a_user() =>
        Assert.That(
            UserJson.KnownFields.Select(field => PropertyName.Of(OpenApiDocument.CompanyUsers.Schema("CompanyUser"), field)),
            Is.EquivalentTo(typeof(FakeUser).GetProperties().Select(property => property.Name).Where(name => name != nameof(FakeUser.AvatarFile))));

    [TestCase("{\"last_name\":\"x\",\"last_name\":\"y\",\"email_address\":\"a@example.com\"}", "y")]
    [TestCase("{\"last_name\":123456789012345678901234567890,\"email_address\":\"a@example.com\"}", "123456789012345678901234567890")]
    [TestCase("{\"last_name\":\"2026-01-01T00:00:00Z\",\"email_address\":\"a@example.com\"}", "2026-01-01T00:00:00Z")]
    [TestCase("{\"last_name\":NaN,\"email_address\":\"a@example.com\"}", "NaN")]
    [TestCase("{\"last_name\":1e999,\"email_address\":\"a@example.com\"}", "Infinity")]
    [TestCase("{\"last_name\":true,\"email_address\":\"a@example.com\"}", "True")]
    public async Task Create_reads_unusual_json(string user, string lastName)
    {
        await Send($"{{\"user\":{user}}}");
        Assert.That(Company.Users.Single().LastName, Is.EqualTo(lastName));
    }

    [Test]
    public async Task Create_refuses_a_body_that_is_not_UTF8([Values] bool isForm)
    {
        byte[] name = [.. "M"u8, 0xFC];
        using HttpContent content = isForm ? Form(name) : new ByteArrayContent([.. "{\"user\":{\"last_name\":\""u8, .. name, .. "\",\"email_address\":\"a@example.com\"}}"u8]) { Headers = { ContentType = new("application/json") } };

        var answer = await Client.SendContentAsync("POST", FacadeRoute.Path($"POST /companies/{Company.Id}/users"), $"{Company.Id}", content);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer.Body["errors"]![0], Does.Contain("UTF-8"));
        Assert.That(Company.Users, Is.Empty);

        static MultipartFormDataContent Form(byte[] name) => new()
        {
            { new ByteArrayContent(name), "user[last_name]" },
            { new StringContent("a@example.com"), "user[email_address]" },
        };
    }

    [Test]
    public async Task Create_refuses_a_body_that_nests_deeply()
    {
        var answer = await Send(new string('[', 200_000));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer.Body["errors"]![0], Does.StartWith("The body is not JSON"));
    }

    [Test]
    public async Task Create_accepts_numbers_and_booleans_as_text()
    {
        await Create(new { last_name = 1, email_address = "a@example.com", business_phone_extension = "12", is_employee = "true" });
        Assert.That(Company.Users.Single(), Has.Property("LastName").EqualTo("1").And.Property("BusinessPhoneExtension").EqualTo(12).And.Property("IsEmployee").EqualTo(true));
    }

    [TestCase("last_name", null)]
    [TestCase("last_name", " ")]
    [TestCase("email_address", null)]
    [TestCase("email_address", "ada")]
    [TestCase("email_address", "ada@example")]
    [TestCase("email_address", "a da@example.com")]
    [TestCase("country_code", "de")]
    [TestCase("country_code", "Germany")]
    [TestCase("state_code", "Bavaria")]
    [TestCase("vendor_id", 6_000_000_999)]
    [TestCase("business_phone_extension", 12.0)]
    [TestCase("vendor_id", "one")]
    [TestCase("vendor_id", true)]
    [TestCase("default_permission_template_id", 5)]
    [TestCase("company_permission_template_id", 5)]
    [TestCase("is_active", "perhaps")]
    [TestCase("is_active", null)]
    [TestCase("is_employee", 1)]
    public async Task Create_refuses_a_value_with_a_message_for_its_field(string field, object? value)
    {
        var attributes = new JObject { ["last_name"] = "Abbott", ["email_address"] = "ada@example.com", [field] = value == null ? JValue.CreateNull() : new JValue(value) };
        var created = await Client.SendAsync("POST", Company, "users", new JObject { ["user"] = attributes });
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(((JObject)created.Body["errors"]!).Properties().Select(property => property.Name), Is.EqualTo(new[] { field }));
        Assert.That(Company.Users, Is.Empty);

        var user = Company.AddUser("Bruno", "Brandt", "bruno@example.com");
        var updated = await Client.SendAsync("PATCH", Company, $"users/{user.Id}", new JObject { ["user"] = new JObject(attributes.Property(field)!) });
        Assert.That(updated.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(Messages(updated, field), Is.Not.Empty);
        Assert.That(Company.Users, Is.EqualTo(new[] { user }));
    }

    [Test]
    public async Task Create_names_all_missing_fields()
    {
        var answer = await Create(new { city = "Graz" });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(answer.Body, Is.EqualTo(JObject.Parse("""{"errors": {"email_address": ["can't be blank"], "last_name": ["can't be blank"]}}""")).Using(JToken.EqualityComparer));
    }

    [TestCase("not json")]
    [TestCase("")]
    [TestCase(null)]
    [TestCase("[]")]
    [TestCase("""{"last_name": "Abbott"}""")]
    [TestCase("""{"user": "Abbott"}""")]
    [TestCase("""{"user": {}}""")]
    [TestCase("""{"user": {"last_name": "Abbott", "email_address": "a@example.com"}} x""")]
    [TestCase("""{"user": {"last_name": "Abbott", "email_address": "a@example.com"}""")]
    public async Task Create_and_Update_without_a_user_get_400(string? body)
    {
        var user = Company.AddUser("Bruno", "Brandt", "bruno@example.com");
        var header = $"{Company.Id}";
        var created = await Client.SendRawAsync("POST", $"/rest/v1.3/companies/{header}/users", header, body);
        var updated = await Client.SendRawAsync("PATCH", $"/rest/v1.3/companies/{header}/users/{user.Id}", header, body);
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(updated.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Company.Users, Is.EqualTo(new[] { user }));
    }

    [TestCase("""{"email_address": "ADA@example.com"}""", "email_address")]
    [TestCase("""{"origin_id": "E1"}""", "origin_id")]
    public async Task Create_and_Update_of_a_duplicate_get_409(string attributes, string field)
    {
        Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "ada@example.com", OriginId = "E1", IsActive = false });
        var other = Company.AddUser("Bruno", "Brandt", "bruno@example.com");
        var changes = JObject.Parse(attributes);
        var updated = await Client.SendAsync("PATCH", Company, $"users/{other.Id}", new JObject { ["user"] = changes });
        var created = await Client.SendAsync("POST", Company, "users", new JObject { ["user"] = new JObject(new JObject { ["last_name"] = "Gallo", ["email_address"] = "g@example.com" }) { [field] = changes[field] } });
        Assert.That(updated.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(Messages(created, field), Is.EqualTo("has already been taken"));
        Assert.That(Company.Users, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Create_accepts_a_person_of_another_company()
    {
        Fake.AddCompany("Other").AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "ada@example.com", OriginId = "E1" });
        Assert.That((await Create(new { last_name = "Abbott", email_address = "ada@example.com", origin_id = "E1" })).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Create_accepts_a_key_that_was_freed()
    {
        var user = Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "ada@example.com", OriginId = "E1" });
        await Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new { email_address = "abbott@example.com", origin_id = (string?)null }));
        Assert.That((await Create(new { last_name = "Adams", email_address = "ada@example.com", origin_id = "E1" })).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase("users/{0}")]
    [TestCase("/rest/v1.1/companies/{1}/users/{0}")]
    [TestCase("/rest/v1.3/users/{0}?company_id={1}&run_configurable_validations=false")]
    public async Task Update_changes_exactly_what_is_sent_and_null_clears(string path)
    {
        var before = Company.AddUser(new FakeUser
        {
            FirstName = "Ada",
            LastName = "Abbott",
            EmailAddress = "a@example.com",
            FaxNumber = "1",
            BusinessPhoneExtension = 3,
            City = "Graz",
            IsEmployee = true,
            OriginId = "E1",
        });
        Clock.Advance(TimeSpan.FromHours(1));
        var answer = await Client.SendAsync("PATCH", Company, Address(path, before.Id, Company.Id), UserBody(new
        {
            job_title = "Foreman",
            fax_number = (string?)null,
            business_phone_extension = (long?)null,
        }));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)answer.Body["job_title"], Is.EqualTo("Foreman"));
        Assert.That(Company.FindUser(before.Id), Is.EqualTo(before with { JobTitle = "Foreman", FaxNumber = null, BusinessPhoneExtension = null, UpdatedAt = Clock.GetUtcNow() }));
    }

    [Test]
    public async Task Update_derives_name_and_initials()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        var renamed = await Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new { last_name = "gallo" }));
        Assert.That((string?)renamed.Body["name"], Is.EqualTo("Ada gallo"));
        Assert.That((string?)renamed.Body["initials"], Is.EqualTo("AG"));
        var given = await Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new { initials = "X" }));
        Assert.That((string?)given.Body["initials"], Is.EqualTo("X"));
    }

    [Test]
    public async Task Update_deactivates_and_Reactivate_reactivates()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        var reactivation = $"/rest/v1.0/companies/{Company.Id}/users/inactive/{user.Id}";
        Assert.That((await Client.SendAsync("PATCH", Company, reactivation)).Status, Is.EqualTo(HttpStatusCode.NotFound), "is active");

        var deactivated = await Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new { is_active = false }));
        Assert.That((bool)deactivated.Body["is_active"]!, Is.False);
        Assert.That((await Client.GetAsync(Company, "users")).Ids, Is.Empty);
        Assert.That((bool)(await Client.GetAsync(Company, $"/rest/v1.3/users?company_id={Company.Id}")).Body.Single()["is_active"]!, Is.False);

        Clock.Advance(TimeSpan.FromDays(1));
        var reactivated = await Client.SendAsync("PATCH", Company, reactivation);
        Assert.That(reactivated.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)reactivated.Body["last_activated_at"], Is.EqualTo("2026-03-02T08:00:00Z"));
        Assert.That(Company.FindUser(user.Id), Is.EqualTo(user with { LastActivatedAt = Clock.GetUtcNow(), UpdatedAt = Clock.GetUtcNow() }));
        Assert.That((await Client.GetAsync(Company, $"/rest/v1.0/companies/{Company.Id}/users/inactive")).Ids, Is.Empty);
    }

    [Test]
    public async Task Invite_sets_the_time_of_the_welcome_email()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        Clock.Advance(TimeSpan.FromHours(1));
        var answer = await Client.SendAsync("PATCH", Company, $"users/{user.Id}/invite");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(answer.Body, Is.Empty.And.TypeOf<JObject>());
        Assert.That(Company.FindUser(user.Id), Is.EqualTo(user with { WelcomeEmailSentAt = Clock.GetUtcNow(), UpdatedAt = Clock.GetUtcNow() }));
    }

    private Task<WireAnswer> Send(string body) => Client.SendRawAsync("POST", $"/rest/v1.3/companies/{Company.Id}/users", $"{Company.Id}", body);

    private Task<WireAnswer> Create(object attributes) => Client.SendAsync("POST", Company, "users", UserBody(attributes));
}
