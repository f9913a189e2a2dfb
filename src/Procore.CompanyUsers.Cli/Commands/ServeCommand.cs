using System.CommandLine;
using System.Net.Sockets;
using Procore.CompanyUsers.Cli.Demo;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Serve;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users serve</c></summary>
internal sealed class ServeCommand : Command
{
    private const int UsualPort = 5080;
    private const int UsualRequestsPerHour = 3600;
    private const string ClientId = "demo";
    private const string ClientSecret = "demo-secret";

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on the loopback interface; 0 for a free one.",
        DefaultValueFactory = _ => UsualPort,
        HelpName = "N",
    };

    private readonly Option<int> _people = new("--people")
    {
        Description = "The number of users at the start, besides the account itself.",
        DefaultValueFactory = _ => DemoDirectory.UsualSize,
        HelpName = "N",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The random seed of the users; the same seed gives the same users.", HelpName = "N" };

    private readonly Option<int> _requestsPerHour = new("--requests-per-hour")
    {
        Description = "The rate limit.",
        DefaultValueFactory = _ => UsualRequestsPerHour,
        HelpName = "N",
    };

    private readonly Option<bool> _readOnly = new("--read-only") { Description = "The account can read the directory but not change it." };

    private readonly Option<bool> _step = new("--step")
    {
        Description = "Holds the response to each request that changes something until you press Enter, to see what a client does meanwhile.",
    };

    private readonly CommandHost _host;

    public ServeCommand(CommandHost host)
        : base("serve", "Serves a made-up directory over HTTP on this machine, for clients in any language. It is discarded at the end.")
    {
        _host = host;
        Options.Add(_port);
        Options.Add(_people);
        Options.Add(_seed);
        Options.Add(_requestsPerHour);
        Options.Add(_readOnly);
        Options.Add(_step);
        SetAction(async (parse, _) => (int)await RunAsync(parse).ConfigureAwait(false));
    }

    private async Task<ExitCode> RunAsync(ParseResult parse)
    {
        var (port, people) = (parse.GetValue(_port), parse.GetValue(_people));
        if (port is < 0 or > ushort.MaxValue)
            throw CommandException.WrongUsage("--port must be from 0 to 65535.");
        if (people < 0)
            throw CommandException.WrongUsage("--people must be 0 or more.");
        var requestsPerHour = parse.GetValue(_requestsPerHour);
        if (requestsPerHour < 1)
            throw CommandException.WrongUsage("--requests-per-hour must be 1 or more.");
        var fake = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = false, RequestsPerHour = requestsPerHour, MaxRequests = 0 });
        var account = fake.AddAccount(ClientId, ClientSecret);
        if (parse.GetValue(_readOnly))
            account.DirectoryAccess = FakeDirectoryAccess.ReadOnly;
        var company = DemoDirectory.AddTo(fake, people, parse.GetValue(_seed));
        var server = new FakeServer(fake, parse.GetValue(_step) ? _host.Terminal.Input : null, _host.Terminal.Output);
        await using var disposal = server.ConfigureAwait(false);
        Uri address;
        try
        {
            address = await server.StartAsync(port).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is not null)
        {
            throw CommandException.WrongUsage($"Port {port} isn't available: {exception.InnerException.Message} Choose another one, or 0 for a free one.");
        }
        catch (SocketException exception)
        {
            throw CommandException.WrongUsage($"Port {port} isn't available: {exception.Message} Choose another one, or 0 for a free one.");
        }
        var (origin, token) = (address.GetLeftPart(UriPartial.Authority), account.IssueToken(TimeSpan.FromDays(365)));
        await _host.Terminal.Output.WriteLineAsync($"""
            Procore's company directory, in memory. Changes are discarded when this command ends.

              address  {origin}
              company  {company.Id}
              token    {token}
              users    {company.Users.Count}

            In another terminal:

              export PROCORE_API_ADDRESS={origin} PROCORE_LOGIN_ADDRESS={origin}
              export PROCORE_COMPANY_ID={company.Id} PROCORE_ACCESS_TOKEN={token}
              procore-users list

            Or sign in at {origin}/oauth/token as {ClientId} with {ClientSecret}. Press Ctrl-C to stop. Requests:
            """).ConfigureAwait(false);
        try
        {
            await Task.Delay(Timeout.Infinite, _host.Interruption.Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _host.Terminal.Say("Stopped.");
        }
        return ExitCode.Done;
    }
}
