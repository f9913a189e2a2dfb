using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan in a file. It holds people's data, so only its owner can read it.</summary>
internal static class PlanFile
{
    public static async Task WriteAsync(string path, DirectoryPlan plan)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var writer = new StreamWriter(unfinished, options);
            await using (writer.ConfigureAwait(false))
                await writer.WriteAsync(plan.ToJson()).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

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
