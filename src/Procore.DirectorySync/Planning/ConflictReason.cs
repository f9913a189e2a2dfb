namespace Procore.DirectorySync;

/// <summary>
/// Why a person isn't planned for.
/// </summary>
public enum ConflictReason
{
    /// <summary>Several of the people that are wanted have the same key, or would get the same e-mail address.</summary>
    SameKey,

    /// <summary>Several of the people that are wanted are one user of the directory.</summary>
    SamePerson,

    /// <summary>The person's keys find several users of the directory.</summary>
    SeveralCandidates,

    /// <summary>The user whom the person's keys find belongs to another origin id, or to one that differs by upper and lower case.</summary>
    OtherOriginId,

    /// <summary>The directory has no user of the id that the person has.</summary>
    UnknownId,

    /// <summary>Somebody else in the directory has the e-mail address that the person would get.</summary>
    EmailAddressTaken,

    /// <summary>The person can't be written as wanted; the message says why.</summary>
    Unusable,
}
