namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class SyncBody
{
    public IReadOnlyList<SyncItem>? Updates { get; set; }
}
