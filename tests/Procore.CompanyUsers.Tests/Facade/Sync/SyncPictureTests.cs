using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Pictures are sent after their items were saved, and none that is missing passes for a saved one.</summary>
internal sealed class SyncPictureTests
{
    [Test]
    public async Task SyncAsync_sends_each_picture_after_the_request_with_its_item()
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json($$"""{"id":{{request.Address.AbsolutePath.Split('/')[^1]}},"name":"after","avatar":"https://example.com/3.png"}""") : SyncBody.SaveAll(request));

        var outcomes = await procore.Users.SyncAsync(
            [new() { Id = 1 }, WithPicture(3), new() { Id = 5 }, WithPicture(7)], new SyncOptions { ItemsPerRequest = 2 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Select(request => request.Address.AbsolutePath.Split('/')[^1]), Is.EqualTo(new[] { "sync", "3", "sync", "7" }));
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(SyncStatus.Saved));
            Assert.That((outcomes[1].User!.Name, outcomes[1].User!.Avatar), Is.EqualTo(((string?)null, "https://example.com/3.png")));
            Assert.That(outcomes[1].Errors, Is.Empty);
        }
    }

    [Test]
    public async Task SyncAsync_sends_a_picture_whose_stream_an_item_that_was_not_sent_has_too()
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("""{"id":2}""") : SyncBody.SaveAll(request));
        var picture = Picture();

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, new() { Id = 1, Avatar = picture }, new() { Id = 2, Avatar = picture }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.NotSent, SyncStatus.Saved }));
    }

    [Test]
    public async Task SyncAsync_sends_no_picture_of_an_item_that_was_not_saved()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[],"errors":[{"id":1,"errors":{"id":["is odd"]}}]}""");
        var item = WithPicture(1);

        var outcomes = await procore.Users.SyncAsync([item, new() { Id = -1, Avatar = Picture() }, WithPicture(2)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Refused, SyncStatus.NotSent, SyncStatus.Unmentioned }));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
            Assert.That(item.Avatar!.Content.CanRead, Is.True);
        }
    }

    [TestCase(422)]
    [TestCase(413)]
    [TestCase(404)]
    [TestCase(403)]
    [TestCase(200)]
    public async Task SyncAsync_reports_SavedExceptAvatar_when_a_picture_is_refused(int status)
    {
        using var procore = new ScriptedProcore(request => !IsPicture(request) ? SyncBody.SaveAll(request)
            : request.Address.AbsolutePath.EndsWith("/1", StringComparison.Ordinal) ? Answer.Json("""{"errors":{"avatar":["is too large"]}}""", status)
            : Answer.Json("""{"id":2}"""));

        var outcomes = await procore.Users.SyncAsync([WithPicture(1), WithPicture(2)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.SavedExceptAvatar, SyncStatus.Saved }));
            Assert.That(outcomes[0].User!.Id, Is.EqualTo(1));
            Assert.That(outcomes[0].Errors.Select(error => error.Field), Is.All.EqualTo("avatar"));
            Assert.That(outcomes[0].Errors.Select(error => error.Message), Has.Some.Contains("UpdateAsync").And.Some.EqualTo("is too large"));
        }
    }

    [Test]
    public async Task SyncAsync_goes_on_when_a_picture_cannot_be_read()
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("""{"id":2}""") : SyncBody.SaveAll(request));

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1, Avatar = Picture(new FailingStream()) }, WithPicture(2)]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.SavedExceptAvatar, SyncStatus.Saved }));
        Assert.That(outcomes[0].Errors.Select(error => error.Message), Has.Some.Contains("can't be read"));
    }

    public static IEnumerable<TestCaseData> Failures()
    {
        yield return Failing("401", () => Answer.Json("{}", 401), "the picture wasn't.");
        yield return Failing("429", () => Answer.Json("{}", 429), "the picture wasn't.");
        yield return Failing("500", () => Answer.Json("{}", 500), "may not have arrived");
        yield return Failing("a connection that breaks", () => throw new HttpRequestException("Reset."), "may not have arrived");

        static TestCaseData Failing(string name, Func<HttpResponseMessage> answer, string said) => new TestCaseData(answer, said).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Failures))]
    public void SyncAsync_ends_after_the_outcomes_when_a_picture_fails(Func<HttpResponseMessage> answer, string said)
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? answer() : SyncBody.SaveAll(request));
        CompanyUserSyncItem[] items = [WithPicture(1), new() { Id = 2 }, WithPicture(3), WithPicture(4)];

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync(items, new SyncOptions { ItemsPerRequest = 3 }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.SavedExceptAvatar, SyncStatus.Saved, SyncStatus.SavedExceptAvatar }));
            Assert.That(failure.Outcomes[0].Errors[0].Message, Does.Contain(said));
            Assert.That(failure.Outcomes[2].Errors.Single().Message, Does.Contain("wasn't sent"));
            Assert.That((failure.InDoubt.Count, failure.NotApplied.Count, failure.ResumePosition), Is.EqualTo((0, 0, 3L)));
            Assert.That(failure.InnerException, Is.Not.Null);
            Assert.That(items[2].Avatar!.Content.CanRead, Is.True);
        }
    }

    [Test]
    public void SyncAsync_sends_no_more_pictures_when_it_is_canceled()
    {
        using var canceling = new CancellationTokenSource();
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("""{"id":1}""") : SyncBody.SaveAll(request));
        CompanyUserSyncItem[] items = [new() { Id = 1, Avatar = Picture(new CancelingStream(canceling)) }, WithPicture(2)];

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync(items, cancellationToken: canceling.Token));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.SavedExceptAvatar }));
            Assert.That(failure.Outcomes[1].Errors.Single().Message, Does.Contain("wasn't sent"));
            Assert.That(failure.Outcomes[1].User!.Id, Is.EqualTo(2));
            Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void SyncAsync_reports_a_picture_as_in_doubt_when_canceled_during_its_request()
    {
        using var canceling = new CancellationTokenSource();
        using var procore = new ScriptedProcore(async (request, token) =>
        {
            if (!IsPicture(request))
                return SyncBody.SaveAll(request);
            await canceling.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("It wasn't canceled.");
        });

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync([WithPicture(1), WithPicture(2)], cancellationToken: canceling.Token));

        Assert.That(failure!.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(SyncStatus.SavedExceptAvatar));
        Assert.That(failure.Outcomes[0].Errors.Single().Message, Does.Contain("may not have arrived"));
        Assert.That(failure.Outcomes[1].Errors.Single().Message, Does.Contain("wasn't sent"));
    }

    [Test]
    public async Task SyncAsync_sends_one_stream_once([Values(1, 2)] int itemsPerRequest)
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("""{"id":1}""") : SyncBody.SaveAll(request));
        var picture = Picture();

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1, Avatar = picture }, new() { Id = 2, Avatar = picture }], new SyncOptions { ItemsPerRequest = itemsPerRequest });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.NotSent }));
        Assert.That(outcomes[1].Errors.Single().Field, Is.EqualTo("avatar"));
    }

    [Test]
    public async Task SyncAsync_reports_both_when_is_active_and_the_picture_are_not_saved()
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("{}", 422) : Answer.Json("""{"entities":[{"id":1,"is_active":true}]}"""));

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1, IsActive = false, Avatar = Picture() }]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.SavedExceptIsActive));
        Assert.That(outcomes.Single().Errors.Select(error => error.Field), Is.EqualTo(new[] { "is_active", "avatar" }));
    }

    [Test]
    public async Task SyncAsync_sends_no_picture_to_a_user_that_may_be_another_one()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":555,"last_name":"Zorn"}]}""");

        var outcomes = await procore.Users.SyncAsync([new() { OriginId = "a", LastName = "Berg", Avatar = Picture() }]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.SavedExceptAvatar));
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SyncAsync_does_not_take_another_user_for_the_one_with_the_picture()
    {
        using var procore = new ScriptedProcore(request => IsPicture(request) ? Answer.Json("""{"id":99}""") : SyncBody.SaveAll(request));

        var outcomes = await procore.Users.SyncAsync([WithPicture(1)]);

        Assert.That((outcomes.Single().Status, outcomes.Single().User!.Id), Is.EqualTo((SyncStatus.SavedExceptAvatar, 1L)));
        Assert.That(outcomes.Single().Errors.Single().Message, Does.Contain("may not have arrived"));
    }

    private static bool IsPicture(SentRequest request) => !request.Address.AbsolutePath.EndsWith("/sync", StringComparison.Ordinal);

    private static CompanyUserSyncItem WithPicture(long id) => new() { Id = id, Avatar = Picture() };

    private static Avatar Picture(Stream? content = null) => new(content ?? new MemoryStream([1, 2, 3]), "ada.png", "image/png");

    private sealed class FailingStream() : MemoryStream([1])
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The disk is gone.");
    }

    /// <summary>A picture whose stream cancels when it is closed after its request.</summary>
    private sealed class CancelingStream(CancellationTokenSource canceling) : MemoryStream([1, 2, 3])
    {
        protected override void Dispose(bool disposing)
        {
            canceling.Cancel();
            base.Dispose(disposing);
        }
    }
}
