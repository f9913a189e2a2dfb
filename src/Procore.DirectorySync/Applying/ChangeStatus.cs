namespace Procore.DirectorySync;

/// <summary>
/// The outcome of a change.
/// </summary>
public enum ChangeStatus
{
    /// <summary>Procore made the change.</summary>
    Done,

    /// <summary>The directory already had the new values, as after a run that was stopped. Nothing was sent.</summary>
    AlreadyDone,

    /// <summary>The user was changed after the plan was made. Nothing was sent; plan again.</summary>
    Stale,

    /// <summary>Procore refused the change, for the reasons given.</summary>
    Refused,

    /// <summary>The change was sent and no answer says whether it was made, or it was made in part. Plan again: the new plan compares with what is there.</summary>
    InDoubt,

    /// <summary>The change wasn't sent, because the run ended before it or for the reason given.</summary>
    NotSent,
}
