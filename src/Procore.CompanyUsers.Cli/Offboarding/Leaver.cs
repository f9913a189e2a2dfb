using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>A user to offboard, and the projects that the user is on.</summary>
internal sealed record Leaver(CompanyUser User, IReadOnlyList<UserProject> Projects)
{
    public long Id => User.Id;

    /// <summary>Whether the user still has to be deactivated.</summary>
    public bool IsActive => User.IsActive is not false;

    public bool HasNothing => !IsActive && Projects.Count == 0;
}
