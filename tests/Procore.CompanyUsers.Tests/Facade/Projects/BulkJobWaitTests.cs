namespace Procore.CompanyUsers.Tests;

internal sealed class BulkJobWaitTests
{
    private const string Pending = """{"data":{"is_complete":false,"total":60,"pending":12,"failures":3,"description":"Add users"}}""";
    private const string Complete = """{"data":{"is_complete":true,"total":60,"pending":0,"failures":3}}""";

    [Test]
    public async Task GetStatusAsync_returns_the_status_that_Procore_sends()
    {
        using var procore = ScriptedProcore.Answering(Pending);

        var state = await procore.Users.GetBulkJob("7").GetStatusAsync();

        Assert.That(
            (state.IsComplete, state.Total, state.Pending, state.Failures, state.Description),
            Is.EqualTo((false, (long?)60, (long?)12, (long?)3, "Add users")));
    }

    [Test]
    public async Task GetStatusAsync_returns_null_counts_when_they_are_left_out()
    {
        using var procore = ScriptedProcore.Answering("""{"data":{}}""");

        var state = await procore.Users.GetBulkJob("7").GetStatusAsync();

        Assert.That(
            (state.IsComplete, state.Total, state.Pending, state.Failures, state.Description),
            Is.EqualTo((false, (long?)null, (long?)null, (long?)null, (string?)null)));
    }

    [TestCase("""{"errors":["It is lost"]}""")]
    [TestCase("""{"error":"It is lost"}""")]
    [TestCase("""{"message":"It is lost"}""")]
    [TestCase("""{"data":null,"errors":{"base":["It is lost"]}}""")]
    [TestCase("""{"data":{"errors":"It is lost"}}""")]
    [TestCase("""{"data":{},"errors":"It is lost"}""")]
    [TestCase("""{"data":[{"errors":"It is lost"}]}""")]
    [TestCase("""{"data":{"is_complete":true,"errors":["It is lost"]}}""")]
    [TestCase("""{"data":{"is_complete":true,"failures":0},"errors":["It is lost"]}""")]
    [TestCase("""{"data":{"is_complete":true,"status":"failed","message":"It is lost"}}""")]
    [TestCase("""{"data":{"is_complete":true},"success":false,"message":"It is lost"}""")]
    [TestCase("""{"data":{"is_complete":false,"status":"failed","reason":"It is lost"}}""")]
    [TestCase("""{"data":[{"is_complete":"true","error":"It is lost"}]}""")]
    public void GetStatusAsync_reports_errors_of_a_success_as_a_refusal(string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body), clock: new TestClock { SkipsWaits = true });

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetBulkJob("7").WaitAsync())!;

        Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "It is lost" }));
        Assert.That((failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo((200, false)));
    }

    [TestCase("""{"data":{"is_complete":true,"failures":1,"message":"Done","errors":["User 7"]}}""")]
    [TestCase("""{"data":[{"is_complete":"true","failures":"1"}],"errors":["User 7"]}""")]
    public async Task GetStatusAsync_returns_a_status_beside_other_properties(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        var state = await procore.Users.GetBulkJob("7").GetStatusAsync();

        Assert.That((state.IsComplete, state.Failures), Is.EqualTo((true, (long?)1)));
    }

    [TestCase("""{"data":{"is_complete":true,"status":"failed"}}""")]
    [TestCase("""{"data":{"is_complete":true,"success":false}}""")]
    [TestCase("""{"data":{"is_complete":true,"failures":0,"ok":false}}""")]
    [TestCase("""{"data":{"is_complete":true,"message":"The batch failed"}}""")]
    [TestCase("""{"data":{"is_complete":true,"failures":"some"}}""")]
    [TestCase("""{"data":{"is_complete":true,"failures":true}}""")]
    [TestCase("""{"data":{"is_complete":true,"failures":2.5}}""")]
    public void GetStatusAsync_throws_when_a_complete_job_failed_without_a_number(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That(() => procore.Users.GetBulkJob("7").GetStatusAsync(), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(200));
    }

    [TestCase("""[{"user_id":7,"error":"boom"}]""", 1)]
    [TestCase("""{"7":"boom","8":"boom"}""", 2)]
    [TestCase("[]", 0)]
    [TestCase("3000000000", 3000000000L)]
    [TestCase("\"\"", null)]
    public async Task GetStatusAsync_counts_failures_that_are_a_list(string failures, long? count)
    {
        using var procore = ScriptedProcore.Answering($$$"""{"data":{"is_complete":true,"failures":{{{failures}}}}}""");

        var state = await procore.Users.GetBulkJob("7").GetStatusAsync();

        Assert.That((state.IsComplete, state.Failures), Is.EqualTo((true, count)));
    }

    [TestCase("""{"data":{"is_complete":true,"status":"completed","message":"Batch finished"}}""", true)]
    [TestCase("""{"status":"success","data":{"is_complete":true,"errors":[]}}""", true)]
    [TestCase("""{"data":{"is_complete":false,"status":"processing","errors":["User 7"]}}""", false)]
    public async Task GetStatusAsync_returns_a_status_whose_words_agree(string body, bool isComplete)
    {
        using var procore = ScriptedProcore.Answering(body);

        Assert.That((await procore.Users.GetBulkJob("7").GetStatusAsync()).IsComplete, Is.EqualTo(isComplete));
    }

    [TestCase("{}")]
    [TestCase("""{"data":null}""")]
    [TestCase("""{"data":7}""")]
    public void GetStatusAsync_throws_when_the_status_is_missing(string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("X-Request-Id", "abc-123")));

        Assert.That(
            () => procore.Users.GetBulkJob("7").GetStatusAsync(),
            Throws.InstanceOf<ProcoreException>()
                .With.Property(nameof(ProcoreException.StatusCode)).EqualTo(200)
                .And.Property(nameof(ProcoreException.RequestId)).EqualTo("abc-123")
                .And.Property(nameof(ProcoreException.Operation)).EqualTo(FacadeRoute.Line("GET /companies/{company_id}/users/bulk/status/{id}", api: 2)));
    }

    [Test]
    public async Task WaitAsync_polls_with_growing_delays_up_to_the_longest()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = CompleteAt(9, time);
        var progress = new ProgressLog<BulkJobStatus>();

        var state = await procore.Users.GetBulkJob("7").WaitAsync(progress: progress);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 8, 16, 30, 30, 30 }));
            Assert.That(progress.Reports.Select(told => told.IsComplete), Is.EqualTo(Enumerable.Repeat(false, 8).Append(true)));
            Assert.That(progress.Reports[^1], Is.SameAs(state));
            Assert.That(state.Failures, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task WaitAsync_uses_the_delays_of_its_options()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = CompleteAt(5, time);

        await procore.Users.GetBulkJob("7").WaitAsync(new BulkJobWaitOptions { FirstDelay = TimeSpan.FromSeconds(3), LongestDelay = TimeSpan.FromSeconds(7) });

        Assert.That(time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 3, 6, 7, 7 }));
    }

    [Test]
    public async Task WaitAsync_limits_the_first_delay_to_the_longest()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = CompleteAt(3, time);

        await procore.Users.GetBulkJob("7").WaitAsync(new BulkJobWaitOptions { FirstDelay = TimeSpan.FromMinutes(5), LongestDelay = TimeSpan.FromSeconds(7) });

        Assert.That(time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 7, 7 }));
    }

    [Test]
    public async Task WaitAsync_does_not_wait_for_a_complete_job()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = CompleteAt(1, time);

        await procore.Users.GetBulkJob("7").WaitAsync();

        Assert.That(time.Waits, Is.Empty);
    }

    [Test]
    public void WaitAsync_polls_once_more_at_the_timeout_and_then_throws()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = CompleteAt(int.MaxValue, time);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => procore.Users.GetBulkJob("7").WaitAsync(new BulkJobWaitOptions { Timeout = TimeSpan.FromSeconds(5) }),
                Throws.TypeOf<TimeoutException>().With.Message.Contains("batch 7").And.Message.Contains("00:00:05"));
            Assert.That(time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 2 }));
            Assert.That(procore.Requests, Has.Count.EqualTo(4));
        }
    }

    [TestCase("""{"data":{}}""")]
    [TestCase("""{"data":{"total":60,"pending":12}}""")]
    [TestCase("""{"data":{"is_complete":1}}""")]
    [TestCase("""{"data":{"is_complete":"yes"}}""")]
    [TestCase("""{"data":{"is_complete":null}}""")]
    [TestCase("""{"data":{"is_complete":{}}}""")]
    [TestCase("""{"data":{"is_complete":true,"status":"processing"}}""")]
    public void WaitAsync_throws_when_no_status_says_whether_the_job_is_complete(string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("X-Request-Id", "abc-123")), clock: new TestClock { SkipsWaits = true });
        var progress = new ProgressLog<BulkJobStatus>();

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetBulkJob("7").WaitAsync(progress: progress))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests, Has.Count.EqualTo(5));
            Assert.That(progress.Reports.Select(told => told.IsComplete), Is.All.False);
            Assert.That((failure.StatusCode, failure.RequestId), Is.EqualTo(((int?)200, "abc-123")));
            Assert.That(failure.Message, Does.Contain("without saying whether batch 7 is complete, 5 times in a row"));
        }
    }

    [Test]
    public async Task WaitAsync_goes_on_when_some_statuses_are_unclear()
    {
        var asked = 0;
        using var procore = new ScriptedProcore(_ => Answer.Json(++asked == 15 ? Complete : asked % 5 == 0 ? Pending : """{"data":{}}"""), clock: new TestClock { SkipsWaits = true });

        Assert.That((await procore.Users.GetBulkJob("7").WaitAsync()).IsComplete, Is.True);
    }

    [Test]
    public void WaitAsync_counts_the_time_that_requests_take()
    {
        var time = new TestClock { SkipsWaits = true };
        using var procore = new ScriptedProcore(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return Answer.Json(Pending);
        }, clock: time);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => procore.Users.GetBulkJob("7").WaitAsync(new BulkJobWaitOptions { Timeout = TimeSpan.FromSeconds(15) }), Throws.TypeOf<TimeoutException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task WaitAsync_stops_when_it_is_cancelled()
    {
        var time = new TestClock();
        using var procore = CompleteAt(2, time);
        using var cancellation = new CancellationTokenSource();

        var waiting = procore.Users.GetBulkJob("7").WaitAsync(cancellationToken: cancellation.Token);
        var ended = waiting.IsCompleted;
        await cancellation.CancelAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended, Is.False);
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void WaitAsync_throws_when_a_status_request_is_refused()
    {
        using var procore = ScriptedProcore.Answering("{}", 404);

        Assert.That(() => procore.Users.GetBulkJob("7").WaitAsync(), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(404));
    }

    [TestCase(0, 30, 1800)]
    [TestCase(-1, 30, 1800)]
    [TestCase(1, 0, 1800)]
    [TestCase(1, 30, 0)]
    public void WaitAsync_refuses_delays_and_timeouts_that_are_not_positive(int first, int longest, int timeout)
    {
        using var procore = ScriptedProcore.Answering(Complete);
        var options = new BulkJobWaitOptions { FirstDelay = TimeSpan.FromSeconds(first), LongestDelay = TimeSpan.FromSeconds(longest), Timeout = TimeSpan.FromSeconds(timeout) };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => procore.Users.GetBulkJob("7").WaitAsync(options), Throws.ArgumentException.With.Property("ParamName").EqualTo("options"));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    private static ScriptedProcore CompleteAt(int question, TimeProvider clock)
    {
        var asked = 0;
        return new ScriptedProcore(_ => Answer.Json(++asked == question ? Complete : Pending), clock: clock);
    }
}
