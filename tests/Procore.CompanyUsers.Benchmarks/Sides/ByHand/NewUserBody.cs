namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class NewUserBody
{
    public required NewUser User { get; init; }
}
