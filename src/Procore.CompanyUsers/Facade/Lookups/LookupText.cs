using System.Text;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Checks and compares the names and ids that callers look for.</summary>
internal static class LookupText
{
    /// <returns>The text itself.</returns>
    /// <exception cref="ArgumentException">The text is blank or isn't valid Unicode.</exception>
    public static string? Check(string? text, string property, string parameter = "query") => text switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(text) => throw new ArgumentException($"{property} is blank. Leave it null for no filter.", parameter),
        _ when JsonText.IndexOfLoneSurrogate(text) >= 0 => throw new ArgumentException($"{property} isn't valid Unicode: half of a surrogate pair is missing.", parameter),
        _ => text,
    };

    /// <returns>The text in composed form without spaces around it, so that texts that look the same are equal.</returns>
    public static string Normalize(string text) => JsonText.IndexOfLoneSurrogate(text) >= 0 ? text : text.Trim().Normalize(NormalizationForm.FormC);
}
