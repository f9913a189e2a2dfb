namespace Procore.CompanyUsers.Testing;

/// <summary>What an account may do in a company's Directory tool.</summary>
public enum FakeDirectoryAccess
{
    /// <summary>Nothing but to ask who it is: everything else is answered with 403.</summary>
    None,

    /// <summary>To read; writes are answered with 403.</summary>
    ReadOnly,

    /// <summary>
    /// To read and to write, except for what only a Directory Admin may: to change an e-mail address, and to set a permission template or
    /// <c>add_to_new_projects</c>. An update that holds one of these is answered with 403, even where the value stays the same; an item of a sync
    /// that sets one fails.
    /// </summary>
    Standard,

    /// <summary>Everything: the account is a Directory Admin.</summary>
    Admin,
}
