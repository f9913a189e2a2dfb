namespace Procore.CompanyUsers.Testing;

/// <summary>The image of a user, as it was uploaded.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="ContentType">The file's content type, or null where the upload didn't say.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record FakeAvatarFile(string FileName, string? ContentType, IReadOnlyList<byte> Content)
{
    /// <summary>Compares the bytes, not where they are kept.</summary>
    /// <param name="other">The other file.</param>
    /// <returns>Whether name, content type and bytes are the same.</returns>
    public bool Equals(FakeAvatarFile? other) =>
        other != null && FileName == other.FileName && ContentType == other.ContentType && (ReferenceEquals(Content, other.Content) || Content.SequenceEqual(other.Content));

    /// <summary>Fits <see cref="Equals(FakeAvatarFile)"/>.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => (FileName, ContentType, Content.Count).GetHashCode();
}
