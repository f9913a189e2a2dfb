using System.Text;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>Masks secrets in a text: those that were sent, however the text escapes them, and tokens that it names.</summary>
internal static class SecretMask
{
    private const string Masked = "***";

    /// <summary>Masking a shorter secret would mask ordinary words, and no real secret is that short.</summary>
    private const int ShortestSecret = 8;

    /// <summary>A secret of letters alone is masked from this length on; a shorter one may be a word.</summary>
    private const int ShortestSecretOfLetters = 12;

    /// <summary>What every escape begins with.</summary>
    private static readonly char[] Escapes = ['%', '\\', '&', '+'];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A shorter value is a word about the token, not the token.</summary>
    private static readonly Regex NamedToken = new(
        """(?<name>(access|refresh)_token([\\"']|&#?\w{1,8};)*\s*[:=]([\\"'\s\[{]|&#?\w{1,8};)*)[^\\"'\s&,\]}<]{20,}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Patience);

    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        try
        {
            var masked = secrets.Where(IsSecret).Aggregate(text, (rest, secret) => Regex.Replace(rest, PatternOf(secret, rest.IndexOfAny(Escapes) >= 0), Masked, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Patience));
            return NamedToken.Replace(masked, "${name}" + Masked);
        }
        catch (RegexMatchTimeoutException)
        {
            return Masked;
        }
    }

    private static bool IsSecret(string secret) =>
        secret.Length >= (secret.All(char.IsLetter) ? ShortestSecretOfLetters : ShortestSecret);

    private static string PatternOf(string secret, bool canBeEscaped)
    {
        if (!canBeEscaped)
            return Regex.Escape(secret);
        var pattern = new StringBuilder();
        for (var (i, length) = (0, 1); i < secret.Length; i += length)
        {
            length = char.IsSurrogatePair(secret, i) ? 2 : 1;
            pattern.Append(PatternOfCharacter(secret.Substring(i, length)));
        }
        return pattern.ToString();
    }

    /// <summary>As it is, after a backslash, in percents (of percents), as JSON escapes it, or as an entity. Upper or lower case.</summary>
    private static string PatternOfCharacter(string character) => character[0] is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        ? FormattableString.Invariant($@"({character}|%(25)*{(int)character[0]:x2}|\\u00{(int)character[0]:x2}|&(amp;)*#(0*{(int)character[0]}|x0*{(int)character[0]:x2});)")
        // Each alternative has a fixed number of parts, so that the expression doesn't backtrack over a run of them.
        : FormattableString.Invariant($@"(\\?{Regex.Escape(character)}|(%(25)*[0-9A-Fa-f]{{2}}){{{Encoding.UTF8.GetByteCount(character)}}}|(\\u[0-9A-Fa-f]{{4}}){{{character.Length}}}|&(amp;)*#?\w{{1,8}};{(character is " " ? @"|\+" : string.Empty)})");
}
