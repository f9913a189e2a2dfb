using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>Keeps people's addresses out of what is likely to be logged.</summary>
internal static class PersonalData
{
    private static readonly Regex EmailAddress = new(
        """[^\s@"<>()\[\]{},;:=]+@[^\s@"'<>()\[\]{},;:=]+""",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The text with every e-mail address masked.</summary>
    public static string Mask(string text) => EmailAddress.Replace(text, "***@***");
}
