namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class SyncResult
{
    public List<User>? Entities { get; set; }

    public List<User>? Errors { get; set; }
}
