namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

internal sealed class NewUser
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string EmailAddress { get; init; }

    public required string JobTitle { get; init; }
}
