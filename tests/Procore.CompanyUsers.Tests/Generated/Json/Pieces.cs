using System.Buffers;

namespace Procore.CompanyUsers.Tests;

/// <summary>Bytes in several arrays, as a body arrives.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    private Pieces(ReadOnlyMemory<byte> piece, long start) => (Memory, RunningIndex) = (piece, start);

    /// <param name="bytes">The bytes.</param>
    /// <param name="size">The length of each piece but the last.</param>
    public static ReadOnlySequence<byte> Of(byte[] bytes, int size)
    {
        var first = new Pieces(bytes.AsMemory(0, Math.Min(size, bytes.Length)), 0);
        var last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            var next = new Pieces(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)), start);
            last.Next = next;
            last = next;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
