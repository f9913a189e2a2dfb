using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// A picture of a user, to be uploaded.
/// </summary>
public sealed class Avatar
{
    /// <summary>
    /// A picture.
    /// </summary>
    /// <param name="content">The picture's bytes from where the stream stands. Sent as they are read, and disposed of with the request: one picture, one call. Where the stream can't seek, the call isn't retried once it was sent.</param>
    /// <param name="fileName">Its file name, such as <c>ada.png</c>; any characters will do.</param>
    /// <param name="contentType">Its media type, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentException">The stream can't be read, the file name is blank, or the content type isn't one.</exception>
    public Avatar(Stream content, string fileName, string contentType)
    {
        Content = content is { CanRead: true } ? content : throw new ArgumentException("The picture can't be read. Give an open stream.", nameof(content));
        FileName = string.IsNullOrWhiteSpace(fileName) ? throw new ArgumentException("The picture needs a file name, such as ada.png.", nameof(fileName)) : fileName;
        if (JsonText.IndexOfLoneSurrogate(fileName) >= 0)
            throw new ArgumentException("The picture's file name isn't valid Unicode: half of a surrogate pair is missing.", nameof(fileName));
        ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out _)
            ? contentType
            : throw new ArgumentException("The picture needs a media type, such as image/png.", nameof(contentType));
    }

    /// <summary>
    /// The picture's bytes.
    /// </summary>
    public Stream Content { get; }

    /// <summary>
    /// The picture's file name.
    /// </summary>
    public string FileName { get; }

    /// <summary>
    /// The picture's media type.
    /// </summary>
    public string ContentType { get; }
}
