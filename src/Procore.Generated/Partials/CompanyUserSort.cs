namespace Procore.CompanyUsers.Models;

public readonly partial struct CompanyUserSort
{
    /// <summary>
    /// The same order the other way round: Z to A, or back to A to Z where this is descending.
    /// </summary>
    /// <returns>The reversed order.</returns>
    public CompanyUserSort Descending() =>
        Value.StartsWith("-", StringComparison.Ordinal) ? new CompanyUserSort(Value.Substring(1)) : new CompanyUserSort("-" + Value);
}
