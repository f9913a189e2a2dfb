namespace Procore.DirectorySync;

/// <summary>
/// Why a person of the source is left alone.
/// </summary>
public enum SkipReason
{
    /// <summary>The user is out of scope, or would be after being created, and the source doesn't say so. Unexpected.</summary>
    OutOfScope,

    /// <summary>The user is one of the <see cref="DirectorySyncOptions.ProtectedIds" />.</summary>
    Protected,

    /// <summary>The user is the account that signs in.</summary>
    CallingAccount,

    /// <summary>The person is inactive in the source and was never in the directory.</summary>
    NotThere,

    /// <summary>The source itself says that the person is out of scope, such as <c>IsEmployee = false</c> in the scope of employees.</summary>
    OutOfScopeInSource,

    /// <summary>The source has the person twice, and the other entry is the active one.</summary>
    Superseded,

    /// <summary>The user is inactive, and the person's <c>IsActive</c> is null, which keeps that.</summary>
    Inactive,

    /// <summary>
    /// Procore's response leaves out a key of the user, whether the user is active, or what the scope needs, or has a value that can't be
    /// read: the user may be a person of the source. Unexpected.
    /// </summary>
    Unreadable,
}
