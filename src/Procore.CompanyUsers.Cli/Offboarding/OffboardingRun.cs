using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Planning;
using Procore.CompanyUsers.Cli.Projects;
using Procore.CompanyUsers.Cli.Runs;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>Removes users from their projects and then deactivates them.</summary>
/// <param name="session">The session of the command.</param>
/// <param name="steps">The steps, whose results are set.</param>
/// <param name="journal">Records the run; null if it isn't recorded.</param>
internal sealed class OffboardingRun(Session session, IReadOnlyList<OffboardingStep> steps, DirectoryJournal? journal)
{
    /// <summary>Takes all steps.</summary>
    /// <returns>What ended the run early; null if it didn't end early.</returns>
    public async Task<Exception?> RunAsync()
    {
        try
        {
            if (journal is not null)
            {
                await RunRecordedAsync(journal).ConfigureAwait(false);
                return null;
            }
            await RemoveAsync([.. steps.Where(step => step.Project is not null)]).ConfigureAwait(false);
            session.Stop.ThrowIfCancellationRequested();
            await DeactivateAsync([.. steps.Where(step => step.Project is null)]).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is ProcoreException or OperationCanceledException or DirectoryRunInterruptedException)
        {
            return exception is DirectoryRunInterruptedException interrupted ? interrupted.InnerException : exception;
        }
        finally
        {
            foreach (var step in steps.Where(step => step.IsOpen))
                step.End("not sent");
        }
    }

    private async Task RemoveAsync(List<OffboardingStep> removals)
    {
        try
        {
            await foreach (var outcome in session.Users.RemoveFromProjectsStreamingAsync(removals.Select(step => new ProjectMember(step.Leaver.Id, step.Project!.ProjectId)), cancellationToken: session.Abort).ConfigureAwait(false))
            {
                var row = RowOutcome.Of(outcome);
                removals[(int)outcome.Position].End(ResultOf(row.Status), row.Errors.Count == 0 ? null : string.Join("; ", row.Errors));
            }
        }
        catch (ProjectsInterruptedException interrupted)
        {
            foreach (var entry in interrupted.InDoubt)
                removals[(int)entry.Position].End("in doubt", interrupted.Message);
            throw;
        }
    }

    private async Task DeactivateAsync(List<OffboardingStep> deactivations)
    {
        foreach (var step in deactivations)
        {
            try
            {
                await session.Users.DeactivateAsync(step.Leaver.Id, session.Abort).ConfigureAwait(false);
                step.End("done");
            }
            catch (ProcoreException refusal) when (refusal.StatusCode is 400 or 404 or 409 or 422)
            {
                step.End("refused", refusal.Errors.Count > 0 ? string.Join("; ", refusal.Errors) : refusal.Message);
            }
            catch (ProcoreException failure) when (failure.MayHaveBeenApplied)
            {
                step.End("in doubt", failure.Message);
                throw;
            }
            session.Stop.ThrowIfCancellationRequested();
        }
    }

    private async Task RunRecordedAsync(DirectoryJournal record)
    {
        var roles = await RoleNames.ReadAsync(session.Company, session.Stop).ConfigureAwait(false);
        var options = new StaffingOptions(StaffingScope.People) { RoleNames = roles ?? new Dictionary<long, string>() };
        var plan = await new StaffingPlanner(session.Company).PlanOffboardingAsync(steps.Select(step => step.Leaver.Id), options, session.Stop).ConfigureAwait(false);
        PlanOutput.SayProblems(session.Terminal, PlannedFile.WithoutFile(plan));
        var byKey = steps.ToDictionary(step => (step.Leaver.Id, step.Project?.ProjectId));
        try
        {
            Take(await new PeopleSync(session.Users, record).ApplyAsync(plan, new Progress(session), session.Abort).ConfigureAwait(false), byKey);
        }
        catch (DirectoryRunInterruptedException interrupted)
        {
            Take(interrupted.Run, byKey);
            throw;
        }
    }

    private static void Take(DirectoryRun run, Dictionary<(long, long?), OffboardingStep> byKey)
    {
        foreach (var outcome in run.Outcomes)
        {
            if (outcome.Change.Person.UserId is { } id && byKey.TryGetValue((id, outcome.Change.Membership?.ProjectId), out var step))
                step.End(ResultOf(outcome.Status), outcome.Errors.Count == 0 ? null : string.Join("; ", outcome.Errors));
        }
    }

    private static string ResultOf(RowStatus status) => status switch { RowStatus.Done => "done", RowStatus.InDoubt => "in doubt", _ => "refused" };

    private static string ResultOf(ChangeStatus status) => status switch
    {
        ChangeStatus.Done or ChangeStatus.AlreadyDone => "done",
        ChangeStatus.InDoubt => "in doubt",
        ChangeStatus.NotSent => "not sent",
        _ => "refused",
    };

    /// <summary>Says the run's id, and ends the run between two requests if the user asks to stop.</summary>
    private sealed class Progress(Session session) : IProgress<DirectoryProgress>
    {
        private bool _isStarted;

        public void Report(DirectoryProgress value)
        {
            if (!_isStarted)
                session.Terminal.Say($"Run {value.Run}. To undo it: procore-users undo {value.Run}");
            _isStarted = true;
            session.Stop.ThrowIfCancellationRequested();
        }
    }
}
