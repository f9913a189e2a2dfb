namespace Procore.CompanyUsers.Testing;

/// <summary>An uploaded image of a user.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="ContentType">The file's content type, or null if the upload had none.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record FakeAvatarFile(string FileName, string? ContentType, IReadOnlyList<byte> Content)
{
    /// <summary>Compares name, content type and bytes.</summary>
    /// <param name="other">The other file.</param>
    /// <returns>Whether all three are equal.</returns>
    public bool Equals(FakeAvatarFile? other) =>
        other != null && FileName == other.FileName && ContentType == other.ContentType && (ReferenceEquals(Content, other.Content) || Content.SequenceEqual(other.Content));

    /// <summary>Returns a hash code consistent with <see cref="Equals(FakeAvatarFile)"/>.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => (FileName, ContentType, Content.Count).GetHashCode();
}
