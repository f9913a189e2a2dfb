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

    public string PathOf(Session session) => _file.Path(session.Parse);

    /// <exception cref="CommandException">The file or the options are invalid.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit.</exception>
    public async Task<PlannedFile> MakeAsync(Session session, PeopleSync sync)
    {
        var options = _options.Read(session.Parse);
        options.AllowLostZeros = _file.AllowsLostZeros(session.Parse);
        using var file = await _file.OpenAsync(session, isForPlan: true).ConfigureAwait(false);
        if (file.SkippedCount > 0 && options.DeactivateMissing)
            await SparedUsers.SpareAsync(session, file, options).ConfigureAwait(false);
        foreach (var (isMatched, option, field) in new[] { (options.MatchByEmployeeId, "--match-employee-id", "employee_id"), (options.MatchByEmailAddress, "--match-email", "email_address") })
        {
            if (isMatched && !file.HasField(field))
                session.Terminal.Warn($"{option} has no effect, because the file has no column {field}.");
        }
        var rows = new List<long>();
        try
        {
            var plan = await session.Terminal.ShowProgressAsync("Planning", _ => sync.PlanAsync(FilePeople.Read(file, rows), options, session.Stop)).ConfigureAwait(false);
            return new PlannedFile(plan, rows, file.SkippedCount);
        }
        catch (GuardTrippedException tripped)
        {
            throw new GuardedPlanException(new PlannedFile(tripped.Plan, rows, file.SkippedCount), tripped);
        }
    }
}
