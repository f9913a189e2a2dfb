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
    private const int UsualTokenLifetime = 5400;
    private const int Shown = 10;
    private const string ClientId = "demo";
    private const string ClientSecret = "demo-secret";

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port; 0 for a free one.",
        DefaultValueFactory = _ => UsualPort,
        HelpName = "N",
    };

    private readonly Option<bool> _anyHost = new("--any-host")
    {
        Description = "Lets other machines connect, for a container. The connection isn't encrypted and the data is made up.",
    };

    private readonly Option<int> _companies = new("--companies")
    {
        Description = "The number of companies, each with its own users and rate limit.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    private readonly Option<int> _people = new("--people")
    {
        Description = "The number of users of a company at the start, besides the account itself.",
        DefaultValueFactory = _ => DemoDirectory.UsualSize,
        HelpName = "N",
    };

    private readonly Option<int> _projects = new("--projects")
    {
        Description = "The number of projects of a company besides the usual ones, each with ten users.",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The random seed of the users; the same seed gives the same users.", HelpName = "N" };

    private readonly Option<int> _requestsPerHour = new("--requests-per-hour")
    {
        Description = "The hourly rate limit of each company.",
        DefaultValueFactory = _ => UsualRequestsPerHour,
        HelpName = "N",
    };

    private readonly Option<int?> _requestsPer10Seconds = new("--requests-per-10-seconds") { Description = "The rate limit of each company in ten seconds; none by default.", HelpName = "N" };

    private readonly Option<int> _tokenLifetime = new("--token-lifetime")
    {
        Description = "The lifetime in seconds of the tokens that /oauth/token issues.",
        DefaultValueFactory = _ => UsualTokenLifetime,
        HelpName = "SECONDS",
    };

    private readonly Option<int> _latency = new("--latency") { Description = "The time in milliseconds before a request is processed; 0 by default.", HelpName = "MS" };

    private readonly Option<int> _faults = new("--faults")
    {
        Description = "The percentage of requests that fail: 500, 502, 503, connections that break before or after the change is made, responses that are cut off. None by default; --seed decides which.",
        HelpName = "PERCENT",
    };

    private readonly Option<bool> _readOnly = new("--read-only") { Description = "The account can read the directory but not change it." };

    private readonly Option<bool> _step = new("--step")
    {
        Description = "Holds the response to each request that changes something until you press Enter, to show what a client does meanwhile.",
    };

    private readonly CommandHost _host;

    public ServeCommand(CommandHost host)
        : base("serve", "Serves a made-up directory over HTTP on this machine, for clients in any language. It is discarded at the end.")
    {
        _host = host;
        Options.Add(_port);
        Options.Add(_anyHost);
        Options.Add(_companies);
        Options.Add(_people);
        Options.Add(_projects);
        Options.Add(_seed);
        Options.Add(_requestsPerHour);
        Options.Add(_requestsPer10Seconds);
        Options.Add(_tokenLifetime);
        Options.Add(_latency);
        Options.Add(_faults);
        Options.Add(_readOnly);
        Options.Add(_step);
        SetAction(async (parse, _) => (int)await RunAsync(parse).ConfigureAwait(false));
    }

    private async Task<ExitCode> RunAsync(ParseResult parse)
    {
        var port = Number(parse, _port, 0, ushort.MaxValue);
        var fake = new FakeProcore(new FakeProcoreOptions
        {
            AcceptAnyToken = false,
            MaxRequests = 0,
            RequestsPerHour = Number(parse, _requestsPerHour, 1, int.MaxValue),
            RequestsPer10Seconds = parse.GetValue(_requestsPer10Seconds) switch
            {
                null => null,
                > 0 and var limit => limit,
                _ => throw CommandException.WrongUsage("--requests-per-10-seconds must be 1 or more."),
            },
            TokenLifetime = TimeSpan.FromSeconds(Number(parse, _tokenLifetime, 1, int.MaxValue)),
            Latency = TimeSpan.FromMilliseconds(Number(parse, _latency, 0, int.MaxValue)),
        });
        var account = fake.AddAccount(ClientId, ClientSecret);
        if (parse.GetValue(_readOnly))
            account.DirectoryAccess = FakeDirectoryAccess.ReadOnly;
        var (people, projects) = (Number(parse, _people, 0, int.MaxValue), Number(parse, _projects, 0, 100_000));
        FakeCompany[] companies = [.. Enumerable.Range(0, Number(parse, _companies, 1, 10_000)).Select(i => DemoDirectory.AddTo(fake, people, parse.GetValue(_seed) + i, projects))];
        var company = companies[0];
        RandomFaults.AddTo(fake, Number(parse, _faults, 0, 100), parse.GetValue(_seed));
        var server = new FakeServer(fake, parse.GetValue(_step) ? _host.Terminal.Input : null, _host.Terminal.Output);
        await using var disposal = server.ConfigureAwait(false);
        Uri address;
        try
        {
            address = await server.StartAsync(port, parse.GetValue(_anyHost)).ConfigureAwait(false);
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
              users    {company.Users.Count}{OtherCompanies(companies)}
            {Lookups(company)}

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

    /// <summary>The ids and names that users refer to.</summary>
    private static string Lookups(FakeCompany company)
    {
        var lines = new List<string>();
        Add("projects", company.Projects.Select(project => (project.Id, project.Number is null ? project.Name : $"{project.Number} {project.Name}")));
        Add("templates", company.PermissionTemplates.Select(template => (template.Id, template.Type == "global" ? template.Name : $"{template.Name} ({template.Type})")));
        Add("roles on projects", company.ProjectRoles.Select(role => (role.Id, role.Name)));
        Add("vendors", company.Vendors.Select(vendor => (vendor.Id, vendor.Name)));
        return string.Join(Environment.NewLine, lines);

        void Add(string heading, IEnumerable<(long Id, string Name)> items)
        {
            var all = items.ToList();
            lines.Add($"{Environment.NewLine}  {heading}");
            lines.AddRange(all.Take(Shown).Select(item => FormattableString.Invariant($"    {item.Id}  {item.Name}")));
            if (all.Count > Shown)
                lines.Add(FormattableString.Invariant($"    and {all.Count - Shown} more"));
        }
    }

    private static string OtherCompanies(FakeCompany[] companies) =>
        companies.Length == 1 ? "" : $"{Environment.NewLine}  also     {string.Join(", ", companies.Skip(1).Select(company => company.Id))}";

    private static int Number(ParseResult parse, Option<int> option, int least, int most)
    {
        var value = parse.GetValue(option);
        if (value < least || value > most)
            throw CommandException.WrongUsage(most == int.MaxValue ? $"{option.Name} must be {least} or more." : $"{option.Name} must be from {least} to {most}.");
        return value;
    }
}
