namespace Procore.CompanyUsers.ContractTests;

/// <summary>Hands out company ids that don't fit into 32 bits, as Procore's newer ones don't; each test uses its own.</summary>
public static class CompanyIds
{
    private static long _last = 5_000_000_000;

    public static long Next() => Interlocked.Increment(ref _last);
}
