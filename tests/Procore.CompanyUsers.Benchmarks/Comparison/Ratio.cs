namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>One line of the table: what, against what, and what is promised.</summary>
internal sealed record Ratio(string What, string Against, double Value, double AtMost, string Figures)
{
    public bool IsReached => Value <= AtMost;
}
