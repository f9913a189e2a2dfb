namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>Something that is believed, by its number in openapi/ASSUMPTIONS.md, and how to see it.</summary>
public sealed record LiveCase(int Assumption, string Name, Func<LiveDirectory, Task> SeeAsync)
{
    public override string ToString() => $"{Assumption}: {Name}";
}
