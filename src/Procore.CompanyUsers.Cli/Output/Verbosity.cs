namespace Procore.CompanyUsers.Cli.Output;

/// <summary>How much a command says about its work.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    Normal,

    /// <summary>Each request too.</summary>
    Verbose,
}
