using System.Globalization;

namespace Procore.CompanyUsers.Tests;

internal sealed class RetryTests
{
    /// <summary>
    /// How often the server sees a request that fails the same way each time, with 3 retries allowed; a question mark where
    /// the caller is told that it may have been applied.
    /// </summary>
    private const string Table = """
        |                                           | refused | reset | timeout | 408 | 429 | 429 +7 s | 429 at | 500 | 502 | 503 | 503 +7 s | 504 | cut off | too long | 422 |
        | read                                      | 4       | 4     | 4       | 4   | 4   | 4        | 4      | 4   | 4   | 4   | 4        | 4   | 4       | 1        | 1   |
        | list                                      | 4       | 4     | 4       | 4   | 4   | 4        | 4      | 4   | 4   | 4   | 4        | 4   | 4       | 1        | 1   |
        | update                                    | 4       | 4?    | 4?      | 4?  | 4   | 4        | 4      | 4?  | 4?  | 4?  | 4        | 4?  | 4?      | 1?       | 1   |
        | deactivate                                | 4       | 4?    | 4?      | 4?  | 4   | 4        | 4      | 4?  | 4?  | 4?  | 4        | 4?  | 4?      | 1?       | 1   |
        | reactivate                                | 4       | 4?    | 4?      | 4?  | 4   | 4        | 4      | 4?  | 4?  | 4?  | 4        | 4?  | 4?      | 1?       | 1   |
        | sync, all with keys                       | 4       | 4?    | 4?      | 4?  | 4   | 4        | 4      | 4?  | 4?  | 4?  | 4        | 4?  | 4?      | 1?       | 1   |
        | sync, one without                         | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | create                                    | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | invite                                    | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | add to projects                           | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | start a batch                             | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | update with a picture                     | 4       | 4?    | 4?      | 4?  | 4   | 4        | 4      | 4?  | 4?  | 4?  | 4        | 4?  | 4?      | 1?       | 1   |
        | create with a picture                     | 4       | 1?    | 1?      | 1?  | 4   | 4        | 4      | 1?  | 1?  | 1?  | 4        | 1?  | 1?      | 1?       | 1   |
        | update with a picture that comes but once | 4       | 1?    | 1?      | 1?  | 1   | 1        | 1      | 1?  | 1?  | 1?  | 1        | 1?  | 1?      | 1?       | 1   |
        | create with a picture that comes but once | 4       | 1?    | 1?      | 1?  | 1   | 1        | 1      | 1?  | 1?  | 1?  | 1        | 1?  | 1?      | 1?       | 1   |
        """;

    /// <summary>Longer than a clock that moves on by itself goes.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromHours(3);

    public static IEnumerable<TestCaseData> Cells()
    {
        var rows = Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                yield return new TestCaseData(row[0], rows[0][column], int.Parse(row[column].TrimEnd('?'), CultureInfo.InvariantCulture), row[column].EndsWith('?'));
        }
    }

    public static IEnumerable<TestCaseData> RepeatedCells() => Cells().Where(cell => (int)cell.Arguments[2]! > 1);

    public static IEnumerable<TestCaseData> RepeatedCellsInDoubt() => RepeatedCells().Where(cell => (bool)cell.Arguments[3]!);

    [Test]
    public void Cells_has_every_call_and_every_failure()
    {
        Assert.That(Cells().Select(cell => cell.Arguments[0]).Distinct(), Is.EqualTo(Attempts.Calls.Keys));
        Assert.That(Cells().Select(cell => cell.Arguments[1]).Distinct(), Is.EqualTo(Attempts.Failures.Keys));
    }

    [TestCaseSource(nameof(Cells))]
    public async Task RetryHandler_sends_a_failing_request_as_often_as_documented(string call, string failure, int requests, bool mayHaveBeenApplied)
    {
        using var procore = Procore(failure, Attempts.Failures[failure]);

        var failed = await FailureAsync(procore, call);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests, Has.Count.EqualTo(requests));
            Assert.That(procore.Requests.Select(request => (request.Line, request.Body)).Distinct().Count(), Is.EqualTo(1));
            Assert.That(failed.MayHaveBeenApplied, Is.EqualTo(mayHaveBeenApplied));
            Assert.That(failed.Operation, Does.Contain("/companies/{company_id}/"));
            Assert.That(failed, Is.TypeOf(failure switch
            {
                "refused" or "reset" or "timeout" or "cut off" => typeof(ProcoreConnectionException),
                "429" or "429 +7 s" or "429 at" => typeof(RateLimitExceededException),
                "422" => typeof(ProcoreValidationException),
                _ => typeof(ProcoreException),
            }));
            Assert.That(failed.StatusCode, Is.EqualTo(int.TryParse(failure.Split(' ')[0], CultureInfo.InvariantCulture, out var status) ? status : (int?)null));
        }
    }

    [TestCaseSource(nameof(RepeatedCells))]
    public async Task RetryHandler_succeeds_when_a_failure_is_repeatable_and_passes(string call, string failure, int requests, bool mayHaveBeenApplied)
    {
        using var procore = Procore(failure, Attempts.Failures[failure], (request, _) => Task.FromResult(Attempts.Succeed(request)));

        var result = Attempts.Calls[call](procore.Users);
        await procore.Clock.AdvanceUntilAsync(result);

        Assert.That(() => result, Throws.Nothing);
        Assert.That(procore.Requests, Has.Count.EqualTo(2));
    }

    [TestCaseSource(nameof(RepeatedCellsInDoubt))]
    public async Task MayHaveBeenApplied_stays_true_after_a_later_refusal(string call, string failure, int requests, bool mayHaveBeenApplied)
    {
        foreach (var last in new[] { "422", "refused", "429" })
        {
            using var procore = Procore(failure, Attempts.Failures[failure], Attempts.Failures[last]);

            var failed = await FailureAsync(procore, call);

            Assert.That(failed.MayHaveBeenApplied, Is.True, last);
        }
    }

    [TestCase("429 +7 s", 7)]
    [TestCase("503 +7 s", 7)]
    [TestCase("429 at", 30)]
    public async Task RetryHandler_waits_as_long_as_the_server_says(string failure, int seconds)
    {
        using var procore = Procore(failure, Attempts.Failures[failure], (request, _) => Task.FromResult(Attempts.Succeed(request)));
        var start = procore.Clock.Now;

        var call = Attempts.Calls["create"](procore.Users);
        await procore.Clock.AdvanceUntilAsync(call);

        Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task RetryHandler_waits_again_after_a_failure_without_Retry_After()
    {
        using var procore = Procore("refused", Attempts.Failures["429 +7 s"], Attempts.Failures["refused"]);
        var start = procore.Clock.Now;

        await FailureAsync(procore, "read");

        Assert.That(procore.Requests, Has.Count.EqualTo(4));
        Assert.That(procore.Clock.Now - start, Is.GreaterThan(TimeSpan.FromSeconds(7)));
    }

    [TestCaseSource(nameof(Cells))]
    public async Task RetryHandler_sends_once_when_MaxRetries_is_0(string call, string failure, int requests, bool mayHaveBeenApplied)
    {
        using var procore = Procore(failure, options => options.Retry.MaxRetries = 0, Attempts.Failures[failure]);

        var failed = await FailureAsync(procore, call);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
            Assert.That(failed.MayHaveBeenApplied, Is.EqualTo(mayHaveBeenApplied));
        }
    }

    [Test]
    public async Task RetryHandler_waits_between_half_a_second_and_30_seconds()
    {
        var times = new List<DateTimeOffset>();
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            _ =>
            {
                times.Add(procore!.Clock.Now);
                return Answer.Empty(500);
            },
            options => (options.Retry.MaxRetries, options.Retry.MaxTime) = (10, TimeSpan.FromHours(1))))
        {
            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));
        }

        var waits = times.Zip(times.Skip(1), (earlier, later) => later - earlier).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits, Has.Count.EqualTo(10));
            Assert.That(waits[0], Is.LessThan(TimeSpan.FromSeconds(1)));
            // Chance moves each wait, and the sums hardly.
            Assert.That(waits.Take(3).Sum(wait => wait.TotalSeconds), Is.LessThan(5));
            Assert.That(waits, Has.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(0.5)));
            Assert.That(waits.Take(6).Sum(wait => wait.TotalSeconds), Is.GreaterThan(11));
            Assert.That(waits, Has.All.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(waits.Take(6), Is.Unique);
        }
    }

    [Test]
    public async Task RetryHandler_stops_at_MaxTime()
    {
        using var procore = Procore(
            "429 +7 s", options => (options.Retry.MaxRetries, options.Retry.MaxTime) = (10, TimeSpan.FromSeconds(20)), Attempts.Failures["429 +7 s"]);

        var failed = await FailureAsync(procore, "read");

        Assert.That(procore.Requests, Has.Count.EqualTo(4), "at 0, 7, 14 and 21 seconds");
        Assert.That(failed, Is.TypeOf<RateLimitExceededException>());
    }

    [TestCase("500")]
    [TestCase("429 +7 s")]
    public async Task RetryHandler_stops_waiting_when_it_is_cancelled(string failure)
    {
        using var cancellation = new CancellationTokenSource();
        using var procore = Procore(failure, Attempts.Failures[failure]);

        var call = procore.Users.GetAsync(7, cancellation.Token);
        Assert.That(call.IsCompleted, Is.False);
        await cancellation.CancelAsync();

        Assert.That(async () => await call.WaitAsync(TimeSpan.FromMinutes(2)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    private static TimedProcore Procore(string failure, params AnswerTo[] answers) => Procore(failure, _ => { }, answers);

    /// <summary>Answers in turn, and the last answer over and over.</summary>
    private static TimedProcore Procore(string failure, Action<ProcoreOptions> configure, params AnswerTo[] answers)
    {
        var turn = -1;
        TimedProcore? procore = null;
        return procore = new TimedProcore(
            (request, cancellationToken) =>
            {
                var answerTo = answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)];
                var answer = answerTo(request, cancellationToken);
                // Ends the attempt here: a clock that moves on by itself might end it before its request is sent.
                if (answerTo == Attempts.Failures["timeout"])
                    procore!.Clock.Advance(AttemptTimeout);
                return answer;
            },
            options =>
            {
                options.MaxResponseBytes = Attempts.MaxResponseBytes;
                if (failure == "timeout")
                    (options.Retry.AttemptTimeout, options.Retry.MaxTime) = (AttemptTimeout, TimeSpan.FromDays(1));
                configure(options);
            });
    }

    private static async Task<ProcoreException> FailureAsync(TimedProcore procore, string call)
    {
        var result = Attempts.Calls[call](procore.Users);
        await procore.Clock.AdvanceUntilAsync(result);
        var failure = Assert.CatchAsync<ProcoreException>(() => result)!;
        return failure is SyncInterruptedException or ProjectsInterruptedException ? (ProcoreException)failure.InnerException! : failure;
    }
}
