namespace Procore.CompanyUsers.Models;

public readonly partial struct CompanyUserSort
{
    /// <summary>
    /// Returns the reversed order: Z to A, or A to Z if this order is descending.
    /// </summary>
    /// <returns>The reversed order.</returns>
    public CompanyUserSort Descending() =>
        Value.StartsWith("-", StringComparison.Ordinal) ? new CompanyUserSort(Value.Substring(1)) : new CompanyUserSort("-" + Value);
}
