using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>Keeps e-mail addresses and credentials out of what is likely to be logged.</summary>
internal static class PersonalData
{
    private const int LongestText = 1000;

    private const string AtSignPattern = @"(@|＠|﹫|%(25)*40|\\+[uU]0040|\\+x40|&(amp;)*(#0*64|#[xX]0*40|commat);)";

    private static readonly Regex AtSign = new(AtSignPattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex EmailAddress = new(
        """("[^"]{1,64}"|[^\s@"<>()\[\]{},;:=]+)""" + AtSignPattern + """([^\s@"'<>()\[\]{},;:=]+|\[[^\s\]]{1,64}\])""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Regex Token = new(
        @"\b(?<scheme>Bearer|Basic)\s+[^\s,;]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    /// <summary>The user and password of an address, such as a proxy's; they can contain any character, so all up to the last '@' goes.</summary>
    private static readonly Regex UserInfo = new(
        "://[^\n]*@",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The text, cut to 1,000 characters, with every e-mail address and token masked; all of it if that takes too long.</summary>
    public static string Mask(string text) =>
        // Cut first, as masking takes time. The last word goes too: it may be a part of something to mask.
        MaskAll(text.Length <= LongestText ? text : text.Substring(0, text.LastIndexOf(' ', LongestText) is > 0 and var end ? end : LongestText) + "…");

    /// <summary>The same for a text of any length, and also without the credentials in addresses.</summary>
    public static string MaskCause(string text)
    {
        try
        {
            return MaskAll(UserInfo.Replace(text, "://***@"));
        }
        catch (RegexMatchTimeoutException)
        {
            return "***";
        }
    }

    private static string MaskAll(string text)
    {
        try
        {
            // Most texts have no at sign. Finding that out takes a fraction of the time of a search for addresses.
            var masked = AtSign.IsMatch(text) ? EmailAddress.Replace(text, "***@***") : text;
            return Token.Replace(masked, "${scheme} ***");
        }
        catch (RegexMatchTimeoutException)
        {
            // The machine is very busy. The failure that the text describes must not be lost because of that.
            return "***";
        }
    }
}
