using System.Text;

namespace Procore.DirectorySync;

/// <summary>Texts that look the same are the same, else an export of another make would send everybody again each night.</summary>
internal static class FieldText
{
    /// <returns>The text in its one form; null where it is blank.</returns>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Composed(text!.Trim()).Replace("\r\n", "\n").Replace('\r', '\n');
    }

    /// <summary>Half a surrogate pair has no composed form; Procore shall say what it thinks of it.</summary>
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
