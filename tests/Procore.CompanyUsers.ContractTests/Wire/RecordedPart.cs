using System.Net.Http.Headers;
using System.Text;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A part of a multipart body, as the server received it.</summary>
/// <param name="Headers">The lines before the empty line, in order.</param>
/// <param name="Content">The bytes after it.</param>
public sealed record RecordedPart(string Headers, ReadOnlyMemory<byte> Content)
{
    public string Text => Encoding.UTF8.GetString(Content.Span);

    /// <summary>Splits a form into its parts.</summary>
    /// <exception cref="FormatException">The body is not a form, or has content outside its parts.</exception>
    public static IReadOnlyList<RecordedPart> Of(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var type = MediaTypeHeaderValue.Parse(request.Headers["Content-Type"].Single());
        if (type is not { MediaType: "multipart/form-data", Parameters.Count: 1 })
            throw new FormatException($"The body is {type}, not a form.");
        var boundary = type.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');

        // Latin-1 maps every byte to one character, so file contents survive.
        var texts = ("\r\n" + Encoding.Latin1.GetString(request.Body.Span)).Split($"\r\n--{boundary}");
        if (texts[0].Length != 0 || texts[^1] != "--\r\n")
            throw new FormatException("The form has content before its first part or after its last part.");
        return [.. texts[1..^1].Select(Read)];
    }

    private static RecordedPart Read(string text)
    {
        var halves = text.Split("\r\n\r\n", 2);
        if (halves.Length != 2 || !text.StartsWith("\r\n", StringComparison.Ordinal))
            throw new FormatException("A part of the form has no empty line after its headers.");
        return new RecordedPart(halves[0][2..], Encoding.Latin1.GetBytes(halves[1]));
    }
}
