namespace Procore.CompanyUsers.Cli;

/// <summary>What a command tells the program that ran it. Documented in docs/cli.md and in the help.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>Some items failed, or the one request did.</summary>
    SomeFailed = 1,

    /// <summary>The command line, the settings or the file can't be right; nothing was sent.</summary>
    WrongUsage = 2,

    /// <summary>No credentials, or Procore doesn't take them.</summary>
    NotAuthorised = 3,

    /// <summary>Stopped before the end, by a signal or by a failure.</summary>
    Stopped = 4,

    /// <summary>A plan does more than it may; nothing was sent.</summary>
    GuardTripped = 5,
}
