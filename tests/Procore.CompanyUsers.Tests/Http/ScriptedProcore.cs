using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Tests;

/// <summary>The library as an application gets it, over answers that a test has written.</summary>
internal sealed class ScriptedProcore : IDisposable
{
    public const long CompanyId = 562949953421312;
    public const string Token = "token-under-test";

    private readonly RecordingHandler _handler;
    private readonly ServiceProvider _services;

    public ScriptedProcore(AnswerTo answerTo, Action<ProcoreOptions>? configure = null, TimeProvider? clock = null)
    {
        _handler = new RecordingHandler(answerTo);
        var services = new ServiceCollection();
        if (clock is not null)
            services.AddSingleton(clock);
        services.AddProcore(options =>
        {
            options.CompanyId = CompanyId;
            options.AccessToken = Token;
            options.Retry.MaxRetries = 0;
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => _handler);
        _services = services.BuildServiceProvider();
    }

    public ScriptedProcore(Func<SentRequest, HttpResponseMessage> answerTo, Action<ProcoreOptions>? configure = null, TimeProvider? clock = null)
        : this((request, _) => Task.FromResult(answerTo(request)), configure, clock)
    {
    }

    public ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    public IProcoreCompany Company => Client.Company(CompanyId);

    public IProcoreClient Client => _services.GetRequiredService<IProcoreClient>();

    public HttpClient Http => _services.GetRequiredKeyedService<ProcoreAccount>("").Http;

    public IReadOnlyList<SentRequest> Requests => _handler.Requests;

    /// <summary>A server with one answer, and empty pages after the first.</summary>
    public static ScriptedProcore Answering(string body, int status = 200) =>
        new(request => Answer.Json(request.Line.Contains("page=", StringComparison.Ordinal) && request.Page > 1 ? "[]" : body, status));

    public void Dispose()
    {
        _services.Dispose();
        _handler.Dispose();
    }
}
