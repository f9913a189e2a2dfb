namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>The result of a check.</summary>
internal enum FindingResult
{
    Fine,
    Wrong,
    Unknown,
}
