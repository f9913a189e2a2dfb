namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>How something is.</summary>
internal enum FindingResult
{
    Fine,
    Wrong,
    Unknown,
}
