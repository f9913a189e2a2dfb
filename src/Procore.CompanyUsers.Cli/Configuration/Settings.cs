namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>
/// Settings from environment variables and, for variables that aren't set, from a file. Credentials come from one of the two,
/// never from both.
/// </summary>
internal sealed class Settings
{
    public const string ClientId = "PROCORE_CLIENT_ID";
    public const string ClientSecret = "PROCORE_CLIENT_SECRET";
    public const string AccessToken = "PROCORE_ACCESS_TOKEN";
    public const string CompanyId = "PROCORE_COMPANY_ID";
    public const string Environment = "PROCORE_ENVIRONMENT";
    public const string ApiAddress = "PROCORE_API_ADDRESS";
    public const string LoginAddress = "PROCORE_LOGIN_ADDRESS";

    private const string File = "PROCORE_SETTINGS";

    private static readonly string[] Credentials = [ClientId, ClientSecret, AccessToken];
    private static readonly string[] Others = [CompanyId, Environment, ApiAddress, LoginAddress];

    private readonly Dictionary<string, string> _values;

    private Settings(Dictionary<string, string> values, string credentialsFrom) => (_values, CredentialsFrom) = (values, credentialsFrom);

    /// <summary>Every name that a file can set.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Credentials, .. Others];

    /// <summary>The source of the credentials, for people.</summary>
    public string CredentialsFrom { get; }

    /// <summary>A setting; null if it isn't set.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="CommandException">There are no credentials, or more than one kind.</exception>
    public void RequireCredentials(string? defaultFile = null)
    {
        var (hasToken, hasId, hasSecret) = (this[AccessToken] is not null, this[ClientId] is not null, this[ClientSecret] is not null);
        if (!hasToken && !hasId && !hasSecret)
        {
            throw NotAuthorised($"""
                There are no credentials. Set environment variables:
                  {ClientId} and {ClientSecret} of a service account, or
                  {AccessToken}, a token that is valid for 90 minutes,
                or write them to {defaultFile ?? "a file that --settings names"}, one NAME=value per line,
                that only you can read (chmod 600). The command line doesn't accept them.
                Without an account, use --demo to work on a made-up directory.
                """);
        }
        if (hasToken && (hasId || hasSecret))
            throw NotAuthorised($"Found two kinds of credentials in {CredentialsFrom}. Keep either {ClientId} with {ClientSecret}, or {AccessToken}.");
        if (!hasToken && !(hasId && hasSecret))
            throw NotAuthorised($"The credentials in {CredentialsFrom} are incomplete: {ClientId} and {ClientSecret} go together.");

        static CommandException NotAuthorised(string message) => new(ExitCode.NotAuthorised, message);
    }

    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="file">The file that the command line names; null for the one that the environment names, or the default one if it exists.</param>
    /// <param name="defaultFile">The default file; null if there is none.</param>
    /// <exception cref="CommandException">A named file doesn't exist, others can read it, or it isn't a settings file.</exception>
    public static Settings Read(Func<string, string?> variable, string? file, string? defaultFile = null)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (variable(name) is { } value && !string.IsNullOrWhiteSpace(value))
                values.Add(name, value.Trim());
        }
        var named = file ?? (variable(File) is { Length: > 0 } variableFile ? variableFile : null);
        var path = named ?? (System.IO.File.Exists(defaultFile) ? defaultFile : null);
        if (path is null)
            return new Settings(values, "environment variables");
        var hasCredentials = Credentials.Any(values.ContainsKey);
        foreach (var (name, value) in SettingsFile.Read(path))
        {
            if (!(hasCredentials && Credentials.Contains(name)))
                values.TryAdd(name, value);
        }
        return new Settings(values, hasCredentials ? "environment variables" : path);
    }
}
