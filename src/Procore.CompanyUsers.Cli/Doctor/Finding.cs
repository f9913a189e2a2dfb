using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="Result">The result.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">How to fix it; null if there is nothing to fix.</param>
internal sealed record Finding(string Check, FindingResult Result, string Detail, string? Remedy = null)
{
    public static IReadOnlyList<Column<Finding>> Columns { get; } =
    [
        new("check", finding => finding.Check),
        new("result", finding => finding.Result switch { FindingResult.Fine => "ok", FindingResult.Wrong => "wrong", _ => "unknown" }),
        new("detail", finding => finding.Detail),
        new("remedy", finding => finding.Remedy),
    ];
}
