namespace Procore.CompanyUsers.ContractTests.Facade;

/// <summary>A stream that makes its bytes up as it is read, and remembers how.</summary>
internal sealed class CountedStream(int size, bool hasLength) : Stream
{
    private int _position;

    public int LargestRead { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => hasLength;

    public override bool CanWrite => false;

    public override long Length => hasLength ? size : throw new NotSupportedException();

    public override long Position
    {
        get => hasLength ? _position : throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static byte[] Content(int size) => [.. Enumerable.Range(0, size).Select(At)];

    public override int Read(byte[] buffer, int offset, int count)
    {
        LargestRead = Math.Max(LargestRead, count);
        var read = Math.Min(count, size - _position);
        for (var i = 0; i < read; i++)
            buffer[offset + i] = At(_position++);
        return read;
    }

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

    private static byte At(int position) => (byte)(position % 251);
}
