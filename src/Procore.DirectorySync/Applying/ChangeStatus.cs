namespace Procore.DirectorySync;

/// <summary>
/// What became of a change.
/// </summary>
public enum ChangeStatus
{
    /// <summary>Procore made it.</summary>
    Done,

    /// <summary>The directory is so already, as after a run that was stopped. Nothing was sent.</summary>
    AlreadyDone,

    /// <summary>Somebody changed the person since the plan was made. Nothing was sent; plan again.</summary>
    Stale,

    /// <summary>Procore refused it, for the reasons given.</summary>
    Refused,

    /// <summary>It was sent and no answer tells whether it was made, or half of it was made. Plan again: the new plan knows.</summary>
    InDoubt,

    /// <summary>It wasn't sent, since the run ended before or for the reason given.</summary>
    NotSent,
}
