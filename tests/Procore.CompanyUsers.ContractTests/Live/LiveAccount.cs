using System.Globalization;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>A developer sandbox to try against: only one that the environment names in full.</summary>
public sealed record LiveAccount(long CompanyId, string ClientId, string ClientSecret)
{
    private const string Company = "PROCORE_LIVE_COMPANY_ID";
    private const string Client = "PROCORE_LIVE_CLIENT_ID";
    private const string Secret = "PROCORE_LIVE_CLIENT_SECRET";

    /// <summary>Null where none of the variables is set.</summary>
    /// <exception cref="InvalidOperationException">Some are set and others not, or the company's id is none.</exception>
    public static LiveAccount? From(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var missing = new[] { Company, Client, Secret }.Where(name => string.IsNullOrEmpty(variable(name))).ToList();
        if (missing.Count == 3)
            return null;
        if (missing.Count > 0)
            throw new InvalidOperationException($"For the live cases set {string.Join(" and ", missing)} too.");
        return long.TryParse(variable(Company), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new LiveAccount(id, variable(Client)!, variable(Secret)!)
            : throw new InvalidOperationException($"{Company} is no company's id.");
    }

    /// <summary>Without what is secret: this gets into the names of tests.</summary>
    public override string ToString() => $"company {CompanyId} of the developer sandbox";
}
