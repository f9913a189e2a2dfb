using System.Net;
using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>A connection to the directory of one company with one account.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly DelegatingHandler _connections;
    private readonly ProcoreClient _client;
    private readonly Uri? _loginAddress;

    /// <summary>Makes a client without a container, which would take a tenth of the time of a short command.</summary>
    private Connection(ProcoreOptions options, HttpMessageHandler server, Action<string> detail, string description, string credentialsFrom)
    {
        LastResponse = new LastResponse(TimeProvider.System, detail);
        _connections = LastResponse.CreateHandler(server);
        _client = ProcoreClient.Create(options, _connections);
        _loginAddress = options.LoginAddress;
        Description = description;
        CredentialsFrom = credentialsFrom;
        Company = _client.Company(options.CompanyId!.Value);
    }

    public ICompanyUsers Users => Company.Users;

    /// <summary>The company, with the lists of what users refer to.</summary>
    public IProcoreCompany Company { get; }

    /// <summary>Which company it is, for people.</summary>
    public string Description { get; }

    /// <summary>The source of the credentials, for people.</summary>
    public string CredentialsFrom { get; }

    /// <summary>The headers of the last response.</summary>
    public LastResponse LastResponse { get; }

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
        options.ClientId = settings[Settings.ClientId];
        options.ClientSecret = settings[Settings.ClientSecret];
        options.AccessToken = settings[Settings.AccessToken];
        var description = FormattableString.Invariant($"company {options.CompanyId} at {options.ApiAddress?.ToString() ?? options.Environment.ToString()}");
        try
        {
            var server = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false };
            return new Connection(options, server, detail, description, settings.CredentialsFrom);
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(options))
        {
            throw CommandException.WrongUsage(exception.Message[..exception.Message.LastIndexOf(" (", StringComparison.Ordinal)]);
        }
    }

    public static Connection OpenDemo(Action<string> detail)
    {
        var fake = new FakeProcore();
        var company = DemoDirectory.AddTo(fake, DemoDirectory.UsualSize);
        var options = new ProcoreOptions { AccessToken = fake.IssueToken(), CompanyId = company.Id };
        return new Connection(options, fake.CreateHandler(), detail, "the demo directory", "the demo") { IsDemo = true };
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync().ConfigureAwait(false);
        _connections.Dispose();
    }
}
