namespace Procore.CompanyUsers.Cli;

/// <summary>Ends a command with a message for the user.</summary>
internal sealed class CommandException(ExitCode exitCode, string message) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static CommandException WrongUsage(string message) => new(ExitCode.WrongUsage, message);
}
