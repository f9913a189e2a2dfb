namespace Procore.Tests.Shared;

/// <summary>A stream of any size that is never in memory, and counts what is read of it.</summary>
public sealed class CountedStream(long size, bool hasLength = false) : Stream
{
    public long BytesRead { get; private set; }

    public int LargestRead { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => hasLength;

    public override bool CanWrite => false;

    public override long Length => hasLength ? size : throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    /// <summary>Everything that a stream of this size gives.</summary>
    public static byte[] Content(int size) => [.. Enumerable.Range(0, size).Select(position => At(position))];

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        var read = (int)Math.Min(buffer.Length, size - BytesRead);
        for (var i = 0; i < read; i++)
            buffer[i] = At(BytesRead++);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private static byte At(long position) => (byte)(position % 251);
}
