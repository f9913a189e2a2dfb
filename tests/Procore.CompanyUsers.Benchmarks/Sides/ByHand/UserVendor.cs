namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class UserVendor
{
    public long? Id { get; set; }

    public string? Name { get; set; }
}
