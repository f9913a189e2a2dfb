using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Responses that contradict the document in ordinary ways.</summary>
internal sealed class LenientReadingTests
{
    [TestCase("""{"id":2,"employee_id":1234}""", "employee_id", "1234")]
    [TestCase("""{"id":2,"zip":93013}""", "zip", "93013")]
    [TestCase("""{"id":2,"origin_id":9007199254740993}""", "origin_id", "9007199254740993")]
    [TestCase("""{"id":2,"zip":12.5}""", "zip", "12.5")]
    [TestCase("""{"id":2,"zip":12.50}""", "zip", "12.50")]
    [TestCase("""{"vendor_id":0.10,"id":2.0,"is_employee":0,"zip":1.0,"city":9.90}""", "zip", "1.0")]
    [TestCase("""{"id":2,"zip":1e5}""", "zip", "1e5")]
    [TestCase("""{"id":2,"zip":1E+05}""", "zip", "1E+05")]
    [TestCase("""{"id":2,"zip":-0}""", "zip", "-0")]
    [TestCase("""{"id":2,"zip":0}""", "zip", "0")]
    [TestCase("""{"id":2,"zip":-0.0}""", "zip", "-0.0")]
    [TestCase("""{"id":2,"zip":-12}""", "zip", "-12")]
    [TestCase("""{"id":2,"zip":1e400}""", "zip", "1e400")]
    [TestCase("""{"id":2,"employee_id":12345678901234567890.123456789}""", "employee_id", "12345678901234567890.123456789")]
    [TestCase("""{"id":2,"employee_id":123456789012345678901234567890}""", "employee_id", "123456789012345678901234567890")]
    [TestCase("""{"unknown":[0,-0,{"a":1.50}],"id":9007199254740993.0}""", "id", 9007199254740993L)]
    [TestCase("""{"id":2e0}""", "id", 2L)]
    [TestCase("""{"id":2,"business_phone_extension":"123"}""", "business_phone_extension", 123L)]
    [TestCase("""{"id":2,"business_phone_extension":123.0}""", "business_phone_extension", 123L)]
    [TestCase("""{"id":2,"is_active":"true"}""", "is_active", true)]
    [TestCase("""{"id":2,"is_active":"FALSE"}""", "is_active", false)]
    [TestCase("""{"id":"2"}""", "id", 2L)]
    [TestCase("""{"id":2.0}""", "id", 2L)]
    public async Task ListAsync_converts_without_loss(string user, string property, object expected)
    {
        using var procore = ScriptedProcore.Answering($"""[{user}]""");

        var read = await procore.Users.ListAsync().SingleAsync();

        Assert.That(read.TryGetValue(property, out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
        Assert.That(read.UnreadProperties.Keys, Does.Not.Contain(property));
    }

    [Test]
    public async Task ListAsync_keeps_the_text_of_numbers_across_buffers([Values(1, 1000, 1019, 1020, 1021, 1022, 1023, 1024, 1025)] int padding)
    {
        var numbers = Enumerable.Range(0, 400).Select(i => (i % 4) switch { 0 => $"{i}.50", 1 => $"{i}", 2 => $"-{i}e5", _ => "-0" }).ToList();
        var users = numbers.Select((number, i) => $$"""{"id":{{i + 1}},"zip":{{number}}}""");
        using var procore = ScriptedProcore.Answering($"[{new string(' ', padding)}{string.Join(",", users)}]");

        Assert.That((await procore.Users.ListAsync().ToListAsync()).Select(user => user.Zip), Is.EqualTo(numbers));
    }

    [Test]
    public async Task ListAsync_reads_numbers_of_any_size(
        [Values("1e400", "-1e400", "1e-400", "123456789e999", "-0", "0.12345678901234567890", "0.1234567890123456789012345678901234567890", "9007199254740993", "LONG", "-LONG", "LONG.5", "LONGe5", "VERY")] string number,
        [Values(1, 4000, 8190, 8191, 8192)] int padding)
    {
        number = number.Replace("LONG", new string('7', 400), StringComparison.Ordinal).Replace("VERY", new string('7', 20_000), StringComparison.Ordinal);
        using var procore = ScriptedProcore.Answering($$"""[{{new string(' ', padding)}}{"id":1,"zip":{{number}},"new":{{number}},"name":"A"},{"id":2}]""");

        var users = await procore.Users.ListAsync().ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(users.Select(user => user.Id), Is.EqualTo(new[] { 1, 2 }));
            Assert.That((users[0].Zip, users[0].Name), Is.EqualTo((number, "A")));
            Assert.That(ValueIn(ProcoreJson.Serialize(users[0]), "new"), Is.EqualTo(ValueIn($$"""{"new":{{number}}}""", "new")));
        }
    }

    /// <summary>Parses a number, or a text in its place, exactly: as its sign, digits and exponent.</summary>
    private static (bool, string, int) ValueIn(string json, string name)
    {
        var text = System.Text.RegularExpressions.Regex.Match(json, $"\"{name}\":\"?([-+0-9.eE]+)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value.ToLowerInvariant();
        var parts = text.TrimStart('-').Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - (point < 0 ? 0 : digits.Length - point);
        var significant = digits.TrimStart('0').TrimEnd('0');
        return (text[0] == '-', significant, significant.Length == 0 ? 0 : exponent + digits.TrimStart('0').Length - significant.Length);
    }

    [Test]
    public async Task ListAsync_reads_nested_unknown_values()
    {
        var nested = $"{new string('[', 500)}7{new string(']', 500)}";
        using var procore = ScriptedProcore.Answering($$"""[{"id":1,"new":{{nested}},"zip":{{nested}}},{"id":2}]""");

        var users = await procore.Users.ListAsync().ToListAsync();

        Assert.That(users.Select(user => user.Id), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(ProcoreJson.Serialize(users[0]), Does.Contain($"\"new\":{nested}").And.Contain($"\"zip\":{nested}"));
    }

    [TestCase(100)]
    [TestCase(1_000_000)]
    public void ListAsync_survives_endless_nesting(int more)
    {
        using var procore = ScriptedProcore.Answering($$"""[{"id":1,"new":{{new string('[', 1000 + more)}}""");

        Assert.That(() => procore.Users.ListAllAsync(), Throws.InstanceOf<ProcoreException>());
    }

    [TestCase("business_phone_extension", "\"\"")]
    [TestCase("business_phone_extension", "\"0123\"")]
    [TestCase("business_phone_extension", "\"+12\"")]
    [TestCase("business_phone_extension", "\" 12\"")]
    [TestCase("business_phone_extension", "\"-\"")]
    [TestCase("business_phone_extension", "\"--1\"")]
    [TestCase("business_phone_extension", "\"-01\"")]
    [TestCase("business_phone_extension", "\"01.0\"")]
    [TestCase("business_phone_extension", "\"1.\"")]
    [TestCase("business_phone_extension", "\"1.x\"")]
    [TestCase("business_phone_extension", "\".5\"")]
    [TestCase("business_phone_extension", "\"1x\"")]
    [TestCase("business_phone_extension", "\"1e\"")]
    [TestCase("business_phone_extension", "\"1e+\"")]
    [TestCase("business_phone_extension", "\"1.0e\"")]
    [TestCase("business_phone_extension", "\"١\"")]
    [TestCase("business_phone_extension", "12.5")]
    [TestCase("business_phone_extension", "true")]
    [TestCase("business_phone_extension", "92233720368547758070")]
    [TestCase("created_at", "\"\"")]
    [TestCase("created_at", "\"2016-12-31T23:59:60Z\"")]
    [TestCase("created_at", "1479803400")]
    [TestCase("vendor", "\"\"")]
    [TestCase("vendor", "[]")]
    [TestCase("is_active", "1")]
    [TestCase("is_active", "\"yes\"")]
    [TestCase("name", "false")]
    [TestCase("name", "{\"first\":\"A\"}")]
    public async Task ListAsync_leaves_a_property_unread_when_its_value_does_not_fit(string property, string value)
    {
        using var procore = ScriptedProcore.Answering($$"""[{"id":1},{"id":2,"{{property}}":{{value}},"job_title":"Foreman"},{"id":3}]""");

        var users = await procore.Users.ListAsync().ToListAsync();

        Assert.That(users.Select(user => user.Id), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(users[1].TryGetValue(property, out _), Is.False);
        Assert.That(users[1].UnreadProperties.Keys, Is.EqualTo(new[] { property }));
        Assert.That(users[1].JobTitle, Is.EqualTo("Foreman"));
        Assert.That(ProcoreJson.Serialize(users[1]), Does.Contain($"\"{property}\":{value}"));
    }

    [TestCase("010")]
    [TestCase("0x1F")]
    [TestCase("+1")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("-")]
    [TestCase("NaN")]
    [TestCase("'1'")]
    [TestCase("1/**/")]
    [TestCase("undefined")]
    public void ListAsync_refuses_what_is_not_JSON(string value)
    {
        using var procore = ScriptedProcore.Answering($$"""[{"id":1},{"id":2,"vendor_id":{{value}}}]""");

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("isn't the JSON"));
    }

    [TestCase("[{\"id\":1},]")]
    [TestCase("[{\"id\":1,}]")]
    [TestCase("[,{\"id\":1}]")]
    [TestCase("[{\"id\":1}")]
    [TestCase("[{id:1}]")]
    public void ListAsync_refuses_a_broken_envelope(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.InstanceOf<ProcoreException>());
    }

    [TestCase("""{"name":"A"}""")]
    [TestCase("""{"id":null}""")]
    [TestCase("""{"id":""}""")]
    [TestCase("""{"id":0}""")]
    [TestCase("""{"id":-5}""")]
    [TestCase("""{"id":{}}""")]
    public void ListAsync_refuses_a_user_without_a_usable_id(string user)
    {
        using var procore = ScriptedProcore.Answering($"""[{user}]""");

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("usable id"));
    }

    [TestCase("""{}""", null)]
    [TestCase("""{"id":0}""", null)]
    [TestCase("""{"errors":{"email_address":["is taken"]}}""", "is taken")]
    [TestCase("""{"errors":"is taken"}""", "is taken")]
    [TestCase("""{"id":7,"success":false,"message":"is taken"}""", "is taken")]
    [TestCase("""{"data":{"id":7,"status":"failed","reason":"is taken"}}""", "is taken")]
    [TestCase("""{"id":7,"success":false}""", "Procore refused the request without saying why (success: false).")]
    [TestCase("""{"id":7,"errors":["is taken"]}""", "is taken")]
    [TestCase("""{"data":{"errors":{"base":"is taken"}}}""", "is taken")]
    [TestCase("""{"error":{"code":"x","message":"is taken"}}""", "is taken")]
    [TestCase("""{"data":{"id":7},"errors":["is taken"]}""", "is taken")]
    [TestCase("""{"user":{"id":7},"error":"is taken"}""", "is taken")]
    public void UpdateAsync_throws_when_a_success_has_no_user(string body, string? message)
    {
        using var procore = ScriptedProcore.Answering(body);

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.UpdateAsync(7, new CompanyUserChanges { JobTitle = "A" }))!;

        Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(message is null ? Array.Empty<string>() : [message]));
        Assert.That((failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo((200, true)));
    }

    [TestCase("""{"data":{"id":7,"name":"A"}}""")]
    [TestCase("""{"data":[{"id":"7","name":"A"}]}""")]
    [TestCase("""{"user":{"id":7,"name":"A"}}""")]
    [TestCase("""{"data":{"id":7,"name":"A"},"errors":[],"message":"Found"}""")]
    [TestCase("""{"id":7,"name":"A","errors":[]}""")]
    [TestCase("""{"id":7,"name":"A","errors":{}}""")]
    public async Task GetAsync_unwraps_a_user(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        var user = await procore.Users.GetAsync(7);

        Assert.That((user.Id, user.Name), Is.EqualTo((7L, "A")));
    }

    [TestCase("""{"errors":["was invited today"]}""")]
    [TestCase("""{"error":"was invited today"}""")]
    [TestCase("""{"success":false,"message":"was invited today"}""")]
    [TestCase("""{"data":{"errors":["was invited today"]}}""")]
    [TestCase("""{"data":[{"error":"was invited today"}]}""")]
    public void InviteAsync_throws_when_a_success_holds_errors(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.InviteAsync(7))!;

        Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "was invited today" }));
        Assert.That((failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo((200, true)));
    }

    [TestCase("false")]
    [TestCase("""["failed"]""")]
    [TestCase("\"The user can't be invited\"")]
    [TestCase("The user can't be invited")]
    [TestCase("""{"message":"The user can't be invited"}""")]
    [TestCase("""{"is_error":true}""")]
    [TestCase("""{"ok":false}""")]
    [TestCase("""{"data":{"success":"no"}}""")]
    [TestCase("""{"result":"noop"}""")]
    [TestCase("""{"message":"Insufficient privileges"}""")]
    [TestCase("""{"Error":"x"}""")]
    [TestCase("""{"invited":false}""")]
    [TestCase("""{"user":{"id":7,"errors":["x"]}}""")]
    [TestCase("""{"sent":false}""")]
    [TestCase("""{"delivered":false,"reason":"bounced"}""")]
    public void InviteAsync_throws_when_the_body_is_one_of_failure(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That(() => procore.Users.InviteAsync(7), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
    }

    [TestCase("true")]
    [TestCase("OK")]
    [TestCase("""{"id":7,"error":false}""")]
    [TestCase("""{"id":7,"status":"locked"}""")]
    [TestCase("""{"message":"An invitation has been sent. The link must be used within 72 hours"}""")]
    [TestCase("\"Invitation sent\"")]
    [TestCase("""{"message":"Invitation sent"}""")]
    [TestCase("""{"success":true,"errors":[]}""")]
    [TestCase("""{"data":{"errors":null}}""")]
    [TestCase("[]")]
    [TestCase("")]
    public void InviteAsync_accepts_any_body_without_errors(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That(() => procore.Users.InviteAsync(7), Throws.Nothing);
    }

    [Test]
    public void InviteAsync_throws_when_a_success_says_false_without_a_word()
    {
        using var procore = ScriptedProcore.Answering("""{"success":"False"}""");

        Assert.That(() => procore.Users.InviteAsync(7), Throws.InstanceOf<ProcoreException>().With.Message.Contains("without saying why"));
    }

    [TestCase("iso-8859-1", "iso-8859-1")]
    [TestCase("windows-1252", "windows-1252")]
    [TestCase("\"utf-8\"", "utf-8")]
    [TestCase("utf8", "utf-8")]
    [TestCase("CP1252", "windows-1252")]
    [TestCase("utf-16", "utf-16")]
    public async Task GetAsync_honours_the_declared_charset(string charset, string encoding)
    {
        using var procore = new ScriptedProcore(_ => Bytes(GetEncoding(encoding).GetBytes("""{"id":7,"name":"Müller"}"""), charset));

        Assert.That((await procore.Users.GetAsync(7)).Name, Is.EqualTo("Müller"));
    }

    [TestCase("utf-8", "isn't valid text: it has bytes that utf-8 doesn't allow")]
    [TestCase("us-ascii", "isn't valid text: it has bytes that us-ascii doesn't allow")]
    [TestCase("klingon", "can't be read: its charset 'klingon' is unknown")]
    [TestCase(null, "isn't valid text: it has bytes that UTF-8 doesn't allow")]
    public void GetAsync_refuses_bytes_that_the_charset_does_not_allow(string? charset, string problem)
    {
        using var procore = new ScriptedProcore(_ => Bytes(Encoding.Latin1.GetBytes("""{"id":7,"name":"Müller"}"""), charset));

        Assert.That(async () => await procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>().With.Message.Contains(problem).And.Message.Not.Contains("ller"));
    }

    [Test]
    public void UpdateAsync_ListAsync_and_Avatar_refuse_a_lone_surrogate()
    {
        using var procore = ScriptedProcore.Answering("{}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await procore.Users.UpdateAsync(7, new CompanyUserChanges { JobTitle = "A\uD83D" }), Throws.ArgumentException.With.Message.Contains("job_title"));
            Assert.That(() => procore.Users.ListAsync(new CompanyUserQuery { Search = "\uDE00" }), Throws.ArgumentException);
            Assert.That(() => new Avatar(Stream.Null, "\uD83D.png", "image/png"), Throws.ArgumentException);
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    private static Encoding GetEncoding(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static HttpResponseMessage Bytes(byte[] bytes, string? charset)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = charset };
        return new HttpResponseMessage { Content = content };
    }
}
