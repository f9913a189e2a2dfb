namespace Procore.CompanyUsers.Testing;

/// <summary>A vendor of a company.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Name">The vendor's name.</param>
/// <param name="TradeIds">The ids of the vendor's trades. <c>filters[trade_id][]</c> finds users by the trades of their vendor.</param>
public sealed record FakeVendor(long Id, string Name, IReadOnlyList<long> TradeIds)
{
    /// <summary>Whether the vendor is active. True by default; <see cref="FakeCompany.SetActive"/> changes it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The vendor's id in your own system; null for none.</summary>
    public string? OriginId { get; init; }
}
