using System.Buffers;
using System.Text;
using System.Text.Json;
using Procore.Generated.Requests;

namespace Procore.Generated.Json;

/// <summary>Reads the text of a body in the encoding of its byte order mark or content type; UTF-8 by default.</summary>
internal static class BodyText
{
    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The body, which is read from its beginning.</param>
    /// <param name="declared">The encoding of its content type; null if it has none.</param>
    /// <returns>A reader that throws <see cref="DecoderFallbackException" /> at bytes that the encoding doesn't allow. The stream stays open.</returns>
    public static StreamReader Open(Stream bytes, Encoding? declared)
    {
        var encoding = EncodingOf(bytes, declared, out var mark);
        bytes.Position = mark;
        return new StreamReader(bytes, Strict(encoding ?? StrictUtf8), detectEncodingFromByteOrderMarks: false, 1024, leaveOpen: true);
    }

    /// <summary>Gets the text as UTF-8. Bytes of a text in UTF-8 aren't checked.</summary>
    /// <inheritdoc cref="Open" path="/param" />
    /// <returns>The text, which is valid until the stream is disposed.</returns>
    /// <exception cref="JsonException">The body has bytes that its encoding doesn't allow.</exception>
    public static ReadOnlySequence<byte> Utf8(Stream bytes, Encoding? declared)
    {
        if (EncodingOf(bytes, declared, out var mark) is null)
            return BytesOf(bytes).Slice(mark);
        using var text = Open(bytes, declared);
        try
        {
            return new ReadOnlySequence<byte>(StrictUtf8.GetBytes(text.ReadToEnd()));
        }
        catch (DecoderFallbackException exception)
        {
            throw InvalidBytes(exception);
        }
    }

    public static JsonException InvalidBytes(DecoderFallbackException cause) => new("The text has bytes that its encoding doesn't allow.", cause);

    private static ReadOnlySequence<byte> BytesOf(Stream bytes)
    {
        if (bytes is BufferedBody body)
            return body.Bytes;
        bytes.Position = 0;
        using var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return new ReadOnlySequence<byte>(copy.GetBuffer(), 0, (int)copy.Length);
    }

    /// <param name="bytes">The body.</param>
    /// <param name="declared">The encoding of its content type; null if it has none.</param>
    /// <param name="mark">The length of its byte order mark.</param>
    /// <returns>The encoding; null for UTF-8.</returns>
    private static Encoding? EncodingOf(Stream bytes, Encoding? declared, out int mark)
    {
        bytes.Position = 0;
        var start = new byte[4];
        var read = bytes.Read(start, 0, start.Length);
        // No UTF-8 text begins with a byte of the other marks.
        (var encoding, mark) = (read, start[0], start[1], start[2], start[3]) switch
        {
            ( >= 3, 0xEF, 0xBB, 0xBF, _) => (null, 3),
            ( >= 4, 0xFF, 0xFE, 0, 0) => (Encoding.UTF32, 4),
            ( >= 4, 0, 0, 0xFE, 0xFF) => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
            ( >= 2, 0xFF, 0xFE, _, _) => (Encoding.Unicode, 2),
            ( >= 2, 0xFE, 0xFF, _, _) => (Encoding.BigEndianUnicode, 2),
            _ => (declared is UTF8Encoding ? null : declared, 0),
        };
        return encoding;
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
