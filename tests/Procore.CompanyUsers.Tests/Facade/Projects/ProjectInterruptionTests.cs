namespace Procore.CompanyUsers.Tests;

/// <summary>What ends a change early accounts for every item.</summary>
internal sealed class ProjectInterruptionTests
{
    [TestCase(500, true)]
    [TestCase(408, true)]
    [TestCase(403, false)]
    [TestCase(429, false)]
    public async Task AddToProjectsAsync_accounts_for_each_item_when_a_request_fails(int status, bool isInDoubt)
    {
        var requests = 0;
        using var procore = new ScriptedProcore(_ => Answer.Json("{}", ++requests == 3 ? status : 202));

        var (read, failure) = await Interrupted(procore, Enumerable.Range(1, 1200).Select(id => new ProjectAssignment(id, 8) { ProjectRoleIds = [9] }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, 100)));
            Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(isInDoubt ? Enumerable.Range(100, 50) : []));
            Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(isInDoubt ? Enumerable.Range(150, 850) : Enumerable.Range(100, 900)));
            Assert.That(failure.ResumePosition, Is.EqualTo(1000));
            Assert.That(failure.InnerException, Is.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(status));
            Assert.That(procore.Requests, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task AddToProjectsAsync_sends_every_item_before_it_returns()
    {
        using var procore = ScriptedProcore.Answering("{}", 202);

        var outcomes = await procore.Users.AddToProjectsAsync(Enumerable.Range(1, 1001).Select(id => new ProjectAssignment(id, 8)));

        Assert.That(outcomes.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, 1001)));
        Assert.That(procore.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void RemoveFromProjectsAsync_throws_with_the_outcomes_so_far()
    {
        var requests = 0;
        using var procore = new ScriptedProcore(_ => Answer.Json("{}", ++requests == 2 ? 403 : 202));

        var failure = Assert.ThrowsAsync<ProjectsInterruptedException>(() => procore.Users.RemoveFromProjectsAsync(Enumerable.Range(1, 1001).Select(id => new ProjectMember(id, 8))));

        Assert.That(failure.Outcomes.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(new[] { 1000L }));
        Assert.That(failure.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task AddToProjectsAsync_lists_items_of_the_unsent_route_in_order()
    {
        using var procore = new ScriptedProcore(request => Answer.Json("{}", request.Address.AbsolutePath.Contains("/v2.") ? 500 : 202));

        var (read, failure) = await Interrupted(procore, Enumerable.Range(0, 120).Select(position => new ProjectAssignment(position + 1, 8) { ProjectRoleIds = position % 2 == 0 ? [9] : [] }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.Empty);
            Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(Enumerable.Range(0, 50).Select(n => 2 * n)));
            Assert.That(
                failure.NotApplied.Select(entry => entry.Position),
                Is.EqualTo(Enumerable.Range(0, 120).Where(position => position % 2 == 1 || position >= 100)));
            Assert.That(failure.ResumePosition, Is.EqualTo(120));
        }
    }

    [Test]
    public async Task AddToProjectsAsync_stops_when_cancelled_between_two_requests()
    {
        using var cancellation = new CancellationTokenSource();
        using var procore = new ScriptedProcore(_ =>
        {
            var answer = Answer.Json("{}", 202);
            answer.Content = new CancellingContent(cancellation);
            return answer;
        });

        var (read, failure) = await Interrupted(procore, Enumerable.Range(1, 120).Select(id => new ProjectAssignment(id, 8) { ProjectRoleIds = [9] }), cancellation.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Count + failure.InDoubt.Count, Is.EqualTo(50));
            Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(Enumerable.Range(50, 70)));
            Assert.That(failure.InnerException, Is.InstanceOf<OperationCanceledException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task AddToProjectsAsync_sends_nothing_of_a_batch_whose_source_fails()
    {
        using var procore = ScriptedProcore.Answering("{}", 202);

        var (read, failure) = await Interrupted(procore, Failing());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.Empty);
            Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(new[] { 0 }));
            Assert.That(failure.ResumePosition, Is.EqualTo(1));
            Assert.That(failure.InnerException, Is.TypeOf<InvalidDataException>());
            Assert.That(procore.Requests, Is.Empty);
        }

        static IEnumerable<ProjectAssignment> Failing()
        {
            yield return new ProjectAssignment(7, 8);
            throw new InvalidDataException("Line 2 is no project.");
        }
    }

    [Test]
    public async Task AddToProjectsAsync_sends_nothing_when_it_is_already_cancelled()
    {
        using var procore = ScriptedProcore.Answering("{}", 202);

        var (read, failure) = await Interrupted(procore, [new ProjectAssignment(7, 8)], new CancellationToken(canceled: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.Empty);
            Assert.That((failure.InDoubt.Count, failure.NotApplied.Count, failure.ResumePosition), Is.EqualTo((0, 0, 0L)));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    private static async Task<(List<ProjectOutcome> Read, ProjectsInterruptedException Failure)> Interrupted(
        ScriptedProcore procore, IEnumerable<ProjectAssignment> assignments, CancellationToken cancellationToken = default)
    {
        var (read, failure) = await procore.Users.AddToProjectsStreamingAsync(assignments, cancellationToken: cancellationToken).ReadUntilFailureAsync();
        return (read, (ProjectsInterruptedException)failure);
    }

    /// <summary>A body with which the caller's cancellation comes: too late for its own request.</summary>
    private sealed class CancellingContent(CancellationTokenSource cancellation) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync("{}"u8.ToArray());
            await cancellation.CancelAsync();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }
}
