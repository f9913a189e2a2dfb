using System.Globalization;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Converts between numbers and their texts without loss.</summary>
internal static class Numbers
{
    /// <summary>A decimal with at most this many digits can be converted to double and back.</summary>
    private const int ExactDigits = 15;

    /// <summary>Above this, a double can't represent fractions such as .5, so an integer may have been one.</summary>
    private const double LargestExact = 1L << 51;

    /// <summary>Gets an integer that is written as an integer, with a fraction of zero (<c>55.0</c>), or as a text of either.</summary>
    public static bool TryGetInteger(JsonTextReader reader, out long value)
    {
        switch (reader.TokenType, reader.Value)
        {
            case (JsonToken.Integer, long number):
                value = number;
                return true;
            case (JsonToken.Float, _) when (reader as ModelReader)?.NumberText is { } written && TryParse(written, out value):
                return true;
            case (JsonToken.Float, double number) when Math.Abs(number) <= LargestExact && Math.Floor(number) == number:
                value = (long)number;
                return true;
            case (JsonToken.String, string text):
                return TryParse(text, out value);
            default:
                value = 0;
                return false;
        }
    }

    private static bool TryParse(string text, out long value)
    {
        value = 0;
        if (!IsNumber(text) || text.IndexOfAny(['e', 'E']) >= 0)
            return false;
        var point = text.IndexOf('.');
        return (point < 0 || text.Substring(point + 1).Trim('0').Length == 0)
            && long.TryParse(point < 0 ? text : text.Substring(0, point), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a number from a text, unless a double can't represent it exactly.</summary>
    public static bool TryParse(string text, out double value)
    {
        value = 0;
        return IsNumber(text)
            && text.Count(c => c is >= '0' and <= '9') <= ExactDigits
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && !double.IsInfinity(value);
    }

    /// <summary>Whether a text is a number as JSON writes it: no leading zeros, no plus, no spaces.</summary>
    private static bool IsNumber(string text)
    {
        var check = new JsonLexer();
        return text.Length > 0 && text[0] is '-' or (>= '0' and <= '9') && check.Accept(text.AsSpan()) == text.Length && check.IsAtEndOfNumber;
    }
}
