namespace Procore.CompanyUsers;

/// <summary>
/// One of Procore's installations. Tokens of one aren't taken by another; nor are credentials, except that the monthly
/// sandbox takes those of production.
/// </summary>
public enum ProcoreEnvironment
{
    /// <summary>The real thing: api.procore.com.</summary>
    Production,

    /// <summary>The developer sandbox: sandbox.procore.com.</summary>
    Sandbox,

    /// <summary>The sandbox that is made anew from production each month: api-monthly.procore.com.</summary>
    MonthlySandbox,

    /// <summary>The installation for the federal government: api.procoregov.com.</summary>
    Federal,
}
