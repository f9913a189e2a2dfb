using System.Buffers;
using System.Text;

namespace Procore.Generated.Json;

/// <summary>Decodes UTF-8 with a pooled buffer. A <see cref="StreamReader" /> allocates two buffers for each response.</summary>
/// <remarks>For one user 0.40 to 0.49 of the CPU time and 0.43 of the allocations of a StreamReader (three runs); for 1,000 users no gain.</remarks>
internal sealed class Utf8Text : TextReader
{
    private const int BufferSize = 16384;

    private readonly Stream _bytes;
    private readonly Decoder _decoder = BodyText.StrictUtf8.GetDecoder();
    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _next;
    private int _end;
    private char? _low;

    public Utf8Text(Stream bytes) => _bytes = bytes;

    public override int Peek() => throw new NotSupportedException();

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0)
            return 0;
        if (_low is { } low)
        {
            buffer[index] = low;
            _low = null;
            return 1;
        }
        if (count > 1)
            return Decode(buffer, index, count);
        // The decoder doesn't return half of a character.
        var pair = new char[2];
        var read = Decode(pair, 0, 2);
        if (read > 0)
            buffer[index] = pair[0];
        if (read == 2)
            _low = pair[1];
        return Math.Min(read, 1);
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        base.Dispose(disposing);
    }

    private int Decode(char[] buffer, int index, int count)
    {
        var bytes = _buffer ?? throw new ObjectDisposedException(nameof(Utf8Text));
        while (true)
        {
            if (_next == _end)
                (_next, _end) = (0, _bytes.Read(bytes, 0, bytes.Length));
            var isEnd = _end == 0;
            _decoder.Convert(bytes, _next, _end - _next, buffer, index, count, flush: isEnd, out var bytesUsed, out var charsUsed, out _);
            _next += bytesUsed;
            if (charsUsed > 0 || isEnd)
                return charsUsed;
        }
    }
}
