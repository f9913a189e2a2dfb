namespace Procore.DirectorySync;

/// <summary>
/// Why somebody who is wanted is left alone.
/// </summary>
public enum SkipReason
{
    /// <summary>The user is out of scope, or would be once created.</summary>
    OutOfScope,

    /// <summary>The user is one of the <see cref="DirectorySyncOptions.ProtectedIds" />.</summary>
    Protected,

    /// <summary>The user is the account that signs in.</summary>
    CallingAccount,

    /// <summary>The person isn't to be active, and was never in the directory.</summary>
    NotThere,
}
