namespace Procore.CompanyUsers.Testing;

/// <summary>A project of a company.</summary>
/// <param name="Id">The project's id.</param>
/// <param name="Name">The project's name.</param>
public sealed record FakeProject(long Id, string Name);
