namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>The lists that the columns of a file need.</summary>
[Flags]
internal enum ProjectNeeds
{
    None = 0,
    Users = 1,
    Projects = 2,
    Templates = 4,
    Roles = 8,
    All = Users | Projects | Templates | Roles,
}
