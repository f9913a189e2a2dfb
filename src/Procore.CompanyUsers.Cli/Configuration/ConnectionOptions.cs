using System.CommandLine;
using System.Globalization;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>The connection options of every command on a directory.</summary>
internal sealed class ConnectionOptions
{
    private static readonly string[] Environments = ["production", "sandbox", "monthly-sandbox", "federal"];

    private readonly Option<string?> _environment = new("--environment")
    {
        Description = "The Procore environment: production (the default), sandbox, monthly-sandbox or federal. [PROCORE_ENVIRONMENT]",
        HelpName = "NAME",
    };

    private readonly Option<long?> _company = new("--company") { Description = "The company id. [PROCORE_COMPANY_ID]", HelpName = "ID" };

    private readonly Option<string?> _apiAddress = new("--api-address")
    {
        Description = "An API address to use instead of the environment's; http only for this machine. [PROCORE_API_ADDRESS]",
        HelpName = "URL",
    };

    private readonly Option<string?> _loginAddress = new("--login-address")
    {
        Description = "A login address to use instead of the environment's. [PROCORE_LOGIN_ADDRESS]",
        HelpName = "URL",
    };

    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "A file of settings and credentials, one NAME=value per line, that only its owner can read. [PROCORE_SETTINGS]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _maxWait = new("--max-wait")
    {
        Description = "How long to wait when the rate limit is used up, such as 90s, 20m or 1h. Default: 5m.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _demo = new("--demo")
    {
        Description = "Works on a made-up directory in memory, which is discarded afterwards. Needs no account and no network.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_environment);
        command.Options.Add(_company);
        command.Options.Add(_apiAddress);
        command.Options.Add(_loginAddress);
        command.Options.Add(_settings);
        command.Options.Add(_maxWait);
        command.Options.Add(_demo);
    }

    /// <summary>Opens the directory named by the command line and the settings.</summary>
    /// <exception cref="CommandException">No company is named, or there are no credentials.</exception>
    public Connection Open(ParseResult parse, CommandHost host)
    {
        if (parse.GetValue(_demo))
        {
            if (parse.GetValue(_environment) is not null || parse.GetValue(_company) is not null || parse.GetValue(_apiAddress) is not null || parse.GetValue(_loginAddress) is not null)
                throw CommandException.WrongUsage("--demo uses its own directory. Leave out --environment, --company and the addresses.");
            return Connection.OpenDemo(host.Terminal.Detail);
        }
        var settings = Settings.Read(host.Variable, parse.GetValue(_settings), host.SettingsFile);
        settings.RequireCredentials(host.SettingsFile);
        var environment = parse.GetValue(_environment) ?? settings[Settings.Environment];
        return Connection.Open(new ProcoreOptions
        {
            Environment = EnvironmentOf(environment),
            ApiAddress = AddressOf(parse.GetValue(_apiAddress) ?? settings[Settings.ApiAddress], "API"),
            LoginAddress = AddressOf(parse.GetValue(_loginAddress) ?? settings[Settings.LoginAddress], "login"),
            CompanyId = parse.GetValue(_company) ?? CompanyOf(settings[Settings.CompanyId]),
            RateLimit = { MaxWait = WaitOf(parse.GetValue(_maxWait)) },
        }, settings, host.Terminal.Detail);
    }

    private static ProcoreEnvironment EnvironmentOf(string? name)
    {
        if (name is null)
            return ProcoreEnvironment.Production;
        var index = Array.FindIndex(Environments, known => Plain(known) == Plain(name));
        return index >= 0
            ? (ProcoreEnvironment)index
            : throw CommandException.WrongUsage($"Unknown environment '{name}'. Use one of: {string.Join(", ", Environments)}.");

        static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    private static TimeSpan WaitOf(string? text)
    {
        if (text is null)
            return new ProcoreOptions().RateLimit.MaxWait;
        var unit = text.Trim() is { Length: > 1 } time ? char.ToUpperInvariant(time[^1]) switch { 'S' => 1, 'M' => 60, 'H' => 3600, _ => 0 } : 0;
        return unit > 0 && int.TryParse(text.Trim()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 86_400 / unit
            ? TimeSpan.FromSeconds((long)count * unit)
            : throw CommandException.WrongUsage($"--max-wait must be a time such as 90s, 20m or 1h, and at most 24h; '{text}' isn't.");
    }

    private static Uri? AddressOf(string? address, string which) => address is null
        ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw CommandException.WrongUsage($"The {which} address isn't a URL such as https://api.example.com.");

    private static long CompanyOf(string? id) => id is null
        ? throw CommandException.WrongUsage("No company specified. Pass --company ID or set PROCORE_COMPANY_ID. The id is part of the address of every page of the company in Procore.")
        : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw CommandException.WrongUsage("PROCORE_COMPANY_ID isn't a company id: use digits only.");
}
