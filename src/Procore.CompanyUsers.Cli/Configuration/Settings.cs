namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>
/// What isn't on the command line: from environment variables, and from a file for those that have none. Credentials are
/// taken from one of the two, never mixed.
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

    /// <summary>Every name that a file may hold.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Credentials, .. Others];

    /// <summary>Where a file is looked for if none is named; null where the account has no home.</summary>
    public static string? UsualFile =>
        System.Environment.GetFolderPath(System.Environment.SpecialFolder.ApplicationData, System.Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "procore-users", "settings")
            : null;

    /// <summary>Where the credentials come from, for people.</summary>
    public string CredentialsFrom { get; }

    /// <summary>A setting; null where there is none.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="CommandException">There are no credentials, or more than one kind.</exception>
    public void RequireCredentials()
    {
        var (hasToken, hasId, hasSecret) = (this[AccessToken] is not null, this[ClientId] is not null, this[ClientSecret] is not null);
        if (!hasToken && !hasId && !hasSecret)
        {
            throw NotAuthorised($"""
                There are no credentials. Give them in the environment, as
                  {ClientId} and {ClientSecret}, a service account's, or
                  {AccessToken}, a token that is good for 90 minutes,
                or write them to {UsualFile ?? "a file that --settings names"}, one NAME=value a line,
                which nobody but you may read (chmod 600). They aren't taken from the command line.
                Without an account, --demo works on a made-up directory.
                """);
        }
        if (hasToken && (hasId || hasSecret))
            throw NotAuthorised($"There are two kinds of credentials in {CredentialsFrom}: keep either {ClientId} with {ClientSecret}, or {AccessToken}.");
        if (!hasToken && !(hasId && hasSecret))
            throw NotAuthorised($"Half of the credentials is missing in {CredentialsFrom}: {ClientId} and {ClientSecret} go together.");

        static CommandException NotAuthorised(string message) => new(ExitCode.NotAuthorised, message);
    }

    /// <param name="variable">Gives an environment variable.</param>
    /// <param name="file">The file that the command line names; null for the one of the environment, or the usual one if there is one.</param>
    /// <exception cref="CommandException">A file that was named isn't there, others may read it, or it holds something else.</exception>
    public static Settings Read(Func<string, string?> variable, string? file)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (variable(name) is { } value && !string.IsNullOrWhiteSpace(value))
                values.Add(name, value.Trim());
        }
        var named = file ?? (variable(File) is { Length: > 0 } variableFile ? variableFile : null);
        var path = named ?? (System.IO.File.Exists(UsualFile) ? UsualFile : null);
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
