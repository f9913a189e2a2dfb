using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>An id of digits in the source, and whether the directory has it with leading zeros only: then a spreadsheet dropped them.</summary>
internal sealed class ZeroLedId(string field)
{
    private const int MaxUsers = 20;

    public string Field { get; } = field;

    /// <summary>Whether a user has the id as the source writes it.</summary>
    public bool IsThereAsWritten { get; set; }

    /// <summary>The first users that have the id with leading zeros.</summary>
    public List<CompanyUser> Users { get; } = [];

    /// <summary>The other users that have the id with leading zeros.</summary>
    public List<long> UnlistedUserIds { get; } = [];

    public bool AreZerosLost => Users.Count > 0 && !IsThereAsWritten;

    /// <summary>Notes a user that has the id with leading zeros.</summary>
    public void Add(CompanyUser user)
    {
        // Thousands of users may share a placeholder such as 0001, and as many people; together they would take quadratic time.
        if (Users.Count < MaxUsers)
            Users.Add(user);
        else
            UnlistedUserIds.Add(user.Id);
    }
}
