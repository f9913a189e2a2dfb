namespace Procore.DirectorySync;

/// <summary>
/// The kind of a change.
/// </summary>
public enum ChangeKind
{
    /// <summary>A user is added to the directory.</summary>
    Create,

    /// <summary>A user without an origin id gets the source's, and other differences are updated.</summary>
    Link,

    /// <summary>Fields of a user are set.</summary>
    Update,

    /// <summary>An inactive user becomes active again with their former access, and differences are updated.</summary>
    Reactivate,

    /// <summary>A user loses access; the record stays.</summary>
    Deactivate,

    /// <summary>A user gets access to a project.</summary>
    AddToProject,

    /// <summary>A user gets another permission template or other roles on a project.</summary>
    ChangeOnProject,

    /// <summary>A user loses access to a project.</summary>
    RemoveFromProject,
}
