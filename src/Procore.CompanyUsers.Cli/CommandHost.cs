using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli;

/// <summary>What a command gets from the process that runs it.</summary>
/// <param name="Terminal">The standard streams.</param>
/// <param name="Interruption">Ctrl-C and SIGTERM.</param>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="SettingsFile">The settings file that is read if no other is named; null if the account has no home directory.</param>
internal sealed record CommandHost(Terminal Terminal, Interruption Interruption, Func<string, string?> Variable, string? SettingsFile)
{
    private static string? DefaultSettingsFile =>
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "procore-users", "settings")
            : null;

    /// <summary>The streams, signals and environment of this process.</summary>
    public static CommandHost OfProcess() => new(Terminal.OfProcess(), Interruption.OnSignals(), Environment.GetEnvironmentVariable, DefaultSettingsFile);
}
