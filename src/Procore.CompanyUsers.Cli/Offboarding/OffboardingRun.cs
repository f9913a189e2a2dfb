using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Planning;
using Procore.CompanyUsers.Cli.Runs;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>Removes users from their projects and then deactivates them.</summary>
/// <param name="session">The session of the command.</param>
/// <param name="steps">The steps, whose results are set.</param>
/// <param name="journal">Records the deactivations; null if they aren't recorded.</param>
internal sealed class OffboardingRun(Session session, IReadOnlyList<OffboardingStep> steps, DirectoryJournal? journal)
{
    /// <summary>Takes all steps.</summary>
    /// <returns>What ended the run early; null if it didn't end early.</returns>
    public async Task<Exception?> RunAsync()
    {
        try
        {
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
            await foreach (var outcome in session.Users.RemoveFromProjectsStreamingAsync(removals.Select(step => new ProjectMember(step.Leaver.Id, step.Project!.ProjectId!.Value)), cancellationToken: session.Abort).ConfigureAwait(false))
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

    private Task DeactivateAsync(List<OffboardingStep> deactivations) =>
        journal is null ? DeactivateOneByOneAsync(deactivations) : DeactivateRecordedAsync(deactivations, journal);

    private async Task DeactivateOneByOneAsync(List<OffboardingStep> deactivations)
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

    private async Task DeactivateRecordedAsync(List<OffboardingStep> deactivations, DirectoryJournal record)
    {
        var sync = new PeopleSync(session.Users, record);
        var plan = await sync.PlanDeactivationsAsync(deactivations.Select(step => step.Leaver.Id), session.Stop).ConfigureAwait(false);
        PlanOutput.SayProblems(session.Terminal, PlannedFile.WithoutFile(plan));
        var byId = deactivations.ToDictionary(step => step.Leaver.Id);
        try
        {
            var run = await sync.ApplyAsync(plan, cancellationToken: session.Abort).ConfigureAwait(false);
            Take(run, byId);
            if (run.Id is not null)
                session.Terminal.Say($"Run {run.Id}");
        }
        catch (DirectoryRunInterruptedException interrupted)
        {
            Take(interrupted.Run, byId);
            throw;
        }
    }

    private static void Take(DirectoryRun run, Dictionary<long, OffboardingStep> byId)
    {
        foreach (var outcome in run.Outcomes)
        {
            if (outcome.Change.Person.UserId is { } id && byId.TryGetValue(id, out var step))
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
}
