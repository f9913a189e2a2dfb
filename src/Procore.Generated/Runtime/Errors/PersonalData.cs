using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>Keeps people's addresses, and tokens, out of what is likely to be logged.</summary>
internal static class PersonalData
{
    private const int LongestText = 1000;

    private static readonly Regex EmailAddress = new(
        """("[^"]{1,64}"|[^\s@"<>()\[\]{},;:=]+)(@|＠|%40)[^\s@"'<>()\[\]{},;:=]+""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Regex Token = new(
        @"\b(?<scheme>Bearer|Basic)\s+[^\s,;]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    /// <summary>The text, cut to 1,000 characters, with every e-mail address and token masked; all of it where that takes too long.</summary>
    public static string Mask(string text)
    {
        // Cut first, since masking takes time; what may be cut in two goes.
        var shortened = text.Length <= LongestText ? text : text.Substring(0, text.LastIndexOf(' ', LongestText) is > 0 and var end ? end : LongestText) + "…";
        try
        {
            return Token.Replace(EmailAddress.Replace(shortened, "***@***"), "${scheme} ***");
        }
        catch (RegexMatchTimeoutException)
        {
            // A machine that is very busy: the failure that this text is of must not be lost for it.
            return "***";
        }
    }
}
