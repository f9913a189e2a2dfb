using System.Text;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>Makes foreign text safe for a terminal: a control character in a name must not move the cursor or color the screen.</summary>
internal static class Printable
{
    /// <summary>The text on one line.</summary>
    public static string Line(string text) => Replace(text, keepsLines: false);

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string text) => Replace(text, keepsLines: true);

    private static string Replace(string text, bool keepsLines)
    {
        if (!text.Any(char.IsControl))
            return text;
        var shown = new StringBuilder(text.ReplaceLineEndings(keepsLines ? "\n" : " "));
        for (var i = 0; i < shown.Length; i++)
        {
            if (char.IsControl(shown[i]) && shown[i] != '\n')
                shown[i] = '\uFFFD';
        }
        return shown.ToString();
    }
}
