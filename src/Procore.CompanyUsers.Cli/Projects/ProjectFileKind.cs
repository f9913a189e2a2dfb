namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>What a file of project assignments is for.</summary>
internal enum ProjectFileKind
{
    /// <summary>Adds users, with a template and roles.</summary>
    Add,

    /// <summary>Removes users. Templates and roles have no meaning.</summary>
    Remove,

    /// <summary>All memberships that should exist. Ids must exist, and a pair that comes twice is a conflict of the plan.</summary>
    Staffing,
}
