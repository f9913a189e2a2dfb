namespace Procore.CompanyUsers;

/// <summary>
/// Which users a listing returns.
/// </summary>
public enum CompanyUserStatus
{
    /// <summary>Users that can sign in.</summary>
    Active,

    /// <summary>Users that have been deactivated.</summary>
    Inactive,

    /// <summary>Active and inactive users.</summary>
    Any,
}
