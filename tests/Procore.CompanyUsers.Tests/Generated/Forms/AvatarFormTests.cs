using System.Net.Http.Headers;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>The form that goes where there is a picture, to the letter.</summary>
internal sealed class AvatarFormTests
{
    private const string PicturePart = "--X|Content-Type: image/png|Content-Disposition: form-data; name=\"user[avatar]\"; filename=\"ada.png\"||PNG|--X--|";

    [Test]
    public async Task CreateAsync_sends_a_part_for_each_field_and_one_for_the_avatar()
    {
        var sent = await SentBy(users => users.CreateAsync(
            new NewCompanyUser("Lovelace", "ada@example.com")
            {
                FaxNumber = null,
                IsActive = true,
                IsEmployee = false,
                VendorId = 562949953421313,
                Notes = "Zoë's\r\n--friend",
            },
            WithPicture()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Line, Is.EqualTo(FacadeRoute.Line("POST /companies/562949953421312/users")));
            Assert.That(sent.Headers["Procore-Company-Id"], Is.EqualTo("562949953421312"));
            Assert.That(sent.ContentType, Does.StartWith("multipart/form-data; boundary="));
            Assert.That(PartsOf(sent), Is.EqualTo(
                Field("user[email_address]", "ada@example.com") + Field("user[fax_number]", "") + Field("user[is_active]", "true") + Field("user[is_employee]", "false")
                + Field("user[last_name]", "Lovelace") + Field("user[notes]", "Zoë's|--friend") + Field("user[vendor_id]", "562949953421313") + PicturePart));
        }
    }

    [Test]
    public async Task UpdateAsync_sends_a_part_for_each_change_and_one_for_the_avatar()
    {
        var options = WithPicture();
        options.RunConfigurableValidations = true;

        var sent = await SentBy(users => users.UpdateAsync(7, new CompanyUserChanges { JobTitle = "Superintendent", VendorId = null }, options));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Line, Is.EqualTo(FacadeRoute.Line("PATCH /companies/562949953421312/users/7?run_configurable_validations=true")));
            Assert.That(PartsOf(sent), Is.EqualTo(Field("user[job_title]", "Superintendent") + Field("user[vendor_id]", "") + PicturePart));
        }
    }

    [Test]
    public async Task UpdateAsync_sends_an_avatar_without_other_changes() =>
        Assert.That(PartsOf(await SentBy(users => users.UpdateAsync(7, new CompanyUserChanges(), WithPicture()))), Is.EqualTo(PicturePart));

    [Test]
    public async Task UpdateAsync_sends_JSON_when_the_options_have_no_avatar()
    {
        var sent = await SentBy(users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }, new CompanyUserWriteOptions()));

        Assert.That((sent.ContentType, sent.Body), Is.EqualTo(("application/json; charset=utf-8", """{"user":{"zip":"1"}}""")).Or.EqualTo(("application/json", """{"user":{"zip":"1"}}""")));
    }

    [Test]
    [SetCulture("de-DE")]
    public async Task UpdateAsync_writes_form_values_as_in_JSON()
    {
        var changes = new CompanyUserChanges();
        changes.AdditionalProperties["hired_on"] = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.FromHours(2));
        changes.AdditionalProperties["rate"] = 1.5;
        changes.AdditionalProperties["size"] = 44;
        changes.AdditionalProperties["tags"] = new List<object?> { "crane", null, 7 };
        changes.AdditionalProperties["none"] = new List<object?>();
        changes.AdditionalProperties["nested"] = new Dictionary<string, object?> { ["id"] = 9, ["is_on"] = true };

        Assert.That(PartsOf(await SentBy(users => users.UpdateAsync(7, changes, WithPicture()))), Is.EqualTo(
            Field("user[hired_on]", "2026-11-22T08:30:00+02:00") + Field("user[rate]", "1.5") + Field("user[size]", "44")
            + Field("user[tags][]", "crane") + Field("user[tags][]", "") + Field("user[tags][]", "7") + Field("user[none][]", "")
            + Field("user[nested][id]", "9") + Field("user[nested][is_on]", "true") + PicturePart));
    }

    [TestCase("ada.png", "ada.png")]
    [TestCase("my picture; filename=x.png", "my picture; filename=x.png")]
    [TestCase("a\"b.png", "a%22b.png")]
    [TestCase("a\\b.png", "a%5Cb.png")]
    [TestCase("a\\\".png", "a%5C%22.png")]
    [TestCase("a\r\nX-Evil: 1\r\n\r\nb.png", "a%0D%0AX-Evil: 1%0D%0A%0D%0Ab.png")]
    [TestCase("a\tb\0.png", "a%09b%00.png")]
    [TestCase("Zoë.png", "Zoë.png")]
    [TestCase("日本.png", "日本.png")]
    [TestCase("a\u2028b.png", "a\u2028b.png")]
    [TestCase("👷.png", "👷.png")]
    [TestCase("'*%.png", "'*%.png")]
    public async Task UpdateAsync_sends_a_file_name_as_quoted_UTF8(string fileName, string quoted)
    {
        var options = new CompanyUserWriteOptions { Avatar = new Avatar(new MemoryStream("PNG"u8.ToArray()), fileName, "image/png") };

        var sent = await SentBy(users => users.UpdateAsync(7, new CompanyUserChanges(), options));

        Assert.That(PartsOf(sent), Is.EqualTo(PicturePart.Replace("\"ada.png\"", $"\"{quoted}\"", StringComparison.Ordinal)));
    }

    [Test]
    public async Task UpdateAsync_escapes_the_names_of_additional_properties_in_a_form()
    {
        var changes = new CompanyUserChanges();
        changes.AdditionalProperties["a\"\r\nX-Evil: 1\r\n\r\n\\"] = "x";

        Assert.That(
            PartsOf(await SentBy(users => users.UpdateAsync(7, changes, WithPicture()))),
            Is.EqualTo(Field("user[a%22%0D%0AX-Evil: 1%0D%0A%0D%0A%5C]", "x") + PicturePart));
    }

    [Test]
    public async Task UpdateAsync_sends_a_media_type_with_parameters()
    {
        var options = new CompanyUserWriteOptions { Avatar = new Avatar(new MemoryStream("PNG"u8.ToArray()), "ada.png", "image/svg+xml; charset=utf-8") };

        Assert.That(
            PartsOf(await SentBy(users => users.UpdateAsync(7, new CompanyUserChanges(), options))),
            Is.EqualTo(PicturePart.Replace("image/png", "image/svg+xml; charset=utf-8", StringComparison.Ordinal)));
    }

    [Test]
    public void Avatar_refuses_an_unreadable_stream_and_blank_names()
    {
        using var closed = new MemoryStream();
        closed.Dispose();
        using var open = new MemoryStream();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new Avatar(null!, "a.png", "image/png"), Refuses("content"));
            Assert.That(() => new Avatar(closed, "a.png", "image/png"), Refuses("content"));
            Assert.That(() => new Avatar(open, null!, "image/png"), Refuses("fileName"));
            Assert.That(() => new Avatar(open, " ", "image/png"), Refuses("fileName"));
            Assert.That(() => new Avatar(open, "a.png", null!), Refuses("contentType"));
            Assert.That(() => new Avatar(open, "a.png", "png"), Refuses("contentType"));
            Assert.That(() => new Avatar(open, "a.png", "image/png\r\nX-Evil: 1"), Refuses("contentType"));
        }

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string argument) => Throws.ArgumentException.With.Property("ParamName").EqualTo(argument);
    }

    [Test]
    public void CreateAsync_refuses_an_avatar_without_a_name_and_an_address()
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => procore.Users.CreateAsync(new NewCompanyUser("A", ""), WithPicture()), Throws.ArgumentException);
            Assert.That(() => procore.Users.UpdateAsync(0, new CompanyUserChanges(), WithPicture()), Throws.InstanceOf<ArgumentException>());
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    private static CompanyUserWriteOptions WithPicture() => new() { Avatar = new Avatar(new MemoryStream("PNG"u8.ToArray()), "ada.png", "image/png") };

    private static async Task<SentRequest> SentBy(Func<ICompanyUsers, Task> call)
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");
        await call(procore.Users);
        return procore.Requests.Single();
    }

    /// <summary>The body as it stands on the wire, with a bar for each line break and X for the boundary.</summary>
    private static string PartsOf(SentRequest sent) => sent.Body!
        .Replace(MediaTypeHeaderValue.Parse(sent.ContentType!).Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"'), "X", StringComparison.Ordinal)
        .Replace("\r\n", "|", StringComparison.Ordinal);

    private static string Field(string name, string value) => $"--X|Content-Disposition: form-data; name=\"{name}\"||{value}|";
}
