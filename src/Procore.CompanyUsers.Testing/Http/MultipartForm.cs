using System.Text;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.Testing;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578).</summary>
internal static class MultipartForm
{
    private const int MaxBoundaryLength = 70;
    private const int MaxParts = 1_000;
    private const int MaxHeaderLength = 8_192;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly Regex Header = new(@"\r\n(?<name>[^:\r\n]+?)[ \t]*:[ \t]*(?<value>[^\r\n]*?)[ \t]*(?=\r\n|\z)", Options, Limit);
    private static readonly Regex Parameter = new("""\G[ \t]*;[ \t]*(?<name>[^=;"\s]+)[ \t]*=[ \t]*("(?<value>(\\.|[^"\\])*)"|(?<value>[^;"]*?))[ \t]*(?=;|\z)""", Options, Limit);

    // Latin-1 maps every byte to one character, so the form can be searched as text.
    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    public static IReadOnlyList<FormPart> Read(byte[] body, string? boundary)
    {
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
            throw Malformed("has no boundary");
        var text = "\r\n" + Latin1.GetString(body);
        var delimiters = new Regex($@"\r\n--{Regex.Escape(boundary)}(?<last>--)?[ \t]*(?=\r\n|\z)", Options & ~RegexOptions.IgnoreCase, Limit);

        var parts = new List<FormPart>();
        var delimiter = delimiters.Match(text);
        while (delimiter.Success && !delimiter.Groups["last"].Success)
        {
            var start = delimiter.Index + delimiter.Length;
            delimiter = delimiter.NextMatch();
            if (!delimiter.Success)
                break;
            if (parts.Count == MaxParts)
                throw Malformed($"has more than {MaxParts} parts");
            parts.Add(ReadPart(text.Substring(start, delimiter.Index - start)));
        }

        return delimiter.Success ? parts : throw Malformed("is not closed");
    }

    private static FormPart ReadPart(string part)
    {
        var headerLength = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headerLength is < 0 or > MaxHeaderLength)
            throw Malformed("has a part without an empty line after its headers");

        string? disposition = null, contentType = null;
        foreach (Match header in Header.Matches(Utf8(part.Substring(0, headerLength))))
        {
            var value = header.Groups["value"].Value;
            switch (header.Groups["name"].Value.ToUpperInvariant())
            {
                case "CONTENT-DISPOSITION":
                    disposition = value;
                    break;
                case "CONTENT-TYPE":
                    contentType = value;
                    break;
            }
        }

        var parameters = ReadDisposition(disposition);
        return new FormPart(
            parameters.TryGetValue("name", out var name) ? name : throw Malformed("has a part without a name"),
            FileName(parameters),
            contentType,
            Latin1.GetBytes(part.Substring(headerLength + 4)));
    }

    private static Dictionary<string, string> ReadDisposition(string? disposition)
    {
        const string Type = "form-data";
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (disposition?.StartsWith(Type, StringComparison.OrdinalIgnoreCase) != true)
            throw Malformed("has a part that is not form-data");

        var end = Type.Length;
        foreach (Match parameter in Parameter.Matches(disposition, end))
        {
            parameters[parameter.Groups["name"].Value] = Regex.Replace(parameter.Groups["value"].Value, @"\\(?<char>[\\""])", "${char}", Options, Limit);
            end = parameter.Index + parameter.Length;
        }

        return end == disposition.Length ? parameters : throw Malformed("has a part whose Content-Disposition can't be read");
    }

    private static string? FileName(Dictionary<string, string> parameters)
    {
        // RFC 5987: charset'language'text
        if (parameters.TryGetValue("filename*", out var extended) && extended.StartsWith("utf-8'", StringComparison.OrdinalIgnoreCase))
            return Uri.UnescapeDataString(extended.Split('\'').Last());
        // Browsers escape exactly these in a file name.
        return parameters.TryGetValue("filename", out var name)
            ? name.Replace("%22", "\"").Replace("%0D", "\r").Replace("%0A", "\n")
            : null;
    }

    private static string Utf8(string latin1) => RequestBody.Decode(Latin1.GetBytes(latin1));

    private static Refusal Malformed(string what) => Refusal.BadRequest($"The form {what}.");
}
