using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class AvatarTests : DirectoryTest
{
    // No text, and with all that a careless reader of forms could stumble over.
    private static readonly byte[] Image = [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. "\r\n--\r\n\r\n--b\r\n--boundar\r\n"u8];

    [TestCase("users")]
    [TestCase("/rest/v1.0/companies/{0}/users")]
    [TestCase("/rest/v1.3/users?company_id={0}")]
    public async Task Create_stores_an_avatar(string path)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Ada"), "user[first_name]" },
            { new StringContent("Çelik"), "user[last_name]" },
            { new StringContent("ada@example.com"), "user[email_address]" },
            { new StringContent("12"), "user[business_phone_extension]" },
            { new StringContent("true"), "user[is_employee]" },
            { new StringContent("2026-03-01"), "user[origin_data]" },
            { new StringContent(""), "user[job_title]" },
            { new StringContent("44"), "user[shoe_size]" },
            { new StringContent("x"), "utf8" },
            { File("image/png"), "user[avatar]", "ada.png" },
        };
        var answer = await SendAsync("POST", path, form);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created));
        var user = Company.Users.Single();
        Assert.That(user, Is.EqualTo(new FakeUser
        {
            Id = (long)answer.Body["id"]!,
            FirstName = "Ada",
            LastName = "Çelik",
            EmailAddress = "ada@example.com",
            BusinessPhoneExtension = 12,
            IsEmployee = true,
            OriginData = "2026-03-01",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
            AvatarFile = user.AvatarFile,
        }));
        Assert.That(user.AvatarFile, Has.Property("FileName").EqualTo("ada.png").And.Property("ContentType").EqualTo("image/png"));
        Assert.That(user.AvatarFile!.Content, Is.EqualTo(Image));
        Assert.That((string?)answer.Body["avatar"], Is.EqualTo($"https://avatars.example.com/{user.Id}/ada.png").And.EqualTo(user.Avatar));
    }

    [TestCase("users/{1}")]
    [TestCase("/rest/v1.3/users/{1}?company_id={0}")]
    public async Task Update_changes_exactly_the_parts_sent_and_an_empty_one_clears(string path)
    {
        var before = Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "Abbott", EmailAddress = "a@example.com", FaxNumber = "1", BusinessPhoneExtension = 3, Avatar = "https://example.com/old.png" });
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Foreman"), "user[job_title]" },
            { new StringContent(""), "user[fax_number]" },
            { new StringContent(""), "user[business_phone_extension]" },
            { File("image/png"), "user[avatar]", "new.png" },
        };
        var answer = await SendAsync("PATCH", Address(path, "{0}", before.Id), form);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        var after = Company.FindUser(before.Id)!;
        Assert.That(after, Is.EqualTo(before with { JobTitle = "Foreman", FaxNumber = null, BusinessPhoneExtension = null, Avatar = null, AvatarFile = after.AvatarFile }));
        Assert.That((string?)answer.Body["avatar"], Does.EndWith("/new.png"));
    }

    [Test]
    public async Task Update_keeps_an_avatar_until_it_is_cleared()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        await UploadAsync(user);
        await Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(new { city = "Graz", avatar = "ignored" }));
        Assert.That((string?)(await Client.GetAsync(Company, $"users/{user.Id}")).Body["avatar"], Does.EndWith("/ada.png"));

        using var empty = new MultipartFormDataContent { { new StringContent(""), "user[avatar]" } };
        Assert.That((await SendAsync("PATCH", $"users/{user.Id}", empty)).Body["avatar"]!.ToString(), Is.Empty);
        Assert.That(Company.FindUser(user.Id), Has.Property("AvatarFile").Null.And.Property("City").EqualTo("Graz"));
    }

    [Test]
    public async Task Create_by_a_form_refuses_a_value_with_a_message_for_its_field()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(""), "user[last_name]" },
            { new StringContent("ada@example.com"), "user[email_address]" },
            { new StringContent("twelve"), "user[business_phone_extension]" },
            { new StringContent("yes"), "user[is_active]" },
            { new StringContent("https://example.com/a.png"), "user[avatar]" },
        };
        var answer = await SendAsync("POST", "users", form);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(answer.Body["errors"]!.Select(error => error.Path), Is.EquivalentTo(
            new[] { "errors.avatar", "errors.business_phone_extension", "errors.is_active", "errors.last_name" }));
        Assert.That(Company.Users, Is.Empty);
    }

    [TestCase("naïve \"x\".png")]
    [TestCase("日本.png")]
    [TestCase("a;b=c, d.png")]
    public async Task Create_keeps_any_file_name_that_HttpClient_can_send(string fileName)
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        using var file = File("image/png");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "user[avatar]", FileName = "x", FileNameStar = fileName };
        using var form = new MultipartFormDataContent { file };
        Assert.That((await SendAsync("PATCH", $"users/{user.Id}", form)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.FindUser(user.Id)!.AvatarFile!.FileName, Is.EqualTo(fileName));
        Assert.That(new Uri(Company.FindUser(user.Id)!.Avatar!).Segments, Has.Length.EqualTo(3));
    }

    [TestCase("name=user[avatar]; filename=a.png", "a.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"a b.png\"", "a b.png")]
    [TestCase("NAME = \"user[avatar]\" ;FileName= \"a;b.png\"", "a;b.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"a\\\"b\\\\c.png\"", "a\"b\\c.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"a\\b.png\"", "a\\b.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"a%22b%0D%0Ac%41.png\"", "a\"b\r\nc%41.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"naïve.png\"", "naïve.png")]
    [TestCase("name=\"user[avatar]\"; filename=\"x\"; filename*=UTF-8'en'na%C3%AFve%27s.png", "naïve's.png")]
    [TestCase("name=\"user[avatar]\"; filename*=koi8-r''x; filename=\"y\"", "y")]
    public async Task Create_reads_a_quoted_name(string parameters, string fileName)
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        var answer = await SendTextAsync(user, $"--b\r\nContent-Disposition: form-data; {parameters}\r\n\r\nimage\r\n--b--\r\n");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body.ToString());
        Assert.That(Company.FindUser(user.Id)!.AvatarFile, Has.Property("FileName").EqualTo(fileName).And.Property("ContentType").Null);
        Assert.That(Company.FindUser(user.Id)!.AvatarFile!.Content, Is.EqualTo("image"u8.ToArray()));
    }

    [Test]
    public async Task Create_reads_a_complete_form()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        var answer = await SendTextAsync(user,
            "before\r\n--b  \r\nX-Other: 1\r\ncontent-disposition:form-data; name=\"user[city]\"\r\nContent-Type: text/plain\r\n\r\nGraz\r\n--bc\r\n\r\n--b\r\n" +
            "Content-Disposition: form-data; name=\"user[zip]\"\r\n\r\n8010\r\n--b--  \r\nafter --b\r\n");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body.ToString());
        Assert.That(Company.FindUser(user.Id), Has.Property("City").EqualTo("Graz\r\n--bc\r\n").And.Property("Zip").EqualTo("8010"));
    }

    [TestCase("")]
    [TestCase("--b--")]
    [TestCase("{\"user\": {\"city\": \"Graz\"}}")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"user[city]\"\r\n\r\nGraz")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"user[city]\"\r\n\r\nGraz\r\n--b")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"user[city]\"\r\nGraz\r\n--b--")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"user[city\r\n\r\nGraz\r\n--b--")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"user[avatar]\"; filename=\"a\r\nb\"\r\n\r\nGraz\r\n--b--")]
    [TestCase("--b\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nGraz\r\n--b--")]
    [TestCase("--b\r\nContent-Disposition: attachment; name=\"user[city]\"\r\n\r\nGraz\r\n--b--")]
    [TestCase("--b\r\n\r\nGraz\r\n--b--")]
    [TestCase("--b\r\nContent-Disposition: form-data; name=\"city\"\r\n\r\nGraz\r\n--b--")]
    public async Task Create_by_an_invalid_form_gets_400(string body)
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        Assert.That((await SendTextAsync(user, body)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Company.Users.Single(), Is.EqualTo(user));
    }

    [Test]
    public async Task Create_by_a_form_beyond_the_limits_gets_400()
    {
        var user = Company.AddUser("Ada", "Abbott", "a@example.com");
        const string Part = "--b\r\nContent-Disposition: form-data; name=\"user[city]\"\r\n{0}\r\nGraz\r\n";
        Assert.That((await SendTextAsync(user, string.Concat(Enumerable.Repeat(Address(Part, ""), 1_000)) + "--b--")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await SendTextAsync(user, string.Concat(Enumerable.Repeat(Address(Part, ""), 1_001)) + "--b--")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await SendTextAsync(user, Address(Part, $"X: {new string('x', 9_000)}\r\n") + "--b--")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await SendTextAsync(user, "", boundary: null)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Sync_by_a_form_gets_400()
    {
        using var form = new MultipartFormDataContent { { new StringContent("[]"), "updates" } };
        Assert.That((await SendAsync("PATCH", "users/sync", form)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private async Task UploadAsync(FakeUser user)
    {
        using var form = new MultipartFormDataContent { { File("image/png"), "user[avatar]", "ada.png" } };
        Assert.That((await SendAsync("PATCH", $"users/{user.Id}", form)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<WireAnswer> SendTextAsync(FakeUser user, string body, string? boundary = "b")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data" + (boundary == null ? "" : $"; boundary=\"{boundary}\""));
        return await SendAsync("PATCH", $"users/{user.Id}", content);
    }

    private Task<WireAnswer> SendAsync(string method, string path, HttpContent content)
    {
        var address = Address(path, Company.Id);
        return Client.SendContentAsync(method, address.StartsWith('/') ? address : $"/rest/v1.3/companies/{Company.Id}/{address}", $"{Company.Id}", content);
    }

    private static ByteArrayContent File(string contentType)
    {
        var file = new ByteArrayContent(Image);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return file;
    }
}
