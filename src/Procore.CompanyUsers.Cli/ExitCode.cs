namespace Procore.CompanyUsers.Cli;

/// <summary>The exit codes, which docs/cli.md and the help document.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>Some items failed, or the only request did.</summary>
    SomeFailed = 1,

    /// <summary>The command line, the settings or the file is wrong. Nothing was sent.</summary>
    WrongUsage = 2,

    /// <summary>There are no credentials, or Procore rejects them.</summary>
    NotAuthorised = 3,

    /// <summary>A signal or a failure stopped the command before its end.</summary>
    Stopped = 4,

    /// <summary>A plan exceeds a limit. Nothing was sent.</summary>
    GuardTripped = 5,
}
