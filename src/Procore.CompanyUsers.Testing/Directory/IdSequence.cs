namespace Procore.CompanyUsers.Testing;

/// <summary>Ascending ids, shared by all companies so that every id is unique.</summary>
internal sealed class IdSequence(long first)
{
    private long _last = first - 1;

    public long Next() => Interlocked.Increment(ref _last);
}
