namespace Procore.CompanyUsers.Testing;

/// <summary>A part of a form. Only a file has a file name.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, byte[] Content)
{
    public string Text => RequestBody.Decode(Content);
}
