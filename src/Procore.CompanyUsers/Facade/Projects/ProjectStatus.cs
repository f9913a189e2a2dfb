namespace Procore.CompanyUsers;

/// <summary>
/// What became of a user on a project.
/// </summary>
public enum ProjectStatus
{
    /// <summary>Procore did it.</summary>
    Done,

    /// <summary>Procore took it on and does it later, without saying how it went.</summary>
    Accepted,

    /// <summary>Procore refused, for the reasons given.</summary>
    Refused,

    /// <summary>The item can't be right, or an earlier one is about the same user and project, and wasn't sent.</summary>
    NotSent,

    /// <summary>The item was sent and Procore's answer doesn't mention it: whether it was done isn't known.</summary>
    Unmentioned,
}
