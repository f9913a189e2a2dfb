using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class AvatarTests : FacadeTest
{
    private const long UserId = 5_000_000_123;
    private const string FilePart = "Content-Type: image/png\r\nContent-Disposition: form-data; name=\"user[avatar]\"; filename=";

    // No text, and with what a careless writer of forms could stumble over.
    private static readonly byte[] Image = [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. "\r\n--\r\n\r\n--b\r\n"u8];

    [Test]
    public async Task CreateAsync_sends_a_form_with_a_picture()
    {
        var sample = SampleUser(UserId);
        Stub(Json(201, sample));

        var user = await Users.CreateAsync(
            new NewCompanyUser("O'Hara", "zoe@example.com")
            {
                FirstName = "Zoë \"木\" 😀",
                BusinessPhoneExtension = 9_007_199_254_740_993,
                IsEmployee = false,
                IsActive = true,
                Notes = "one\r\ntwo & three\n",
                OriginData = "2026-03-01T08:30:00+02:00",
                JobTitle = null,
            },
            new CompanyUserWriteOptions { Avatar = Png("ada.png"), RunConfigurableValidations = true });

        var request = Requests.Single();
        AssertForm(request, "POST", $"{CompanyPath}/users?run_configurable_validations=true");
        AssertParts(
            request,
            Text(Field("business_phone_extension"), "9007199254740993"),
            Text(Field("email_address"), "zoe@example.com"),
            Text(Field("first_name"), "Zoë \"木\" 😀"),
            Text(Field("is_active"), "true"),
            Text(Field("is_employee"), "false"),
            Text(Field("job_title"), ""),
            Text(Field("last_name"), "O'Hara"),
            Text(Field("notes"), "one\r\ntwo & three\n"),
            Text(Field("origin_data"), "2026-03-01T08:30:00+02:00"),
            (FilePart + "\"ada.png\"", Image));
        AssertSame(user, sample);
    }

    [Test]
    public async Task UpdateAsync_sends_a_form_with_a_picture()
    {
        var sample = SampleUser(UserId);
        Stub(Json(200, sample));

        var user = await Users.UpdateAsync(
            UserId, new CompanyUserChanges { FaxNumber = null, VendorId = 6_000_000_001 }, new CompanyUserWriteOptions { Avatar = Png("ada.png") });

        var request = Requests.Single();
        AssertForm(request, "PATCH", $"{CompanyPath}/users/{UserId}");
        AssertParts(request, Text(Field("fax_number"), ""), Text(Field("vendor_id"), "6000000001"), (FilePart + "\"ada.png\"", Image));
        AssertSame(user, sample);
    }

    [Test]
    public async Task UpdateAsync_sends_a_picture_alone()
    {
        Stub(Json(200, SampleUser(UserId)));

        await Users.UpdateAsync(UserId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = Png("ada.png") });

        AssertParts(Requests.Single(), (FilePart + "\"ada.png\"", Image));
    }

    [Test]
    public async Task CreateAsync_sends_every_field_as_a_part()
    {
        var sample = (JObject)new SchemaSampler(Document).Sample(Document.Schema(nameof(NewCompanyUser)));
        Stub(Json(201, SampleUser(UserId)));

        await Users.CreateAsync(
            ProcoreJson.Deserialize<NewCompanyUser>(sample.ToString(Formatting.None)), new CompanyUserWriteOptions { Avatar = Png("ada.png") });

        var parts = RecordedPart.Of(Requests.Single());
        var expected = sample.Properties().Select(field => (Field(field.Name), field.Value.Type == JTokenType.String ? (string?)field.Value : field.Value.ToString(Formatting.None)));
        Assert.That(parts.SkipLast(1).Select(part => (part.Headers, part.Text)), Is.EqualTo(expected));
        var documented = (JObject)Document.Schema("NewCompanyUserForm")["properties"]!;
        Assert.That(parts.Select(part => part.Headers.Split("; ")[1]), Is.EquivalentTo(documented.Properties().Select(part => $"name=\"{part.Name}\"")));
    }

    [TestCase("CompanyUsersV13_Create", "NewCompanyUserForm")]
    [TestCase("CompanyUsersV13_Update", "CompanyUserChangesForm")]
    [TestCase("CompanyUsersV10_UpdateUnscoped", "CompanyUserChangesForm")]
    public void Document_has_a_form_with_a_picture(string operationId, string name)
    {
        var body = Document.Root["paths"]!.Children<JProperty>().SelectMany(path => ((JObject)path.Value).PropertyValues())
            .Single(operation => operation is JObject && (string?)operation["operationId"] == operationId);

        Assert.That((string?)body["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!["allOf"]!.Single()["$ref"], Is.EqualTo($"#/components/schemas/{name}"));
        Assert.That((string?)Document.Schema(name)["properties"]!["user[avatar]"]!["format"], Is.EqualTo("binary"));
    }

    [TestCase("ada.png", "\"ada.png\"")]
    [TestCase("my picture;1.png", "\"my picture;1.png\"")]
    [TestCase("a\"b.png", "\"a%22b.png\"")]
    [TestCase("a\r\nContent-Type: text/html\r\n\r\nb.png", "\"a%0D%0AContent-Type: text/html%0D%0A%0D%0Ab.png\"")]
    [TestCase("a\\\"b\\", "\"a%5C%22b%5C\"")]
    [TestCase("Zoë 木😀.png", "\"Zoë 木😀.png\"")]
    [TestCase("a\0b.png", "\"a%00b.png\"")]
    public async Task UpdateAsync_escapes_file_names(string fileName, string written)
    {
        Stub(Json(200, SampleUser(UserId)));

        await Users.UpdateAsync(UserId, new CompanyUserChanges { City = "Bonn" }, new CompanyUserWriteOptions { Avatar = Png(fileName) });

        AssertParts(Requests.Single(), Text(Field("city"), "Bonn"), (FilePart + System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(written)), Image));
    }

    [TestCase("image/jpeg")]
    [TestCase("image/svg+xml; charset=utf-8")]
    public async Task UpdateAsync_sends_the_content_type_of_a_picture(string contentType)
    {
        Stub(Json(200, SampleUser(UserId)));

        await Users.UpdateAsync(
            UserId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(new MemoryStream(Image), "a", contentType) });

        AssertParts(
            Requests.Single(),
            ($"Content-Type: {contentType}\r\nContent-Disposition: form-data; name=\"user[avatar]\"; filename=\"a\"", Image));
    }

    [Test]
    public async Task UpdateAsync_streams_a_large_picture([Values] bool hasLength)
    {
        const int Size = 5_000_000;
        Stub(Json(200, SampleUser(UserId)));
        using var stream = new CountedStream(Size, hasLength);

        await Users.UpdateAsync(
            UserId, new CompanyUserChanges { City = "Bonn" }, new CompanyUserWriteOptions { Avatar = new Avatar(stream, "large.png", "image/png") });

        var request = Requests.Single();
        Assert.That(request.Headers["Transfer-Encoding"], hasLength ? Is.Empty : Is.EqualTo(["chunked"]));
        Assert.That(request.Headers["Content-Length"], hasLength ? Is.EqualTo([request.Body.Length.ToString(CultureInfo.InvariantCulture)]) : Is.Empty);
        var parts = RecordedPart.Of(request);
        Assert.That(parts.Select(part => part.Headers), Is.EqualTo([Field("city"), FilePart + "\"large.png\""]));
        Assert.That(parts[1].Content.Length, Is.EqualTo(Size));
        Assert.That(parts[1].Content.Span.SequenceEqual(CountedStream.Content(Size)), Is.True);
        Assert.That(stream.LargestRead, Is.LessThan(Size / 10));
        Assert.That(stream.IsDisposed, Is.True);
    }

    [Test]
    public async Task UpdateAsync_reads_a_picture_from_the_position_of_the_stream()
    {
        Stub(Json(200, SampleUser(UserId)));
        using var stream = new MemoryStream(Image) { Position = 250 };

        await Users.UpdateAsync(UserId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(stream, "a.png", "image/png") });

        AssertParts(Requests.Single(), (FilePart + "\"a.png\"", Image[250..]));
    }

    [Test]
    public async Task UpdateAsync_throws_when_a_picture_is_refused()
    {
        Stub(Answer(422, """{ "errors": { "avatar": ["is too large"] } }"""));

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.UpdateAsync(
            UserId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = Png("zoe.hara.png") }));

        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("avatar", "is too large")]));
        Assert.That(refusal.ToString(), Does.Not.Contain("zoe.hara.png"));
    }

    [Test]
    public async Task CreateAsync_throws_for_a_picture_without_name_or_address()
    {
        using var stream = new MemoryStream(Image);
        var options = new CompanyUserWriteOptions { Avatar = new Avatar(stream, "a.png", "image/png") };

        Assert.That(() => Users.CreateAsync(new NewCompanyUser("Hara", ""), options), Throws.ArgumentException);
        Assert.That(() => Users.UpdateAsync(0, new CompanyUserChanges(), options), Throws.TypeOf<ArgumentOutOfRangeException>());

        Assert.That(Requests, Is.Empty);
        Assert.That(stream.Position, Is.Zero);
    }

    [Test]
    public async Task SyncAsync_sends_a_form_for_each_picture_after_the_items()
    {
        StubInTurn(Answer(200, """{ "entities": [{ "id": 5000000123 }, { "id": 5000000124 }] }"""), Json(200, SampleUser(UserId)));

        var outcomes = await Users.SyncAsync([new CompanyUserSyncItem { Id = UserId, Avatar = Png("ada.png") }, new CompanyUserSyncItem { Id = UserId + 1, City = "Bonn" }]);

        Assert.That(Requests, Has.Count.EqualTo(2));
        AssertRequest(Requests[0], "PATCH", $"{CompanyPath}/users/sync", """{"updates":[{"id":5000000123},{"city":"Bonn","id":5000000124}]}""");
        AssertForm(Requests[1], "PATCH", $"{CompanyPath}/users/{UserId}");
        AssertParts(Requests[1], (FilePart + "\"ada.png\"", Image));
        Assert.That(outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(SyncStatus.Saved));
    }

    [TestCase(0)]
    [TestCase(100_000)]
    public void UpdateAsync_tells_a_picture_that_cannot_be_read_from_a_broken_connection(int readable)
    {
        Stub(Json(200, SampleUser(UserId)));
        using var stream = new FailingStream(readable);

        var failure = Assert.CatchAsync<ProcoreException>(() => Users.UpdateAsync(UserId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(stream, "a.png", "image/png") }));

        Assert.That(failure.Message, Does.Contain("picture").And.Contain(nameof(UnauthorizedAccessException)).And.Not.Contain("ada@example.com"));
        Assert.That((failure.MayHaveBeenApplied, Requests.Count), Is.EqualTo((false, 0)));
    }

    private sealed class FailingStream(int readable) : MemoryStream(new byte[200_000])
    {
        public override int Read(byte[] buffer, int offset, int count) => Position < readable ? base.Read(buffer, offset, count) : throw new UnauthorizedAccessException("/pictures/ada@example.com.png");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.Run(() => Read(buffer, offset, count), cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var part = new byte[buffer.Length];
            var read = Read(part, 0, part.Length);
            part.AsMemory(0, read).CopyTo(buffer);
            return new(read);
        }
    }

    private static Avatar Png(string fileName) => new(new MemoryStream(Image), fileName, "image/png");

    private static string Field(string name) => $"Content-Disposition: form-data; name=\"user[{name}]\"";

    private static (string Headers, byte[] Content) Text(string headers, string text) => (headers, Encoding.UTF8.GetBytes(text));

    private void AssertForm(RecordedRequest request, string method, string pathAndQuery)
    {
        Assert.That(request.Method, Is.EqualTo(method));
        Assert.That(request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}", Is.EqualTo(Versioned(method, pathAndQuery)));
        Assert.That(
            request.Headers.Select(header => header.Key),
            Is.EquivalentTo(["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "Procore-Company-Id", "User-Agent", .. method == "POST" ? ["Idempotency-Token"] : Array.Empty<string>()]).IgnoreCase);
        Assert.That(request.Headers["Procore-Company-Id"], Is.EqualTo([$"{CompanyId}"]));
        Assert.That(request.Headers["Content-Type"].Single(), Does.Match("^multipart/form-data; boundary=\"[0-9a-f-]+\"$"));
    }

    private static void AssertParts(RecordedRequest request, params (string Headers, byte[] Content)[] expected)
    {
        var parts = RecordedPart.Of(request);

        Assert.That(parts.Select(part => part.Headers), Is.EqualTo(expected.Select(part => part.Headers)));
        Assert.That(parts.Select(part => part.Content.ToArray()), Is.EqualTo(expected.Select(part => part.Content)));
    }
}
