using System.Text.RegularExpressions;

namespace Procore.CompanyUsers;

/// <summary>Takes out of a server's words what is secret: what it was sent, however it escapes that, and tokens that it names.</summary>
internal static class SecretMask
{
    private const string Masked = "***";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A shorter value is a word about the token.</summary>
    private static readonly Regex NamedToken = new(
        """(?<name>(access|refresh)_token([\\"']|&#?\w{1,8};)*\s*[:=]([\\"'\s\[{]|&#?\w{1,8};)*)[^\\"'\s&,\]}<]{20,}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Patience);

    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        try
        {
            var masked = secrets.Aggregate(text, (rest, secret) => Regex.Replace(rest, PatternOf(secret), Masked, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience));
            return NamedToken.Replace(masked, "${name}" + Masked);
        }
        catch (RegexMatchTimeoutException)
        {
            return Masked;
        }
    }

    private static string PatternOf(string secret) => string.Concat(secret.Select(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        ? c.ToString()
        : $@"(\\?{Regex.Escape(c.ToString())}|(%[0-9A-Fa-f]{{2}}){{1,{(c < 0x80 ? 1 : 4)}}}|\\u[0-9A-Fa-f]{{4}}|&#?\w{{1,8}};{(c == ' ' ? @"|\+" : string.Empty)})"));
}
