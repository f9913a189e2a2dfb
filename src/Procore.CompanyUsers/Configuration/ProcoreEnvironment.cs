namespace Procore.CompanyUsers;

/// <summary>
/// Procore's environments. Tokens and credentials of one aren't valid in another, except that the monthly sandbox accepts the
/// credentials of production.
/// </summary>
public enum ProcoreEnvironment
{
    /// <summary>Production: api.procore.com.</summary>
    Production,

    /// <summary>The developer sandbox: sandbox.procore.com.</summary>
    Sandbox,

    /// <summary>The monthly sandbox, a copy of production that Procore replaces each month: api-monthly.procore.com.</summary>
    MonthlySandbox,

    /// <summary>Procore for the federal government: api.procoregov.com.</summary>
    Federal,
}
