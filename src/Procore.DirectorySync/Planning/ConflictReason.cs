namespace Procore.DirectorySync;

/// <summary>
/// Why no change is planned for a person.
/// </summary>
public enum ConflictReason
{
    /// <summary>Several people of the source have the same key, or would get the same e-mail address.</summary>
    SameKey,

    /// <summary>The keys of several people of the source find the same user.</summary>
    SamePerson,

    /// <summary>The person's keys find several users of the directory.</summary>
    SeveralCandidates,

    /// <summary>The user that the person's keys find has another origin id, or one that differs by case only.</summary>
    OtherOriginId,

    /// <summary>The directory has no user with the id that the person has.</summary>
    UnknownId,

    /// <summary>Another user of the directory has the e-mail address that the person would get.</summary>
    EmailAddressTaken,

    /// <summary>The person can't be saved as the source has them; the message says why.</summary>
    Unusable,

    /// <summary>
    /// Only the e-mail address or employee id finds a user, who is inactive, and their last names differ: the key may
    /// belong to another person now, who would get the former user's access.
    /// </summary>
    OtherLastName,

    /// <summary>An id of the person seems to have lost its leading zeros: the directory has the id with them.</summary>
    LostZeros,

    /// <summary>
    /// The person is, or may be, a user of which Procore's response leaves out a key or whether the user is active, or has a value that
    /// can't be read.
    /// </summary>
    UnreadableUser,
}
