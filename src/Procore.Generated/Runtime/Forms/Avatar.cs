using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// A picture of a user, to be uploaded.
/// </summary>
public sealed class Avatar
{
    /// <summary>
    /// Creates a picture.
    /// </summary>
    /// <param name="content">The picture's bytes, from the stream's current position. The stream is disposed with the request, so use a picture for one call only. If the stream can't seek, the call isn't retried after it was sent.</param>
    /// <param name="fileName">The file name, such as <c>ada.png</c>, with any characters.</param>
    /// <param name="contentType">The media type, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentException">The stream can't be read, the file name is blank, or the content type is invalid.</exception>
    public Avatar(Stream content, string fileName, string contentType)
    {
        Content = content is { CanRead: true } ? content : throw new ArgumentException("The stream can't be read. Use an open stream.", nameof(content));
        FileName = string.IsNullOrWhiteSpace(fileName) ? throw new ArgumentException("The file name is missing. Use a name such as ada.png.", nameof(fileName)) : fileName;
        if (JsonText.IndexOfLoneSurrogate(fileName) >= 0)
            throw new ArgumentException("The picture's file name isn't valid Unicode: half of a surrogate pair is missing.", nameof(fileName));
        ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out _)
            ? contentType
            : throw new ArgumentException("The content type is invalid. Use a media type such as image/png.", nameof(contentType));
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
