using System.Net;

namespace Procore.Generated.Requests;

/// <summary>Gives readers the buffered body itself; <see cref="StreamContent" /> gives them a stream around it, without its arrays.</summary>
internal sealed class BufferedContent(BufferedBody body) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        body.Position = 0;
        return body.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
