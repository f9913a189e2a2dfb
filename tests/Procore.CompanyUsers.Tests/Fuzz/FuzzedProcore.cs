using System.Globalization;
using System.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Tests;

/// <summary>The library as an application gets it, with one response for every request. Each case has a company, and so a rate limit, of its own.</summary>
internal sealed class FuzzedProcore : HttpMessageHandler
{
    /// <summary>Pages after this one are empty, as at the end of a directory.</summary>
    private const int LastPage = 3;

    private readonly ServiceProvider _services;
    private FuzzedResponse? _response;
    private long _companyId = 5_000_000_000;
    private int _requests;

    public FuzzedProcore()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestClock { SkipsWaits = true });
        services.AddProcore(options =>
        {
            options.AccessToken = ScriptedProcore.Token;
            options.Retry.MaxRetries = MaxRetries;
        }).ConfigurePrimaryHttpMessageHandler(() => this);
        _services = services.BuildServiceProvider();
    }

    public static int MaxRetries => 1;

    public int Requests => _requests;

    /// <summary>Responds to all requests with this from now on.</summary>
    public ICompanyUsers Use(FuzzedResponse response)
    {
        _response = response;
        _requests = 0;
        return _services.GetRequiredService<IProcoreClient>().Company(++_companyId).Users;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var page = HttpUtility.ParseQueryString(request.RequestUri!.Query)["page"];
        return Task.FromResult(page is { Length: > 0 } && long.Parse(page, CultureInfo.InvariantCulture) > LastPage ? Answer.Json("[]") : _response!.ToResponse());
    }

    protected override void Dispose(bool disposing)
    {
        // The provider disposes this handler in turn.
        if (disposing && Interlocked.Exchange(ref _response, null) is not null)
            _services.Dispose();
        base.Dispose(disposing);
    }
}
