using FsCheck;
using FsCheck.Fluent;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers.Tests;

/// <summary>Whatever a caller gives stays in its place: in the segment of a path, the value of a query, the header, the field of a form.</summary>
internal sealed class EscapingTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly string[] Tricks =
    [
        "..", ".", "../..", "%2e%2e", "%2E%2E", "%2f", "%252f", "/", "\\", "?", "#", "&", "=", "&admin=true", ";", ":", "@evil.example.com", "//evil.example.com", "]", "[", "][is_admin", "a]&x[b",
        "\r\nX-Evil: 1", "\n", "\0", "\t", " ", "+", "%", "%zz", "\"", "'", "é", "日本", "\u2028", "\u202e", "\ud83d\ude00", "\uff0f", "\u2025", "https://evil.example.com/", "", "7",
    ];

    private static Arbitrary<string> AnyText() =>
        Gen.OneOf(Gen.Elements(Tricks), Gen.ArrayOf(Gen.Elements(Tricks)).Select(parts => string.Concat(parts)), ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => text.Get))
            .Where(text => !HasLoneSurrogate(text))
            .ToArbitrary();

    [Test]
    public void Query_escapes_any_text_as_one_value() => Check.One(Often, Prop.ForAll(AnyText(), text => IsOneValueAsync(text).GetAwaiter().GetResult()));

    [Test]
    public void Path_escapes_any_id_as_one_segment_or_refuses_it() => Check.One(Often, Prop.ForAll(AnyText(), AnyText(), (company, id) => IsOneSegmentAsync(company, id).GetAwaiter().GetResult()));

    [Test]
    public void Form_escapes_any_name_and_value_as_one_part() =>
        Check.One(Often, Prop.ForAll(AnyText(), AnyText(), AnyText(), (name, value, file) => IsOnePartAsync(name, value, file).GetAwaiter().GetResult()));

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    [TestCase("7\r\nX-Evil: 1")]
    [TestCase("7 ")]
    [TestCase("é")]
    public void BulkAddAsync_refuses_a_company_that_fits_no_path_and_header(string company)
    {
        using var procore = ScriptedProcore.Answering("{}");

        Assert.That(() => new CompanyUsersV20Client(procore.Http).BulkAddAsync(company, new BulkAddBodyV2()), Throws.ArgumentException);
        Assert.That(procore.Requests, Is.Empty);
    }

    [Test]
    public void Requests_refuse_half_a_character_in_an_id_a_parameter_and_a_path()
    {
        using var procore = ScriptedProcore.Answering("{}");
        var client = new CompanyUsersV20Client(procore.Http);
        using var other = new HttpRequestMessage(HttpMethod.Get, new Uri("rest/v1.0/projects?name=\uD83D", UriKind.Relative));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => client.GetBulkStatusAsync("7", "\uD83D"), Throws.ArgumentException.With.Message.Contains("valid Unicode"));
            Assert.That(() => new CompanyUsersV13Client(procore.Http).ListAsync(7, view: new CompanyUserView("\uDE00x")), Throws.ArgumentException.With.Message.Contains("valid Unicode"));
            Assert.That(() => procore.Client.Company(7).SendAsync(other), Throws.ArgumentException.With.Message.Contains("valid Unicode"));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    private static async Task<bool> IsOneValueAsync(string text)
    {
        using var procore = new ScriptedProcore(FacadeCalls.AnswerTo);

        try
        {
            await procore.Users.ListAsync(new CompanyUserQuery { Search = text, OriginId = text }).ReadAllAsync();
        }
        catch (ArgumentException)
        {
            return procore.Requests.Count == 0;
        }

        var request = procore.Requests.Single();
        var values = request.Query.Split('&').Select(pair => pair.Split('=')).ToList();
        return request.Address.AbsolutePath == FacadeRoute.Path($"GET /companies/{ScriptedProcore.CompanyId}/users")
            && request.Address.Host == "api.procore.com"
            && request.Address.Fragment.Length == 0
            && values.TrueForAll(pair => pair.Length == 2)
            && values.Select(pair => Uri.UnescapeDataString(pair[0])).SequenceEqual(["page", "per_page", "filters[origin_id]", "filters[search]"])
            && values[2..].TrueForAll(pair => Uri.UnescapeDataString(pair[1]) == text);
    }

    private static async Task<bool> IsOneSegmentAsync(string company, string id)
    {
        using var procore = ScriptedProcore.Answering("{}");
        try
        {
            await new CompanyUsersV20Client(procore.Http).GetBulkStatusAsync(company, id);
        }
        catch (ArgumentException)
        {
            return procore.Requests.Count == 0 && (id is "" or "." or ".." || company is "" or "." or ".." || company.Any(c => c is <= ' ' or > '~'));
        }
        var request = procore.Requests.Single();
        return request.Address.Segments.Length == 9
            && Uri.UnescapeDataString(request.Address.Segments[4]) == company + "/"
            && Uri.UnescapeDataString(request.Address.Segments[8]) == id
            && request.Address.AbsolutePath.StartsWith("/rest/v2.0/companies/", StringComparison.Ordinal)
            && request.Query.Length == 0
            && request.Address.Host == "api.procore.com"
            && request.Headers["Procore-Company-Id"] == company;
    }

    private static async Task<bool> IsOnePartAsync(string name, string value, string file)
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");
        var changes = new CompanyUserChanges { Notes = value };
        changes.AdditionalProperties["x" + name] = "1";
        await procore.Users.UpdateAsync(7, changes, new CompanyUserWriteOptions { Avatar = new Avatar(new MemoryStream([1]), "a" + file, "image/png") });

        var sent = procore.Requests.Single();
        var boundary = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(sent.ContentType!).Parameters.Single().Value!.Trim('"');
        var parts = sent.Body!.Split("--" + boundary)[1..^1];
        var heads = parts.Select(part => part.Split("\r\n\r\n")[0]).ToList();
        // A name beyond ASCII goes encoded, as in mail.
        return parts.Length == 3
            && heads.TrueForAll(head => head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).All(line => line.StartsWith("Content-", StringComparison.Ordinal)))
            && heads.Count(head => System.Text.RegularExpressions.Regex.IsMatch(head, "name=\"(user\\[[^\\[\\]\"\r\n]*\\]|=\\?utf-8\\?B\\?[A-Za-z0-9+/=]*\\?=)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))) == 3
            && parts.Any(part => part.EndsWith($"name=\"user[notes]\"\r\n\r\n{value}\r\n", StringComparison.Ordinal));
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }
}
