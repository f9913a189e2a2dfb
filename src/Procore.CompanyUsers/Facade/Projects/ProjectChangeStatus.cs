namespace Procore.CompanyUsers;

/// <summary>
/// The status of a change for one user on one project.
/// </summary>
public enum ProjectChangeStatus
{
    /// <summary>
    /// Procore made the change. For additions also if the user was already on the project; the user then keeps the permission template there.
    /// </summary>
    Applied,

    /// <summary>Procore accepted the change and makes it later, without reporting the result.</summary>
    Accepted,

    /// <summary>Procore refused the change for the reasons in <see cref="ProjectOutcome.Errors" />.</summary>
    Refused,

    /// <summary>
    /// The user isn't on the project, so there was nothing to remove. Only for removals, and only where Procore's refusal says so;
    /// <see cref="ProjectOutcome.Errors" /> has its words.
    /// </summary>
    NotOnProject,

    /// <summary>The item is invalid, or an earlier item has the same user and project. It wasn't sent.</summary>
    NotSent,

    /// <summary>The item was sent, but Procore's response doesn't mention it: the change may have been made.</summary>
    Unmentioned,
}
