using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>A connection to the directory of one company with one account.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Uri? _loginAddress;

    private Connection(ServiceProvider services, string description, string credentialsFrom, Uri? loginAddress = null)
    {
        _services = services;
        _loginAddress = loginAddress;
        Description = description;
        CredentialsFrom = credentialsFrom;
        Users = services.GetRequiredService<ICompanyUsers>();
        Company = services.GetRequiredService<IProcoreClient>().Company(Users.CompanyId);
    }

    public ICompanyUsers Users { get; }

    /// <summary>The company, with the lists of what users refer to.</summary>
    public IProcoreCompany Company { get; }

    /// <summary>Which company it is, for people.</summary>
    public string Description { get; }

    /// <summary>The source of the credentials, for people.</summary>
    public string CredentialsFrom { get; }

    /// <summary>The headers of the last response.</summary>
    public LastResponse LastResponse => _services.GetRequiredService<LastResponse>();

    /// <summary>The host that a request was for, and the proxy in between; null for no proxy.</summary>
    public (string Host, string? Proxy) RouteOf(ProcoreException failure)
    {
        var isSignIn = failure.Operation?.Contains(" /oauth/", StringComparison.Ordinal) == true;
        var host = isSignIn ? _loginAddress?.Authority ?? "the login server" : Users.ApiAddress.Authority;
        var address = isSignIn && _loginAddress is not null ? _loginAddress : Users.ApiAddress;
        return (host, HttpClient.DefaultProxy.IsBypassed(address) ? null : HttpClient.DefaultProxy.GetProxy(address)?.Authority);
    }

    /// <summary>Whether the directory is made up.</summary>
    public bool IsDemo { get; private init; }

    /// <exception cref="CommandException">The options are invalid. The message holds none of their values.</exception>
    public static Connection Open(ProcoreOptions options, Settings settings, Action<string> detail)
    {
        var services = new ServiceCollection();
        AddProcore(services, detail, o =>
        {
            o.RateLimit.MaxWait = options.RateLimit.MaxWait;
            o.Environment = options.Environment;
            o.ApiAddress = options.ApiAddress;
            o.LoginAddress = options.LoginAddress;
            o.CompanyId = options.CompanyId;
            o.ClientId = settings[Settings.ClientId];
            o.ClientSecret = settings[Settings.ClientSecret];
            o.AccessToken = settings[Settings.AccessToken];
        });
        var description = FormattableString.Invariant($"company {options.CompanyId} at {options.ApiAddress?.ToString() ?? options.Environment.ToString()}");
        try
        {
            return new Connection(services.BuildServiceProvider(), description, settings.CredentialsFrom, options.LoginAddress);
        }
        catch (OptionsValidationException exception)
        {
            throw CommandException.WrongUsage(string.Join(' ', exception.Failures));
        }
    }

    public static Connection OpenDemo(Action<string> detail)
    {
        var fake = new FakeProcore();
        var company = DemoDirectory.AddTo(fake, DemoDirectory.UsualSize);
        var services = new ServiceCollection();
        AddProcore(services, detail, o => (o.AccessToken, o.CompanyId) = (fake.IssueToken(), company.Id)).UseFakeProcore(fake);
        return new Connection(services.BuildServiceProvider(), "the demo directory", "the demo") { IsDemo = true };
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IHttpClientBuilder AddProcore(ServiceCollection services, Action<string> detail, Action<ProcoreOptions> configure)
    {
        services.AddSingleton(new LastResponse(TimeProvider.System, detail));
        return services.AddProcore(configure)
            .AddHttpMessageHandler(provider => provider.GetRequiredService<LastResponse>().CreateHandler());
    }
}
