using System.Text;

namespace Procore.Generated.Requests;

internal static class HttpBody
{
    /// <summary>Reads a body whole before it is parsed, so that parsing never blocks on the network.</summary>
    public static async Task<Stream> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        // A stream that can seek is complete already.
        return stream.CanSeek ? stream : await BufferedBody.ReadAsync(content, int.MaxValue, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does the same, but the stream stays open when the response is disposed.</summary>
    public static async Task<Stream> TakeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var stream = await ReadAsync(content, cancellationToken).ConfigureAwait(false);
        if (stream is BufferedBody && content is not BufferedContent)
            content.Dispose();
        response.Content = new ByteArrayContent([]);
        response.Content.Headers.ContentType = content.Headers.ContentType;
        return stream;
    }

    /// <summary>Names that servers use and .NET doesn't know.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["utf16"] = "utf-16",
        ["utf32"] = "utf-32",
        ["latin-1"] = "iso-8859-1",
        ["cp1252"] = "windows-1252",
        ["win-1252"] = "windows-1252",
    };

    /// <summary>The encoding that a content type declares.</summary>
    /// <param name="content">The content.</param>
    /// <param name="encoding">The encoding; null if none is declared, or if it is unknown.</param>
    /// <returns>False if an unknown encoding is declared.</returns>
    public static bool TryGetEncoding(HttpContent content, out Encoding? encoding)
    {
        encoding = null;
        var charset = content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        if (string.IsNullOrEmpty(charset))
            return true;
        if (Aliases.TryGetValue(charset!, out var name))
            charset = name;
        try
        {
            encoding = Encoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // .NET knows UTF-7 and refuses to read it.
            encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset!);
        }
        return encoding is not null;
    }
}
