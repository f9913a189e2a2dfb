namespace Procore.CompanyUsers;

/// <summary>
/// Options of creating or updating a user.
/// </summary>
public sealed class CompanyUserWriteOptions
{
    /// <summary>
    /// Whether Procore checks the user against the validations that the company has configured for its directory,
    /// such as additional required fields. Null, the default, sends nothing; Procore then doesn't check.
    /// </summary>
    public bool? RunConfigurableValidations { get; set; }

    /// <summary>
    /// A picture of the user. Null, the default, sends none; an existing picture is kept.
    /// </summary>
    public Avatar? Avatar { get; set; }
}
