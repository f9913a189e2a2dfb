namespace Procore.CompanyUsers.Testing;

/// <summary>Ids in ascending order, shared by all companies so that none means two things.</summary>
internal sealed class IdSequence(long first)
{
    private long _last = first - 1;

    public long Next() => Interlocked.Increment(ref _last);
}
