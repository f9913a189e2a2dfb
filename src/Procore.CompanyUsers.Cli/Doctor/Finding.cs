using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>What the doctor found in one place.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Result">How it is.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Remedy">What to do about it; null where nothing is to be done.</param>
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
