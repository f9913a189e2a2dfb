namespace Procore.CompanyUsers.Testing;

/// <summary>A trade of a company.</summary>
/// <param name="Id">The trade's id.</param>
/// <param name="Name">The trade's name.</param>
public sealed record FakeTrade(long Id, string Name);
