using System.CommandLine;
using Procore.CompanyUsers.Cli.Commands;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>The arguments and options of a plan that is made from a file of people.</summary>
internal sealed class FilePlan
{
    private readonly PeopleFileArgument _file = new();
    private readonly PlanOptions _options = new();

    public void AddTo(Command command)
    {
        _file.AddTo(command);
        _options.AddTo(command);
    }

    /// <exception cref="CommandException">The file or the options are invalid.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit.</exception>
    public async Task<DirectoryPlan> MakeAsync(Session session, PeopleSync sync)
    {
        var options = _options.Read(session.Parse);
        using var file = await _file.OpenAsync(session).ConfigureAwait(false);
        if (file.SkippedCount > 0 && options.DeactivateMissing)
            throw CommandException.WrongUsage("Users whose rows are skipped would be deactivated. Fix the rows, or pass --keep-missing.");
        return await session.Terminal.ShowProgressAsync("Planning", _ => sync.PlanAsync(FilePeople.Read(file), options, session.Stop)).ConfigureAwait(false);
    }
}
