namespace Procore.DirectorySync;

/// <summary>
/// The outcome of a change.
/// </summary>
public enum ChangeStatus
{
    /// <summary>Procore made the change.</summary>
    Done,

    /// <summary>The directory already has the new values, for example from a run that was stopped. Nothing was sent.</summary>
    AlreadyDone,

    /// <summary>The user was changed after the plan was made. Nothing was sent; plan again.</summary>
    Stale,

    /// <summary>Procore refused the change; <see cref="ChangeOutcome.Errors" /> says why.</summary>
    Refused,

    /// <summary>The change was sent and no response says whether it was made, or it was made in part. Plan again: a new plan compares with the directory.</summary>
    InDoubt,

    /// <summary>The change wasn't sent, because the run ended before it or for the reason given.</summary>
    NotSent,
}
