using System.Text;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A secret, tokens and a person that occur nowhere else, and what to look for where none of them may be.</summary>
internal static class PlantedData
{
    public const string Secret = "pl4nted-s3cret+/&=";
    public const string FirstToken = "pl4nted-t0ken-1";
    public const string SecondToken = "pl4nted-t0ken-2";
    public const string RefreshToken = "pl4nted-refr3sh";
    public const string EmailAddress = "zoe.pl4nted@example.com";
    public const string Phone = "+1 555 0142 9973";
    public const string Name = "Zöe Quimbypl4nted";
    public const string Picture = "pl4nted-picture.png";

    /// <summary>What a body says of the person, in Procore's fields.</summary>
    public const string Person = $$"""{"id":7,"origin_id":"E8","first_name":"Zöe","last_name":"{{Name}}","name":"{{Name}}","email_address":"{{EmailAddress}}","mobile_phone":"{{Phone}}"}""";

    public static IReadOnlyList<string> Secrets { get; } = [Secret, FirstToken, SecondToken, RefreshToken, "pl4nted-t0ken", "pl4nted-s3cret"];

    public static IReadOnlyList<string> Personal { get; } = [EmailAddress, "zoe.pl4nted", Phone, "0142", Name, "Quimbypl4nted", Picture];

    /// <summary>Each method with the person in whatever it takes.</summary>
    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> Calls { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>(FacadeCalls.ByMethod)
    {
        [nameof(ICompanyUsers.ListAsync)] = users => users.ListAsync(new CompanyUserQuery { Search = EmailAddress, OriginId = Phone }).ReadAllAsync(),
        [nameof(ICompanyUsers.ListPagesAsync)] = users => users.ListPagesAsync(new CompanyUserQuery { Search = Name, Status = CompanyUserStatus.Any }).ReadAllAsync(),
        [nameof(ICompanyUsers.CreateAsync)] = users => users.CreateAsync(
            new NewCompanyUser(Name, EmailAddress) { FirstName = "Zöe", MobilePhone = Phone },
            new CompanyUserWriteOptions { Avatar = new Avatar(new MemoryStream([1, 2, 3]), Picture, "image/png") }),
        [nameof(ICompanyUsers.UpdateAsync)] = users => users.UpdateAsync(7, new CompanyUserChanges { LastName = Name, EmailAddress = EmailAddress, MobilePhone = Phone }),
        [nameof(ICompanyUsers.SyncStreamingAsync)] = users => users.SyncStreamingAsync(new[]
        {
            new CompanyUserSyncItem { Id = 7, LastName = Name, EmailAddress = EmailAddress, MobilePhone = Phone },
            new CompanyUserSyncItem { OriginId = "E8", LastName = Name, EmailAddress = EmailAddress },
            new CompanyUserSyncItem { EmailAddress = EmailAddress },
        }).ReadAllAsync(),
    };

    /// <summary>A success of each method, with the person in it.</summary>
    public static HttpResponseMessage Succeed(SentRequest request) => request.Address.AbsolutePath switch
    {
        var path when path.EndsWith("/sync", StringComparison.Ordinal) => Answer.Json(
            $$$"""{"entities":[{{{Person}}}],"errors":[{"id":7,"origin_id":"E8","last_name":"{{{Name}}}","email_address":"{{{EmailAddress}}}","errors":{"email_address":["{{{EmailAddress}}} is taken by {{{Name}}}"]}}]}"""),
        var path when path.Contains("/bulk", StringComparison.Ordinal) => FacadeCalls.AnswerTo(request),
        var path when request.Method == "GET" && !path.EndsWith("/7", StringComparison.Ordinal) && !path.EndsWith("/me", StringComparison.Ordinal) => Answer.Json($"[{Person}]"),
        _ => Answer.Json(Person),
    };

    /// <summary>Which of the words are in the text, as they are or in an encoding that a log might have.</summary>
    public static IEnumerable<string> FoundIn(string text, IEnumerable<string> words) => words.Where(word => Encodings(word).Any(encoded => text.Contains(encoded, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Encodings(string word)
    {
        yield return word;
        yield return Uri.EscapeDataString(word);
        yield return System.Net.WebUtility.UrlEncode(word);
        yield return System.Text.Json.JsonSerializer.Serialize(word).Trim('"');
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(word)).TrimEnd('=')[..^1];
    }
}
