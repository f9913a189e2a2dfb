using System.Text;

namespace Procore.Generated.Json;

/// <summary>Reads the text of a body in the encoding of its byte order mark or content type; UTF-8 by default.</summary>
internal static class BodyText
{
    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The body, which is read from its beginning.</param>
    /// <param name="declared">The encoding of its content type; null if it has none.</param>
    /// <returns>A reader that throws <see cref="DecoderFallbackException" /> at bytes that the encoding doesn't allow. The stream stays open.</returns>
    public static TextReader Open(Stream bytes, Encoding? declared)
    {
        bytes.Position = 0;
        var start = new byte[4];
        var read = bytes.Read(start, 0, start.Length);
        bytes.Position = 0;
        if (read >= 3 && (start[0], start[1], start[2]) == (0xEF, 0xBB, 0xBF))
        {
            bytes.Position = 3;
            return new Utf8Text(bytes);
        }
        var encoding = ByteOrder(start, read) ?? declared;
        return encoding is null or UTF8Encoding
            ? new Utf8Text(bytes)
            : new StreamReader(bytes, Strict(encoding), detectEncodingFromByteOrderMarks: true, 1024, leaveOpen: true);
    }

    /// <summary>The encoding of a byte order mark. No UTF-8 text begins with one of these bytes.</summary>
    private static Encoding? ByteOrder(byte[] start, int read) => (read, start[0], start[1], start[2], start[3]) switch
    {
        ( >= 4, 0xFF, 0xFE, 0, 0) => Encoding.UTF32,
        ( >= 4, 0, 0, 0xFE, 0xFF) => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ( >= 2, 0xFF, 0xFE, _, _) => Encoding.Unicode,
        ( >= 2, 0xFE, 0xFF, _, _) => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
