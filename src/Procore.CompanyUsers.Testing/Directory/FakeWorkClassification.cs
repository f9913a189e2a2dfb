namespace Procore.CompanyUsers.Testing;

/// <summary>A work classification of a company.</summary>
/// <param name="Id">The work classification's id.</param>
/// <param name="Name">The work classification's name.</param>
public sealed record FakeWorkClassification(long Id, string Name);
