namespace Procore.Generated.Requests;

internal static class HttpBody
{
    /// <summary>Reads a body whole before it is parsed, so that parsing never blocks on the network.</summary>
    public static async Task<Stream> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        await content.LoadIntoBufferAsync().ConfigureAwait(false);
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
    }
}
