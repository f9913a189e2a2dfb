using Procore.CompanyUsers;

namespace Procore.Generated.Forms;

/// <summary>The stream of a picture as it is sent. A failure to read it isn't one of the connection.</summary>
/// <remarks>Procore doesn't process a request whose body isn't complete.</remarks>
internal sealed class PictureStream(Stream picture) : Stream
{
    public override bool CanRead => picture.CanRead;

    public override bool CanSeek => picture.CanSeek;

    public override bool CanWrite => false;

    public override long Length => picture.Length;

    public override long Position
    {
        get => picture.Position;
        set => picture.Position = value;
    }

    /// <exception cref="UnreadablePictureException">The picture's stream failed.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return picture.Read(buffer, offset, count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new UnreadablePictureException(exception);
        }
    }

#if NET
    /// <exception cref="UnreadablePictureException">The picture's stream failed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await picture.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new UnreadablePictureException(exception);
        }
    }
#endif

    /// <exception cref="UnreadablePictureException">The picture's stream failed.</exception>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable CA1835 // The one that .NET Standard has too.
            return await picture.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new UnreadablePictureException(exception);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => picture.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            picture.Dispose();
        base.Dispose(disposing);
    }
}
