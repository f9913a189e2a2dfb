using System.Globalization;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>The file that keeps the projects of users before they are removed; <c>projects add</c> reads it.</summary>
internal static class MembershipRecord
{
    private static readonly string[] Columns = ["user_id", "project_id", "permission_template", "name", "project", "roles"];

    /// <returns>The path of the file; null if there are no projects.</returns>
    public static async Task<string?> WriteAsync(string folder, IEnumerable<OffboardingStep> steps)
    {
        var removals = steps.Where(step => step.Project is not null).ToList();
        if (removals.Count == 0)
            return null;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, $"offboarding-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}.csv");
        await OutputFile.WriteAsync(path, force: false, async stream =>
        {
            var writer = new CsvTableWriter(stream, Columns);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var step in removals)
                {
                    await writer.WriteAsync(
                    [
                        step.Leaver.Id.ToString(CultureInfo.InvariantCulture),
                        step.Project!.ProjectId!.Value.ToString(CultureInfo.InvariantCulture),
                        step.Project.PermissionTemplateName ?? "",
                        step.Leaver.User.Name ?? "",
                        step.Project.Name ?? "",
                        string.Join("; ", step.Project.Roles ?? []),
                    ]).ConfigureAwait(false);
                }
            }
            return true;
        }).ConfigureAwait(false);
        return path;
    }
}
