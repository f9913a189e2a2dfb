namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class UserTemplate
{
    public long? Id { get; set; }

    public string? Name { get; set; }

    public bool? ProjectSpecific { get; set; }

    public string? Type { get; set; }
}
