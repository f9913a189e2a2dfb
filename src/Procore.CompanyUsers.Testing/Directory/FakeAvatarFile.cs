namespace Procore.CompanyUsers.Testing;

/// <summary>The image of a user, as it was uploaded.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="ContentType">The file's content type, or null where the upload didn't say.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record FakeAvatarFile(string FileName, string? ContentType, IReadOnlyList<byte> Content);
