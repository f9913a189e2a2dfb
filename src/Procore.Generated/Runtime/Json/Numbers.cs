using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Converts between numbers and their texts without loss.</summary>
internal static class Numbers
{
    /// <summary>A decimal with at most this many digits can be converted to double and back.</summary>
    private const int ExactDigits = 15;

    /// <summary>Above this, a double can't represent fractions such as .5, so an integer may have been one.</summary>
    private const double LargestExact = 1L << 51;

    /// <summary>Converting a longer one takes too long.</summary>
    private const int LongestInteger = 5000;

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
        return text.Length > 0 && text[0] is '-' or (>= '0' and <= '9') && check.Accept(text.ToCharArray(), isEnd: true) == text.Length && check.IsAtEndOfNumber;
    }

    /// <summary>Whether a number is within the range of a double.</summary>
    public static bool IsFinite(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsInfinity(value);

    /// <summary>Gets a number as the .NET number that has its exact value.</summary>
    /// <param name="text">The number as it is written.</param>
    /// <returns>A <see cref="BigInteger" /> for an integer, otherwise a double, or a decimal if a double loses digits; the text if none can hold it.</returns>
    public static object Exact(string text)
    {
        if (text.IndexOfAny(['.', 'e', 'E']) < 0)
            return text.Length <= LongestInteger ? BigInteger.Parse(text, CultureInfo.InvariantCulture) : text;
        if (IsFinite(text))
        {
            var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            var digits = text.Split('e', 'E')[0].Where(c => c is >= '0' and <= '9').SkipWhile(c => c == '0').Count();
            // A number that is too small for a double becomes 0.
            if (digits == 0 || (number != 0 && (digits <= ExactDigits || number.ToString("R", CultureInfo.InvariantCulture) == text)))
                return number;
        }
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)
            && exact.ToString(CultureInfo.InvariantCulture) == text ? exact : text;
    }
}
