namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>How many users were read, and a sum over some of their fields: equal where two sides read the same.</summary>
internal sealed class Tally
{
    public int Count { get; private set; }

    public long Sum { get; private set; }

    public void Add(long? id, string? name, string? notes, DateTimeOffset? createdAt, DateTimeOffset? lastLoginAt, string? vendor, string? template)
    {
        Count++;
        Sum += (id ?? 0) + (createdAt?.UtcTicks ?? 1) + (lastLoginAt?.UtcTicks ?? 1) + (name?.Length ?? 0) + (notes?.Length ?? 0) + (vendor?.Length ?? 0) + (template?.Length ?? 0);
    }
}
