namespace Procore.CompanyUsers.Testing;

/// <summary>Gives the beginning of a body and breaks.</summary>
internal sealed class TruncatedStream(byte[] whole, int length) : Stream
{
    private readonly MemoryStream _beginning = new(whole, 0, length, writable: false);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _beginning.Read(buffer, offset, count);
        return read > 0 || count == 0 ? read : throw new IOException("The connection was reset in the middle of the answer.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _beginning.Dispose();
        base.Dispose(disposing);
    }
}
