using System.Net.Http.Headers;
using System.Text;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A part of a multipart body, as it came in.</summary>
/// <param name="Headers">The lines above the empty one, in their order.</param>
/// <param name="Content">Byte by byte.</param>
public sealed record RecordedPart(string Headers, ReadOnlyMemory<byte> Content)
{
    public string Text => Encoding.UTF8.GetString(Content.Span);

    /// <summary>The parts of a form. Anything before, between or after them is an exception.</summary>
    public static IReadOnlyList<RecordedPart> Of(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var type = MediaTypeHeaderValue.Parse(request.Headers["Content-Type"].Single());
        if (type is not { MediaType: "multipart/form-data", Parameters.Count: 1 })
            throw new FormatException($"The body is no form, but {type}.");
        var boundary = type.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');

        // Latin-1 keeps every byte as one character, whatever a file holds.
        var texts = ("\r\n" + Encoding.Latin1.GetString(request.Body.Span)).Split($"\r\n--{boundary}");
        if (texts[0].Length != 0 || texts[^1] != "--\r\n")
            throw new FormatException("The form has something before its first part or after its last one.");
        return [.. texts[1..^1].Select(Read)];
    }

    private static RecordedPart Read(string text)
    {
        var halves = text.Split("\r\n\r\n", 2);
        if (halves.Length != 2 || !text.StartsWith("\r\n", StringComparison.Ordinal))
            throw new FormatException("A part of the form has no end of its headers.");
        return new RecordedPart(halves[0][2..], Encoding.Latin1.GetBytes(halves[1]));
    }
}
