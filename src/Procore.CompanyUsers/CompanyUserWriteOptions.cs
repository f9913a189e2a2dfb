namespace Procore.CompanyUsers;

/// <summary>
/// How a user is created or updated.
/// </summary>
public sealed class CompanyUserWriteOptions
{
    /// <summary>
    /// Whether Procore checks the user against the validations that the company has configured for its directory,
    /// such as further required fields. Null, the default, leaves it to Procore, which doesn't.
    /// </summary>
    public bool? RunConfigurableValidations { get; set; }

    /// <summary>
    /// A picture of the user. Null, the default, sends none and leaves the one that there is.
    /// </summary>
    public Avatar? Avatar { get; set; }
}
