using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Procore.CompanyUsers.Tests;

/// <summary>The library as an application gets it, over scripted answers and on a clock that a test moves.</summary>
internal sealed class TimedProcore : IDisposable
{
    public const long CompanyId = 562949953421312;
    public const string ClientId = "client-under-test";
    public const string Secret = "s3cret-under-test";

    private readonly RecordingHandler _handler;
    private readonly ServiceProvider _services;

    public TimedProcore(AnswerTo answerTo, Action<ProcoreOptions>? configure = null, ILoggerProvider? log = null)
    {
        _handler = new RecordingHandler(answerTo);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        if (log is not null)
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddProcore(options =>
        {
            options.CompanyId = CompanyId;
            options.AccessToken = "token-under-test";
            // Far beyond what a call waits for: a clock that moves on must not end an attempt, or a call to the store, that is running.
            options.Retry.AttemptTimeout = options.TokenStoreTimeout = TimeSpan.FromDays(1);
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => _handler);
        services.AddHttpClient("Procore.CompanyUsers.Login").ConfigurePrimaryHttpMessageHandler(() => _handler);
        _services = services.BuildServiceProvider();
    }

    public TimedProcore(Func<SentRequest, HttpResponseMessage> answerTo, Action<ProcoreOptions>? configure = null, ILoggerProvider? log = null)
        : this((request, _) => Task.FromResult(answerTo(request)), configure, log)
    {
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    public IProcoreClient Client => _services.GetRequiredService<IProcoreClient>();

    public IProcoreAuthentication Authentication => _services.GetRequiredService<IProcoreAuthentication>();

    public IServiceProvider Services => _services;

    public IReadOnlyList<SentRequest> Requests => [.. _handler.Requests.Where(request => !IsForToken(request))];

    public IReadOnlyList<SentRequest> TokenRequests => [.. _handler.Requests.Where(IsForToken)];

    public static bool IsForToken(SentRequest request) => request.Address.AbsolutePath.EndsWith("/oauth/token", StringComparison.Ordinal);

    /// <summary>Options of a service account.</summary>
    public static void AsService(ProcoreOptions options)
    {
        options.AccessToken = null;
        options.ClientId = ClientId;
        options.ClientSecret = Secret;
    }

    /// <summary>What an answer says of the rate limit.</summary>
    public static (string Name, string Value)[] Limits(long limit, long remaining, DateTimeOffset reset) =>
    [
        ("X-Rate-Limit-Limit", limit.ToString(CultureInfo.InvariantCulture)),
        ("X-Rate-Limit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
        ("X-Rate-Limit-Reset", reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    public void Dispose()
    {
        _services.Dispose();
        _handler.Dispose();
    }
}
