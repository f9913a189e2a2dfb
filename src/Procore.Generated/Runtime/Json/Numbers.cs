using System.Globalization;
using System.Numerics;
using System.Text.Json;

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
    public static bool TryGetInteger(ref ModelReader reader, out long value)
    {
        value = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInteger(out value) || TryRound(reader.GetNumberText(), out value),
            JsonTokenType.String => TryParse(reader.GetText(), out value),
            _ => false,
        };
    }

    private static bool TryRound(string text, out long value)
    {
        if (TryParse(text, out value))
            return true;
        if (IsInteger(text) || !TryParseFinite(text, out var number) || Math.Abs(number) > LargestExact || Math.Floor(number) != number)
            return false;
        value = (long)number;
        return true;
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
            && TryParseFinite(text, out value);
    }

    /// <summary>Gets a number as a double: rounded if it has a fraction or an exponent, but an integer only if a double is exactly it.</summary>
    public static bool TryGetDouble(string text, out double value) => TryParseFinite(text, out value) && (!IsInteger(text) || Exact(text) switch
    {
        long number => (long)value == number,
        BigInteger number => new BigInteger(value) == number,
        var other => other is double,
    });

    /// <summary>Whether a text is a number as JSON writes it: no leading zeros, no plus, no spaces.</summary>
    private static bool IsNumber(string text)
    {
        var first = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        var end = first;
        if (!SkipDigits(text, ref end) || (text[first] == '0' && end > first + 1))
            return false;
        if (end < text.Length && text[end] == '.')
        {
            end++;
            if (!SkipDigits(text, ref end))
                return false;
        }
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            end++;
            if (end < text.Length && text[end] is '+' or '-')
                end++;
            if (!SkipDigits(text, ref end))
                return false;
        }
        return end == text.Length;
    }

    /// <returns>Whether there is a digit at the position.</returns>
    private static bool SkipDigits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
            position++;
        return position > start;
    }

    private static bool IsInteger(string text) => text.IndexOfAny(['.', 'e', 'E']) < 0;

    private static bool TryParseFinite(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value);

    /// <summary>Gets a number as the .NET number that has its exact value.</summary>
    /// <param name="text">The number as it is written.</param>
    /// <returns>A long or <see cref="BigInteger" /> for an integer, otherwise a double, or a decimal if a double loses digits; the text if none can hold it.</returns>
    public static object Exact(string text)
    {
        if (text == "-0")
            return -0.0;
        if (IsInteger(text))
            return TryParse(text, out long integer) ? integer : text.Length <= LongestInteger ? BigInteger.Parse(text, CultureInfo.InvariantCulture) : text;
        if (TryParseFinite(text, out var number))
        {
            var digits = text.Split('e', 'E')[0].Where(c => c is >= '0' and <= '9').SkipWhile(c => c == '0').Count();
            // A number that is too small for a double becomes 0.
            if (digits == 0 || (number != 0 && (digits <= ExactDigits || number.ToString("R", CultureInfo.InvariantCulture) == text)))
                return number;
        }
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)
            && exact.ToString(CultureInfo.InvariantCulture) == text ? exact : text;
    }
}
