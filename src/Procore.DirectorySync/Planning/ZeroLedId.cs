using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>An id of digits in the source, and whether the directory has it with leading zeros only: then a spreadsheet dropped them.</summary>
internal sealed class ZeroLedId(string field)
{
    public string Field { get; } = field;

    /// <summary>Whether a user has the id as the source writes it.</summary>
    public bool IsThereAsWritten { get; set; }

    /// <summary>A user that has the id with leading zeros.</summary>
    public CompanyUser? User { get; set; }

    public bool AreZerosLost => User is not null && !IsThereAsWritten;
}
