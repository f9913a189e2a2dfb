using FsCheck;
using FsCheck.Fluent;

namespace Procore.CompanyUsers.Tests;

internal sealed class SyncProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Test]
    public void SyncAsync_accounts_for_every_item_once_and_in_order() =>
        Check.One(Often, Prop.ForAll(SyncCase.Any(), sync => IsAccountedForAsync(sync).GetAwaiter().GetResult()));

    private static async Task<bool> IsAccountedForAsync(SyncCase sync)
    {
        var requests = 0;
        using var procore = new ScriptedProcore(request => sync.Answer(request, ++requests));
        var items = Enumerable.Range(0, sync.Count).Select(sync.Item).ToList();
        var outcomes = new List<SyncOutcome>();
        SyncInterruptedException? interrupted = null;
        try
        {
            await foreach (var outcome in procore.Users.SyncStreamingAsync(items, new SyncOptions { ItemsPerRequest = sync.BatchSize }))
                outcomes.Add(outcome);
        }
        catch (SyncInterruptedException failure)
        {
            interrupted = failure;
        }

        var sendable = sync.Sendable();
        var batches = Enumerable.Range(0, sync.Count).Chunk(sync.BatchSize).Select(batch => (Last: batch[^1], Sent: batch.Where(position => sendable[position]).ToArray())).ToList();
        var failing = sync.FailingRequest is { } number ? batches.Where(batch => batch.Sent.Length > 0).Skip(number - 1).FirstOrDefault() : default;
        var end = failing.Sent is null ? sync.Count : failing.Last + 1;
        var lost = failing.Sent ?? [];
        var isRefused = sync.FailingStatus is 400 or 403 or 429;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, end).Except(lost)));
            Assert.That(outcomes.Select(outcome => outcome.Item), Is.EqualTo(outcomes.Select(outcome => items[(int)outcome.Position])));
            Assert.That(
                outcomes.Select(outcome => outcome.Status),
                Is.EqualTo(outcomes.Select(outcome => sendable[(int)outcome.Position] ? sync.FateOf((int)outcome.Position) : SyncStatus.NotSent)));
            Assert.That(
                outcomes.Where(outcome => outcome.Status == SyncStatus.Saved).Select(outcome => outcome.User!.EmployeeId),
                Is.EqualTo(outcomes.Where(outcome => outcome.Status == SyncStatus.Saved).Select(outcome => SyncCase.Mark(outcome.Position))));
            Assert.That(
                outcomes.Where(outcome => outcome.Status == SyncStatus.Refused).Select(outcome => outcome.Errors.Single().Message),
                Is.EqualTo(outcomes.Where(outcome => outcome.Status == SyncStatus.Refused).Select(outcome => SyncCase.Mark(outcome.Position))));
            Assert.That(interrupted is null, Is.EqualTo(failing.Sent is null));
            Assert.That(interrupted?.InDoubt.Select(entry => entry.Position) ?? [], Is.EqualTo(isRefused ? [] : lost));
            Assert.That(interrupted?.NotApplied.Select(entry => entry.Position) ?? [], Is.EqualTo(isRefused ? lost : []));
            Assert.That(interrupted?.ResumePosition ?? sync.Count, Is.EqualTo(end));
        }
        return true;
    }
}
