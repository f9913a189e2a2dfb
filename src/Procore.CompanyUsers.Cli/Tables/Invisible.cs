using System.Globalization;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Characters that can't be seen, so that two texts with and without them look the same.</summary>
internal static class Invisible
{
    public static bool IsInvisible(char character) => character == '\u00AD' || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    /// <summary>The text without them.</summary>
    public static string Remove(string text) => text.Any(IsInvisible) ? string.Concat(text.Where(character => !IsInvisible(character))) : text;
}
