using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Procore.Generated.Json;

/// <summary>Strings of JSON that .NET's reader doesn't decode, because they aren't valid Unicode.</summary>
internal static class EscapedText
{
    /// <summary>Decodes the bytes between the quotes of a string, whose escapes the reader has checked.</summary>
    /// <exception cref="JsonException">UTF-8 doesn't allow the bytes.</exception>
    public static string Decode(byte[] bytes)
    {
        string text;
        try
        {
            text = BodyText.StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw BodyText.InvalidBytes(exception);
        }
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                decoded.Append(text[i]);
                continue;
            }
            i++;
            decoded.Append(text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)Convert.ToUInt16(text.Substring(i + 1, 4), 16),
                var c => c,
            });
            if (text[i] == 'u')
                i += 4;
        }
        return decoded.ToString();
    }

    /// <summary>Writes each half of a surrogate pair that misses its other half as an escape, so that the text can be encoded.</summary>
    public static string EscapeHalves(string text)
    {
        if (JsonText.IndexOfLoneSurrogate(text) < 0)
            return text;
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
                escaped.Append(text[i++]).Append(text[i]);
            else if (char.IsSurrogate(text[i]))
                escaped.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            else
                escaped.Append(text[i]);
        }
        return escaped.ToString();
    }
}
