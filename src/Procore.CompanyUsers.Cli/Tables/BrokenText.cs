using System.Text;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Finds cells that a spreadsheet, a database or a wrong encoding has damaged.</summary>
internal static partial class BrokenText
{
    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "NULL", "(null)", "<null>", "\\N", "N/A", "N.A.", "NA", "n/a.", "NONE", "NIL", "NaN", "UNDEFINED", "UNKNOWN", "TBD", "TBA", "-", "--", "---", "?", ".", "#",
    };

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Describes what is broken in any text; null if nothing is.</summary>
    public static string? Problem(string text)
    {
        var trimmed = text.Trim();
        if (SpreadsheetError().IsMatch(trimmed))
            return $"'{trimmed}' is an error of a spreadsheet. Correct the formula.";
        if (trimmed.Length > 1 && trimmed.All(character => character == '#'))
            return "holds '#' signs only: the column was too narrow when the file was saved as text. Widen it and save the file again.";
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            return "holds a character that was lost by a wrong encoding (shown as \uFFFD). Save the file as \"CSV UTF-8\".";
        if (text.Any(character => char.IsControl(character) && character is not ('\t' or '\n' or '\r')))
            return "holds a control character. Delete it.";
        return Original(text) is { } original ? $"was saved or opened in a wrong encoding; it may have been '{original}'. Save the file as \"CSV UTF-8\"." : null;
    }

    /// <summary>Describes what is broken in a name, an address or a key; null if nothing is.</summary>
    public static string? ProblemOfName(string text) => LostLetter().IsMatch(text)
        ? $"'{text}' holds a question mark in place of a letter, which a wrong encoding has lost. Export the file again as UTF-8."
        : BoxDrawing().IsMatch(text) ? $"'{text}' was saved or opened in a wrong encoding. Export the file again as UTF-8." : null;

    /// <summary>Whether a text is a placeholder for a missing value, which mustn't identify a person.</summary>
    public static bool IsPlaceholder(string text) => Placeholders.Contains(text.Trim());

    /// <summary>The text before its UTF-8 was read as Windows-1252; null if it wasn't.</summary>
    private static string? Original(string text)
    {
        StringBuilder? original = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\u00C2' && Sequence(text, i) is { } length)
            {
                original ??= new StringBuilder(text, 0, i, text.Length);
                original.Append(Utf8.GetString(Bytes(text.Substring(i, length))));
                i += length - 1;
            }
            else
            {
                original?.Append(text[i]);
            }
        }
        return original?.ToString();
    }

    /// <summary>The number of characters at a position that are the bytes of one character in UTF-8; null if they aren't.</summary>
    private static int? Sequence(string text, int start)
    {
        if (Byte(text[start]) is not { } first)
            return null;
        var length = first switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || start + length > text.Length)
            return null;
        for (var i = start + 1; i < start + length; i++)
        {
            if (Byte(text[i]) is not (>= 0x80 and <= 0xBF))
                return null;
        }
        try
        {
            Utf8.GetString(Bytes(text.Substring(start, length)));
            return length;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string text) => [.. text.Select(character => Byte(character)!.Value)];

    private static byte? Byte(char character)
    {
        if (character <= '\u00FF')
            return (byte)character;
        try
        {
            return Windows1252.GetBytes([character])[0];
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    // #N/A, #REF!, #VALUE!, #NAME?, #DIV/0! and the like, in any language of Excel: #NV, #WERT!, #¡VALOR!
    [GeneratedRegex(@"^#(N/A|N/D|NV|GETTING_DATA|[¡¿]?[\p{Lu}0-9/_]+[!?])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex SpreadsheetError();

    [GeneratedRegex(@"\p{L}\?\p{L}|^\?\p{L}|\p{L}\?$|\?\?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LostLetter();

    // UTF-8 that was read in a code page of DOS or of the Macintosh.
    [GeneratedRegex(@"[\u2500-\u257F]|\u221A[^\s\d]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BoxDrawing();
}
