namespace Procore.CompanyUsers.ContractTests;

/// <summary>
/// A company of its own for every test, by which it tells its stubs and requests from those of the tests beside it.
/// </summary>
public static class CompanyIds
{
    // Beyond 32 bits as Procore's are, and far apart for runs that share a server by WIREMOCK_URL.
    private static long _last = 5_000_000_000 + Random.Shared.NextInt64(1_000_000_000) * 1_000_000;

    public static long Next() => Interlocked.Increment(ref _last);
}
