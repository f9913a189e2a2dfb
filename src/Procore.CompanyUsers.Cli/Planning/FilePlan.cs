using System.CommandLine;
using Procore.CompanyUsers.Cli.Commands;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan that is made of a file of people: the file, and how to plan.</summary>
internal sealed class FilePlan
{
    private readonly PeopleFileArgument _file = new();
    private readonly PlanOptions _options = new();

    public void AddTo(Command command)
    {
        _file.AddTo(command);
        _options.AddTo(command);
    }

    /// <exception cref="CommandException">The file or the options can't be right.</exception>
    /// <exception cref="GuardTrippedException">The plan does more than it may.</exception>
    public async Task<DirectoryPlan> MakeAsync(Session session, PeopleSync sync)
    {
        var options = _options.Read(session.Parse);
        using var file = await _file.OpenAsync(session).ConfigureAwait(false);
        if (file.SkippedCount > 0 && options.DeactivateMissing)
            throw CommandException.WrongUsage("Whoever's row is skipped would be deactivated. Mend the rows, or say --keep-missing.");
        return await session.Terminal.ShowProgressAsync("Planning", _ => sync.PlanAsync(FilePeople.Read(file), options, session.Stop)).ConfigureAwait(false);
    }
}
