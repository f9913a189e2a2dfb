using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Procore.DirectorySync.Tests;

/// <summary>The nightly job as a hosted service. The clock is at 2:00 UTC.</summary>
internal sealed class JobTests : SyncTest
{
    private readonly LineLog _log = new();
    private Func<IEnumerable<Person>> _read = () => [];

    [Test]
    public async Task AddDirectorySync_syncs_on_schedule_in_the_time_zone()
    {
        var user = Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        _read = () => [new Person { OriginId = "HR-1", JobTitle = "Foreman" }];
        using var host = await StartAsync(o => (o.Schedule, o.TimeZone) = ("30 2 * * *", TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(1), "x", "x")));
        var status = host.Services.GetRequiredService<DirectorySyncStatus>();
        await WaitAsync(() => status.NextRun is not null);
        Assert.That(status.NextRun, Is.EqualTo(new DateTimeOffset(2026, 11, 25, 1, 30, 0, TimeSpan.Zero)));

        await PassAsync(TimeSpan.FromHours(23), status);
        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Laborer"));
        await PassNightAsync(TimeSpan.FromMinutes(30), status);

        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Foreman"));
        Assert.That(status.LastSuccess, Is.Not.Null);
        Assert.That(status.NextRun, Is.EqualTo(new DateTimeOffset(2026, 11, 26, 1, 30, 0, TimeSpan.Zero)));
        await host.StopAsync();
    }

    public static IEnumerable<Func<IEnumerable<Person>>> Failures() =>
    [
        () => throw new FileNotFoundException("There is no file."),
        () => throw new FormatException("Row 3 isn't one."),
        () => throw new OperationCanceledException("A timeout of the source's own."),
        () => throw new InvalidOperationException("Broken."),
        () => [],
        () => [null!],
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task AddDirectorySync_continues_after_a_night_that_fails(Func<IEnumerable<Person>> failing)
    {
        var user = Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        _read = failing;
        using var host = await StartAsync(o => o.RunAtStart = true);
        var status = host.Services.GetRequiredService<DirectorySyncStatus>();
        await WaitAsync(() => status.LastEnd is not null);
        Assert.That((status.LastSuccess, status.LastFailure), Is.EqualTo(((DateTimeOffset?)null, status.LastFailure)));
        Assert.That(status.LastFailure, Is.Not.Null);
        Assert.That(_log.Lines.Count(line => line.Contains("failed. The next scheduled run retries", StringComparison.Ordinal)), Is.EqualTo(1));

        _read = () => [new Person { OriginId = "HR-1", JobTitle = "Foreman" }];
        await PassNightAsync(TimeSpan.FromHours(24), status);

        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Foreman"));
        Assert.That(status.LastFailure, Is.Null);
        await host.StopAsync();
    }

    [Test]
    public async Task AddDirectorySync_continues_after_a_locked_journal()
    {
        Directory.Add("Abbott", "HR-1");
        _read = () => [new Person { OriginId = "HR-1", JobTitle = "Foreman" }];
        System.IO.Directory.CreateDirectory(JournalFolder);
        using (new FileStream(Path.Combine(JournalFolder, "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            using var host = await StartAsync(o => o.RunAtStart = true);
            var status = host.Services.GetRequiredService<DirectorySyncStatus>();
            await WaitAsync(() => status.LastEnd is not null);
            Assert.That(status.LastFailure, Is.EqualTo(nameof(IOException)));
            await host.StopAsync();
        }
    }

    [Test]
    public async Task AddDirectorySync_logs_each_problem_once_without_names_and_addresses()
    {
        Directory.Add("Outside", "HR-2", isEmployee: false);
        Directory.Add("Refused", "HR-3");
        Directory.Hook.BeforeAnswering = async (request, response) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/sync", StringComparison.Ordinal))
                return;
            var text = await response.Content.ReadAsStringAsync();
            response.Content = new StringContent(text.Replace("Texas", "refused@bluestone.example Ada Refused Texas", StringComparison.Ordinal));
        };
        _read = () => [new Person { OriginId = "HR-1", LastName = "Crew" }, new Person { OriginId = "HR-2" }, new Person { OriginId = "HR-3", StateCode = "Texas" }, new Person { OriginId = "HR-4", IsActive = false, LastName = "Left" }];
        using var host = await StartAsync(o => o.RunAtStart = true);
        var status = host.Services.GetRequiredService<DirectorySyncStatus>();
        await WaitAsync(() => status.LastEnd is not null);
        Assert.That(status.Problems, Is.EqualTo(3));
        await PassNightAsync(TimeSpan.FromHours(24), status);
        await host.StopAsync();

        foreach (var id in new[] { "HR-1", "HR-2", "HR-3", "HR-4" })
            Assert.That(_log.Lines.Count(line => line.Contains($"origin id {id})", StringComparison.Ordinal)), Is.EqualTo(1), string.Join('\n', _log.Lines));
        Assert.That(_log.Lines.Count(line => line.StartsWith("Problems that an earlier night logged and that remain: 3", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(string.Join('\n', _log.Lines), Does.Not.Contain("@").And.Not.Contain("Crew").And.Not.Contain("Ada").And.Not.Contain("Left"));
    }

    [Test]
    public async Task AddDirectorySync_reports_health()
    {
        Directory.Add("Abbott", "HR-1");
        _read = () => [new Person { OriginId = "HR-1" }];
        using var host = await StartAsync(o => o.RunAtStart = true);
        var status = host.Services.GetRequiredService<DirectorySyncStatus>();
        await WaitAsync(() => status.LastEnd is not null);
        var healthy = await HealthAsync(host);
        Assert.That((healthy.Status, healthy.Data["last_success"], healthy.Data["age_seconds"]), Is.EqualTo((HealthStatus.Healthy, (object)Directory.Clock.GetUtcNow(), (object)0L)));

        _read = () => throw new FileNotFoundException();
        await PassNightAsync(TimeSpan.FromHours(24), status);
        Assert.That((await HealthAsync(host)).Status, Is.EqualTo(HealthStatus.Degraded));
        await PassNightAsync(TimeSpan.FromHours(24), status);
        Assert.That((await HealthAsync(host)).Status, Is.EqualTo(HealthStatus.Unhealthy));
        await host.StopAsync();
    }

    /// <summary>The meter is one for the process.</summary>
    [Test]
    [NonParallelizable]
    public async Task AddDirectorySync_counts_nights_and_changes()
    {
        Directory.Add("Abbott", "HR-1");
        _read = () => [new Person { OriginId = "HR-1", JobTitle = "Foreman" }];
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Procore.DirectorySync")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (counted)
                counted[instrument.Name] = counted.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        using var host = await StartAsync(o => o.RunAtStart = true);
        var status = host.Services.GetRequiredService<DirectorySyncStatus>();
        await WaitAsync(() => status.LastEnd is not null);
        await host.StopAsync();
        Assert.That((counted["procore.directory_sync.runs"], counted["procore.directory_sync.changes"]), Is.EqualTo((1, 1)));
    }

    [Test]
    public void AddDirectorySync_validates_its_options_when_the_program_starts()
    {
        Assert.That(() => StartAsync(o => o.Schedule = "at night"), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Schedule"));
        Assert.That(() => StartAsync(o => o.JournalFolder = " "), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("JournalFolder"));
        Assert.That(() => StartAsync(o => o.Sync = null), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Sync"));
        Assert.That(() => StartAsync(o => o.Sync!.MaxChanges = -1), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MaxChanges"));
        Assert.That(() => StartAsync(o => o.HealthyFor = TimeSpan.Zero), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("HealthyFor"));
        Assert.That(() => StartAsync(_ => { }, hasSource: false), Throws.InvalidOperationException.With.Message.Contains("AddPeopleSource"));
    }

    [Test]
    public async Task AddDirectorySync_uses_custom_sync_and_people_source_registrations()
    {
        var mock = new MockSync();
        var builder = Builder(o => o.RunAtStart = true);
        builder.Services.AddPeopleSource((_, stop) => Stream(stop));
        builder.Services.AddSingleton<IPeopleSync>(mock);
        using var host = builder.Build();
        await host.StartAsync();
        await WaitAsync(() => mock.People is not null);
        await host.StopAsync();
        Assert.That(mock.People!.Single().OriginId.Value, Is.EqualTo("HR-1"));

        static async IAsyncEnumerable<Person> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Person { OriginId = "HR-1" };
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        // The limit only ends a test that would hang; on a busy machine a night takes seconds.
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (!condition() && waiting.Elapsed < TimeSpan.FromMinutes(2))
            await Task.Delay(5);
        Assert.That(condition());
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["directory-sync"];

    private async Task PassAsync(TimeSpan time, DirectorySyncStatus status)
    {
        await WaitAsync(() => status.NextRun is not null);
        Directory.Clock.Advance(time);
    }

    private async Task PassNightAsync(TimeSpan time, DirectorySyncStatus status)
    {
        await WaitAsync(() => status.NextRun is not null);
        // Read before the clock moves: the night may be over at once.
        var end = status.LastEnd;
        Directory.Clock.Advance(time);
        await WaitAsync(() =>
        {
            // The job looks at the clock once a minute, and may have begun a wait just after the clock moved.
            if (status.LastEnd == end)
                Directory.Clock.Advance(status.NextRun is null ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMinutes(1));
            return status.LastEnd != end && status.NextRun is not null;
        });
    }

    private HostApplicationBuilder Builder(Action<DirectorySyncJobOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(_log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(Directory.Clock);
        builder.Services.AddSingleton(Directory.Users);
        builder.Services.AddDirectorySync(o =>
        {
            o.Sync = new DirectorySyncOptions(DirectoryScope.Employees);
            o.JournalFolder = JournalFolder;
            configure(o);
        });
        builder.Services.AddHealthChecks().AddDirectorySync();
        return builder;
    }

    private async Task<IHost> StartAsync(Action<DirectorySyncJobOptions> configure, bool hasSource = true)
    {
        var builder = Builder(configure);
        if (hasSource)
            builder.Services.AddPeopleSource(_ => _read());
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private sealed class LineLog : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Procore.DirectorySync", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }

    private sealed class MockSync : IPeopleSync
    {
        public IReadOnlyList<Person>? People { get; private set; }

        public async Task<DirectoryPlan> PlanAsync(IAsyncEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default)
        {
            People = await people.ToListAsync(cancellationToken);
            throw new NotSupportedException();
        }

        public Task<DirectoryPlan> PlanAsync(IEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryPlan> PlanDeactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryPlan> PlanReactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryRun> ApplyAsync(DirectoryPlan plan, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<ChangeOutcome>> CheckAsync(DirectoryPlan plan, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryPlan> PlanUndoAsync(string run, UndoOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryRun> UndoAsync(string run, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DirectoryRun> UndoAsync(string run, UndoOptions? options, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
