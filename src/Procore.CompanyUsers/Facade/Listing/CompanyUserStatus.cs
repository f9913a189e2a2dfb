namespace Procore.CompanyUsers;

/// <summary>
/// Which users a listing is about.
/// </summary>
public enum CompanyUserStatus
{
    /// <summary>Those who may sign in.</summary>
    Active,

    /// <summary>Those who have been deactivated.</summary>
    Inactive,

    /// <summary>Both.</summary>
    Any,
}
