namespace Procore.CompanyUsers.Testing;

/// <summary>A role that users of a company can have on projects.</summary>
/// <param name="Id">The role's id.</param>
/// <param name="Name">The role's name.</param>
public sealed record FakeProjectRole(long Id, string Name);
