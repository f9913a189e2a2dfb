using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>What a failure means for the user and for the program that ran the command.</summary>
internal static class Failure
{
    public static ExitCode Report(Exception exception, Terminal terminal)
    {
        terminal.Fail(exception switch
        {
            GuardedPlanException guarded => GuardText.Of(guarded.Guard),
            GuardTrippedException guard => GuardText.Of(guard),
            ArgumentException argument => argument.ParamName is null ? argument.Message : argument.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal),
            CommandException or ProcoreException or FormatException or IOException or UnauthorizedAccessException => exception.Message,
            OperationCanceledException => "Stopped.",
            _ => $"This is a bug in procore-users: {exception}",
        });
        if (RemedyOf(exception) is { } remedy)
            terminal.Say(remedy);
        return CodeOf(exception);
    }

    /// <summary>Whether Procore rejects the credentials, or doesn't allow them to do this.</summary>
    public static bool IsNotAuthorised(Exception? exception) => exception is ProcoreException failure
        && (failure.StatusCode is 401 or 403 || (failure.Operation == "POST /oauth/token" && failure.StatusCode is >= 400 and < 500 and not 429));

    public static string? RemedyOf(Exception? exception) => exception switch
    {
        RateLimitExceededException { RetryAt: { } time } => FormattableString.Invariant($"Try again at {time:u}."),
        _ when IsNotAuthorised(exception) => "Run 'procore-users doctor' to find the cause.",
        ProcoreConnectionException { MayHaveBeenApplied: false } => "Run 'procore-users doctor' to find the cause.",
        ProcoreException { MayHaveBeenApplied: true } => "Procore may have made the change. Check before you repeat the command.",
        _ => null,
    };

    private static ExitCode CodeOf(Exception exception) => exception switch
    {
        CommandException command => command.ExitCode,
        _ when IsNotAuthorised(exception) => ExitCode.NotAuthorised,
        GuardTrippedException or GuardedPlanException => ExitCode.GuardTripped,
        OperationCanceledException => ExitCode.Stopped,
        ArgumentException or FormatException or IOException or UnauthorizedAccessException or ProcoreException { InnerException: FormatException } => ExitCode.WrongUsage,
        _ => ExitCode.SomeFailed,
    };
}
