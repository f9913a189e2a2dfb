using System.Text;

namespace Procore.CompanyUsers.Tests;

internal sealed class AttemptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task AttemptTimeout_includes_reading_the_body()
    {
        using var body = new ScriptedBody("""{"id":7}""", endsAfterText: false);
        using var procore = Procore(body, options => options.Retry.AttemptTimeout = TimeSpan.FromSeconds(3));

        var call = procore.Users.GetAsync(7);
        procore.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.That(call.IsCompleted, Is.False);
        procore.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = Assert.ThrowsAsync<ProcoreConnectionException>(() => call.WaitAsync(Patience));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Message, Does.Contain("3 seconds").And.Contain("ProcoreOptions.Retry.AttemptTimeout").And.Contain(FacadeRoute.Line("GET /companies/{company_id}/users/{id}")));
            Assert.That(failure.MayHaveBeenApplied, Is.False);
            Assert.That(failure.StatusCode, Is.Null);
            Assert.That(body.IsDisposed, Is.True);
        }
        await Task.CompletedTask;
    }

    [TestCase(1, "longer than 1 second (")]
    [TestCase(0.5, "longer than 0.5 seconds (")]
    [TestCase(90, "longer than 90 seconds (")]
    public void AttemptTimeout_is_named_with_its_unit(double seconds, string said)
    {
        using var body = new ScriptedBody("", endsAfterText: false);
        using var procore = Procore(body, options => options.Retry.AttemptTimeout = TimeSpan.FromSeconds(seconds));

        var call = procore.Users.GetAsync(7);
        procore.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(Assert.ThrowsAsync<ProcoreConnectionException>(() => call.WaitAsync(Patience)).Message, Does.Contain(said));
    }

    [Test]
    public async Task AttemptTimeout_applies_to_each_attempt()
    {
        // Longer than a clock that moves on by itself goes: it might end an attempt before its request is sent.
        var limit = TimeSpan.FromHours(3);
        var turn = 0;
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            (request, cancellationToken) =>
            {
                if (++turn >= 3)
                    return Attempts.Failures["500"](request, cancellationToken);
                var answer = Attempts.Failures["timeout"](request, cancellationToken);
                procore!.Clock.Advance(limit);
                return answer;
            },
            options => (options.Retry.AttemptTimeout, options.Retry.MaxTime) = (limit, TimeSpan.FromDays(1))))
        {
            var start = procore.Clock.Now;

            var call = procore.Users.GetAsync(7);
            await procore.Clock.AdvanceUntilAsync(call);

            Assert.That(procore.Requests, Has.Count.EqualTo(4));
            Assert.That(procore.Clock.Now - start, Is.GreaterThan(2 * limit));
        }
    }

    [Test]
    public async Task AttemptTimeout_excludes_waiting_for_the_rate_limit()
    {
        var limit = TimeSpan.FromHours(3);
        var turn = 0;
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            request =>
            {
                if (++turn > 1)
                    return Attempts.Succeed(request);
                procore!.Clock.Advance(limit - TimeSpan.FromSeconds(1));
                return Answer.Json("{}", 429, ("Retry-After", "60"));
            },
            options => (options.Retry.AttemptTimeout, options.Retry.MaxTime) = (limit, TimeSpan.FromDays(1))))
        {
            var call = procore.Users.GetAsync(7);
            await procore.Clock.AdvanceUntilAsync(call);

            Assert.That(() => call, Throws.Nothing);
        }
    }

    [Test]
    public void GetAsync_does_not_retry_when_the_caller_cancels()
    {
        using var body = new ScriptedBody("""{"id":7}""", endsAfterText: false);
        using var procore = Procore(body);
        using var cancellation = new CancellationTokenSource();

        var call = procore.Users.GetAsync(7, cancellation.Token);
        cancellation.Cancel();

        Assert.That(async () => await call.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(body.IsDisposed, Is.True);
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(2000, true)]
    [TestCase(2000, false)]
    [TestCase(2001, true)]
    [TestCase(2001, false)]
    [TestCase(1_000_000, false)]
    [TestCase(1_000_000, true)]
    public void MaxResponseBytes_limits_the_length_of_a_response(int length, bool saysItsLength)
    {
        using var body = new ScriptedBody("""{"id":7}""".PadRight(length));
        using var procore = Procore(body, options => (options.MaxResponseBytes, options.Retry.MaxRetries) = (2000, 3), saysItsLength ? length : null);

        if (length <= 2000)
        {
            Assert.That(() => procore.Users.GetAsync(7), Throws.Nothing);
            return;
        }
        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Message, Does.Contain("2000 bytes").And.Contain("ProcoreOptions.MaxResponseBytes"));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
            Assert.That(body.BytesRead, saysItsLength ? Is.Zero : Is.LessThan(200_000));
            Assert.That(body.IsDisposed, Is.True);
        }
    }

    [TestCase(200)]
    [TestCase(404)]
    public async Task GetAsync_reads_a_response_to_its_end_and_disposes_it(int status)
    {
        using var body = new ScriptedBody("""{"id":7}""");
        using var procore = Procore(body, status: status);

        await procore.Users.GetAsync(7).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.That(body.BytesRead, Is.EqualTo(8));
        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task GetAsync_disposes_the_responses_that_it_retries()
    {
        var bodies = new List<ScriptedBody>();
        using var procore = new TimedProcore(_ =>
        {
            bodies.Add(new ScriptedBody("{}"));
            return new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError) { Content = new StreamContent(bodies[^1]) };
        });

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(bodies, Has.Count.EqualTo(4));
        Assert.That(bodies.Select(body => body.IsDisposed), Has.All.True);
    }

    [TestCase("reset", "the connection broke")]
    [TestCase("cut off", "the connection broke")]
    [TestCase("refused", "can't be reached")]
    public void GetAsync_throws_with_the_cause_without_addresses(string failure, string said)
    {
        using var procore = new TimedProcore((request, cancellationToken) => Attempts.Failures[failure](request, cancellationToken), options => options.Retry.MaxRetries = 0);

        Assert.That(
            () => procore.Users.UpdateAsync(7, new() { EmailAddress = "zoe@example.com" }),
            Throws.TypeOf<ProcoreConnectionException>().With.Message.Contains(said).And.Message.Not.Contains("example").And.InnerException.Not.Null);
    }

    private static TimedProcore Procore(ScriptedBody body, Action<ProcoreOptions>? configure = null, long? length = null, int status = 200) => new(
        _ =>
        {
            var answer = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StreamContent(new Unseekable(body)) };
            answer.Content.Headers.ContentLength = length;
            return answer;
        },
        options =>
        {
            options.Retry.MaxRetries = 0;
            configure?.Invoke(options);
        });

    private sealed class ScriptedBody(string text, bool endsAfterText = true) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public int BytesRead { get; private set; }

        public bool IsDisposed { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0 && !endsAfterText)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            BytesRead += read;
            return read;
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>As what comes from a network: its length isn't known.</summary>
    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is read asynchronously.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
