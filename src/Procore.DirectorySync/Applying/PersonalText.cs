using System.Text.RegularExpressions;
using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>Removes a person's values from Procore's messages, which may repeat them ("jane@example.com is taken").</summary>
internal static class PersonalText
{
    private const int ShortestValue = 3;

    public static string Of(ProcoreErrorMessage error, DirectoryChange change)
    {
        var text = error.ToString();
        foreach (var value in ValuesOf(change).Where(value => value.Trim().Length >= ShortestValue).OrderByDescending(value => value.Length))
            text = Regex.Replace(text, Regex.Escape(value.Trim()), "…", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
        return text;
    }

    private static IEnumerable<string> ValuesOf(DirectoryChange change)
    {
        var texts = change.Fields.Where(field => field.Name != SyncField.OriginIdName && change.Membership is null).SelectMany(field => new[] { field.Old as string, field.New as string });
        return texts.Append(change.Person.EmailAddress).Append(change.Person.Name).Concat((change.Person.Name ?? string.Empty).Split(' ')).OfType<string>();
    }
}
