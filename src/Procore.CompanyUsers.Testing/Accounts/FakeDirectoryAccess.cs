namespace Procore.CompanyUsers.Testing;

/// <summary>An account's permissions in a company's Directory tool.</summary>
public enum FakeDirectoryAccess
{
    /// <summary>Only <c>/me</c>; all other requests get 403.</summary>
    None,

    /// <summary>Reads; writes get 403.</summary>
    ReadOnly,

    /// <summary>
    /// Reads and writes, except those that need a Directory Admin: a sync, and setting an e-mail address, a permission template or
    /// <c>add_to_new_projects</c> of an existing user. They get 403, even if the value stays the same.
    /// </summary>
    Standard,

    /// <summary>Everything: the account is a Directory Admin.</summary>
    Admin,
}
