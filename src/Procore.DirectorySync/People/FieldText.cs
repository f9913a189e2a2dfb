using System.Text;

namespace Procore.DirectorySync;

/// <summary>Normalizes text, so that an export that is encoded differently doesn't rewrite every user.</summary>
internal static class FieldText
{
    /// <returns>The normalized text; null if it is blank.</returns>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        if (text.Any(c => c > '\u007F'))
            text = Composed(Visible(text));
        text = text.Trim();
        if (text.Length == 0)
            return null;
        return text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n');
    }

    /// <summary>Drops characters that show nothing, and makes every space a plain one.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(c => IsInvisible(c) || IsOddSpace(c)))
            return text;
        var visible = new StringBuilder(text.Length);
        foreach (var c in text.Where(c => !IsInvisible(c)))
            visible.Append(IsOddSpace(c) ? ' ' : c);
        return visible.ToString();
    }

    /// <summary>Zero-width spaces, byte order marks, soft hyphens and marks of direction. Joiners mean something between letters of some scripts, and stay.</summary>
    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsOddSpace(char c) => c is '\u00A0' or '\u2007' or '\u202F';

    /// <summary>Half a surrogate pair has no composed form. It stays, and Procore decides about it.</summary>
    private static string Composed(string text)
    {
        try
        {
            return ComposedText.Of(text.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            return ComposedText.Of(text);
        }
    }

    /// <summary>Whether two names differ at most by letter case, accents, white space and punctuation.</summary>
    public static bool AreNamesEqual(string name, string other) => string.Equals(FoldedName(name), FoldedName(other), StringComparison.Ordinal);

    /// <summary>The name without what <see cref="AreNamesEqual" /> ignores.</summary>
    public static string FoldedName(string name) => string.Concat(name.Select(ComposedText.BaseOf).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
