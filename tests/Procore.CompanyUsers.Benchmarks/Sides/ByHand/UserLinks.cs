namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class UserLinks
{
    public string? Reactivate { get; set; }
}
