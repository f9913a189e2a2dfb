using System.Text;
using System.Text.RegularExpressions;

namespace Procore.DirectorySync;

/// <summary>
/// Cleans texts of a source where their meaning is certain, and finds texts that are visibly broken, such as the errors of a
/// spreadsheet or a name that was read in another encoding.
/// </summary>
/// <remarks>
/// A plan applies both to every text of a person. A person with a broken text is a conflict, and users that the person may be
/// are left alone. A program that reads a file can apply them earlier, to name the row and the column.
/// </remarks>
public static class SourceText
{
    /// <summary>None: each expression takes linear time, and a limit in real time would reject good values while the machine is busy.</summary>
    private static readonly TimeSpan Timeout = Regex.InfiniteMatchTimeout;

    /// <summary>Fields that identify a person.</summary>
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { SyncField.OriginIdName, SyncField.EmployeeId, SyncField.EmailAddress };

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { SyncField.FirstName, SyncField.LastName, "city", "initials" };

    /// <summary>Free text, which may hold anything.</summary>
    private static readonly HashSet<string> FreeTexts = new(StringComparer.Ordinal) { "notes", "origin_data", "email_signature" };

    private static readonly HashSet<string> Phones = new(StringComparer.Ordinal) { "business_phone", "mobile_phone", "fax_number" };

    /// <summary>What stands for a missing value, without brackets around it and a period at the end. As a key it would identify a person.</summary>
    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "nil", "none", "nan", "na", "n/a", "n.a", "n/d", "s/o", "k.a", "n.v.t", "undefined", "unknown", "tbd", "tba", "tbc", "blank", "empty", "missing", "pending", "invalid", "error",
        "not available", "not applicable", "not set", "not assigned", "unassigned", "no value", "no id", "no email", "dbnull", "system.dbnull", "\\N", "object object", "loading..", "true", "false",
        "value!", "ref!", "name?", "num!", "div/0!", "null!", "#ref", "#value", "#name", "#num", "#div/0", "#null", "#",
    };

    /// <summary>Placeholders that no text of any field can mean.</summary>
    private static readonly HashSet<string> NoValues = new(StringComparer.OrdinalIgnoreCase)
    {
        "(null)", "<null>", "[null]", "{null}", "\\N", "undefined", "(undefined)", "[object object]", "dbnull", "system.dbnull", "(blank)", "(empty)", "(none)", "<none>", "(n/a)", "#ref", "#value",
    };

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a", "n.a.", "n/d", "value!", "ref!", "name?", "div/0!", "not available", "not applicable", "not set", "no name", "tbd", "loading...", "object object",
    };

    /// <summary>The errors of Excel, in any language, of Google Sheets and of LibreOffice.</summary>
    private static readonly Regex SpreadsheetError = new(
        @"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA|ERROR!)|^#(?i:N/A|N/D|NV|[\u00A1\u00BF]?\p{L}[\p{L}\p{Nd}/_]*[!?])$|^#{4,}$|^Err:[0-9]{3}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout);

    /// <summary>Letters as escapes of HTML, URLs, JSON or e-mail headers, and fields of a template that weren't filled in.</summary>
    private static readonly Regex Undecoded = new(
        @"&[a-z]{1,2}(acute|grave|uml|circ|tilde|cedil|ring|slash|caron|lig);|\\u[0-9a-f]{4}|%[C-E][0-9A-F]%[89AB][0-9A-F]|=[C-E][0-9A-F]=[89AB][0-9A-F]|\{\{.*\}\}|\$\{.*\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        Timeout);

    /// <summary>Escapes and tags, which no key has.</summary>
    private static readonly Regex Markup = new("&(#[0-9]+|#x[0-9a-f]+|[a-z]{2,8});|<[^<>]*>|%[0-9a-f]{2}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Timeout);

    /// <summary>The apostrophe by which a spreadsheet marks digits as text.</summary>
    private static readonly Regex MarkedAsText = new("^['\u2019](?<text>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);

    /// <summary>An address with a name or in angle brackets, such as <c>Ada Abbott &lt;ada@example.com&gt;</c>.</summary>
    private static readonly Regex NamedAddress = new(@"^[^<>]*<\s*(?<text>[^<>\s@]+@[^<>\s]+)\s*>$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);

    private static readonly Regex AddressScheme = new("^(mailto|smtp):", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout);

    private static readonly Regex PhoneScheme = new("^(tel|callto|sip|fax):(//)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout);

    private static readonly Regex FormulaText = new("^=\\s*\"(?<text>[^\"]*)\"$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);

    private static readonly Regex LostLetter = new(@"\p{L}\?\p{L}", RegexOptions.CultureInvariant, Timeout);

    private static readonly Regex LongNumber = new(@"^[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);

    private static readonly Regex Fraction = new(@"^[0-9]+[.,]0+$", RegexOptions.CultureInvariant, Timeout);

    private static readonly Regex EmailAddress = new(@"^[^\s@<>(),;:""]+@[^\s@<>(),;:""'.]+(\.[^\s@<>(),;:""'.]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);

    /// <summary>Windows-1252 from 0x80 to 0x9F; the five gaps stand for themselves.</summary>
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Normalizes a text: drops white space around it, invisible characters and the wrapper of <c>="00017"</c> or <c>'00017</c>,
    /// composes accents, and drops <c>mailto:</c> and a name from an e-mail address, and <c>tel:</c> from a phone number.
    /// </summary>
    /// <param name="field">Procore's name of the field, such as <c>email_address</c>.</param>
    /// <param name="text">The text; null for none.</param>
    /// <returns>The normalized text; null if it is blank.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="field" /> is null.</exception>
    public static string? Clean(string field, string? text)
    {
        _ = field ?? throw new ArgumentNullException(nameof(field));
        var clean = FieldText.Clean(text);
        if (clean is null || FreeTexts.Contains(field))
            return clean;
        if (clean[0] == '=' && FormulaText.Match(clean) is { Success: true } wrapped)
            clean = FieldText.Clean(wrapped.Groups["text"].Value);
        if (clean is not null && MarkedAsText.Match(clean) is { Success: true } marked)
            clean = marked.Groups["text"].Value;
        if (clean is not null && Keys.Contains(field))
            clean = FieldText.Clean(Unquoted(clean.Replace("\u200C", string.Empty).Replace("\u200D", string.Empty)));
        if (clean is not null && Phones.Contains(field))
            clean = FieldText.Clean(PhoneScheme.Replace(clean, string.Empty));
        return clean is not null && field == SyncField.EmailAddress ? CleanAddress(clean) : clean;
    }

    /// <summary>Quotes around a whole key come from a file that was written twice as CSV.</summary>
    private static string Unquoted(string key) => key.Length > 2 && key[0] == '"' && key.IndexOf('"', 1) == key.Length - 1 ? key.Substring(1, key.Length - 2) : key;

    private static string? CleanAddress(string address)
    {
        address = address.TrimEnd(';', ',', ' ');
        if (NamedAddress.Match(address) is { Success: true } named)
            address = named.Groups["text"].Value;
        if (AddressScheme.Match(address) is { Success: true } scheme)
            address = address.Substring(scheme.Length).Split('?')[0];
        return FieldText.Clean(address);
    }

    /// <summary>
    /// Finds out whether a text is visibly broken.
    /// </summary>
    /// <param name="field">Procore's name of the field, such as <c>origin_id</c>. Keys, names and other fields have different rules.</param>
    /// <param name="text">The text, as it is in the source; null for none.</param>
    /// <returns>What is wrong and what to do, as a sentence that follows the name of the field or column, without the text itself; null if nothing is wrong.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="field" /> is null.</exception>
    public static string? FindProblem(string field, string? text)
    {
        if (Clean(field, text) is not { } clean)
            return null;
        if (clean.IndexOf('\uFFFD') >= 0)
            return "holds the character U+FFFD instead of one that was lost. Export the source again as UTF-8.";
        if (FreeTexts.Contains(field))
            return null;
        if (clean.Any(c => char.IsControl(c) && c is not ('\n' or '\t') && c < '\u0080'))
            return "holds a control character. Remove it from the source.";
        if (clean.IndexOfAny(['#', ':']) >= 0 && SpreadsheetError.IsMatch(clean))
            return "holds the error of a spreadsheet formula. Correct the formula and export again.";
        if (IsMisread(clean))
            return "was written in one encoding and read in another. Read or export the source as UTF-8.";
        if ((Keys.Contains(field) || Names.Contains(field)) && Undecoded.IsMatch(clean))
            return NotDecoded;
        if (Keys.Contains(field))
            return ProblemOfKey(field, clean);
        if ((clean == "NULL" && field != SyncField.LastName) || NoValues.Contains(clean) || IsNoName(field, clean))
            return "holds a placeholder for no value. Leave it blank.";
        if (clean.IndexOf('?') >= 0 && (Names.Contains(field) || (field is "job_title" or "address" && LostLetter.IsMatch(clean))))
            return LettersLost;
        return Names.Contains(field) && clean[0] == '=' ? FormulaNotRun : null;
    }

    private const string LettersLost = "has a question mark instead of a letter. Export the source again in an encoding that has the letter, such as UTF-8.";

    private const string NotDecoded = "holds text that should have been decoded or filled in, such as &eacute; or {{name}}. Correct the program that writes the source.";

    private const string FormulaNotRun = "holds a formula instead of its result. Export the values.";

    /// <summary>Whether a text can't be a name. As a first name, "-" and "." stay: many systems have them for people with a single name.</summary>
    private static bool IsNoName(string field, string clean) => field switch
    {
        SyncField.FirstName => NoNames.Contains(clean) || (!clean.Any(char.IsLetter) && clean is not ("-" or "." or "_")),
        SyncField.LastName => NoNames.Contains(clean) || !clean.Any(char.IsLetter),
        _ => false,
    };

    /// <summary>Whether a text stands for a missing value: a word such as "null", or nothing but one repeated sign or zeros.</summary>
    private static bool IsPlaceholder(string clean)
    {
        var word = clean.Trim('(', ')', '[', ']', '<', '>', '{', '}', ' ');
        if (word.Length > 1 && word[word.Length - 1] == '.')
            word = word.Substring(0, word.Length - 1);
        return Placeholders.Contains(word) || word.Length == 0
            || (word.All(c => c == word[0]) && (!char.IsLetterOrDigit(word[0]) || word[0] == '0' || (word.Length > 1 && word[0] is 'x' or 'X')));
    }

    private static string? ProblemOfKey(string field, string clean)
    {
        if (clean.IndexOfAny(['\n', '\t']) >= 0)
            return "holds a line break or a tab. Remove it.";
        if (IsPlaceholder(clean))
            return "holds a placeholder for no value, which can't identify a person. Leave it blank.";
        if (Markup.IsMatch(clean))
            return NotDecoded;
        if (clean[0] == '=')
            return FormulaNotRun;
        if (clean.IndexOf('?') >= 0)
            return LettersLost;
        if (field == SyncField.EmailAddress)
            return EmailAddress.IsMatch(clean) ? null : "isn't one e-mail address. Correct it.";
        if (LongNumber.IsMatch(clean) && clean.IndexOf('+') > 0)
            return "is a long number in scientific notation, so digits are lost. Format the column as text and enter the id again.";
        return Fraction.IsMatch(clean) ? "is an id that was written as a number with a fraction. Export the column as text." : null;
    }

    /// <summary>Whether characters beyond ASCII are the bytes of UTF-8, read as Windows-1252 or in a code page of DOS or the Macintosh.</summary>
    private static bool IsMisread(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (text[start] is (>= '\u2500' and <= '\u257F') or '\u221A')
                return true;
            if (text[start] < '\u0080')
                continue;
            var end = start;
            while (end < text.Length && text[end] >= '\u0080')
                end++;
            if (IsUtf8(text.Substring(start, end - start)))
                return true;
            start = end;
        }
        return false;
    }

    private static bool IsUtf8(string run)
    {
        var bytes = new byte[run.Length];
        for (var i = 0; i < run.Length; i++)
        {
            var special = Windows1252.IndexOf(run[i]);
            if (special < 0 && run[i] > '\u00FF')
                return false;
            bytes[i] = special >= 0 ? (byte)(0x80 + special) : (byte)run[i];
        }
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return bytes.Length > 1;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
