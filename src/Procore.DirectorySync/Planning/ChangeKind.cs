namespace Procore.DirectorySync;

/// <summary>
/// What is done to somebody.
/// </summary>
public enum ChangeKind
{
    /// <summary>The person is added to the directory.</summary>
    Create,

    /// <summary>A user who has no origin id gets ours, and whatever else differs.</summary>
    Link,

    /// <summary>Fields of a user are set.</summary>
    Update,

    /// <summary>An inactive user becomes active again, and gets whatever differs.</summary>
    Reactivate,

    /// <summary>A user's access is taken away; the record stays.</summary>
    Deactivate,
}
