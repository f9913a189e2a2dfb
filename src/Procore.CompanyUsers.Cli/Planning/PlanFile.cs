using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Reads a plan from a file.</summary>
internal static class PlanFile
{
    /// <exception cref="CommandException">The file isn't a plan.</exception>
    public static async Task<DirectoryPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return DirectoryPlan.FromJson(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (FormatException exception)
        {
            throw CommandException.WrongUsage($"{path}: {exception.Message}");
        }
    }
}
