using System.Globalization;
using Microsoft.Extensions.Options;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Validates the options. Messages name the option and never its value, which may be a secret.</summary>
/// <param name="client">The name of the client whose options are validated; the options of tenants are incomplete until they get credentials.</param>
internal sealed class ProcoreOptionsValidator(string client) : IValidateOptions<ProcoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ProcoreOptions options) =>
        name != client ? ValidateOptionsResult.Skip : FailuresOf(options) is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

    public static IReadOnlyList<string> FailuresOf(ProcoreOptions options)
    {
        var failures = new List<string>();
        if (options.Environment is < ProcoreEnvironment.Production or > ProcoreEnvironment.Federal)
            failures.Add("ProcoreOptions.Environment is not one of Procore's environments.");
        CheckAddress(options.ApiAddress, nameof(ProcoreOptions.ApiAddress), failures);
        CheckAddress(options.LoginAddress, nameof(ProcoreOptions.LoginAddress), failures);
        CheckCredentials(options, failures);
        if (options.CompanyId <= 0)
            failures.Add("ProcoreOptions.CompanyId must be positive.");
        if (options is { RequireCompanyId: true, CompanyId: null })
            failures.Add("ProcoreOptions.CompanyId must be set, because RequireCompanyId is true.");
        if (options.ApplicationName is { } application && !UserAgent.IsProduct(application))
            failures.Add("ProcoreOptions.ApplicationName must be a name without spaces and an optional version, such as Payroll or Payroll/2.1.");
        CheckRange(options.Paging.PageSize, 1, 2000, "Paging.PageSize", failures);
        CheckRange(options.Paging.MaxParallelPages, 1, 16, "Paging.MaxParallelPages", failures);
        CheckRange(options.Retry.MaxRetries, 0, 10, "Retry.MaxRetries", failures);
        CheckRange(options.MaxClients, 1, 100_000, nameof(ProcoreOptions.MaxClients), failures);
        CheckRange(options.MaxResponseBytes, 1024, int.MaxValue, nameof(ProcoreOptions.MaxResponseBytes), failures);
        CheckTime(options.TokenStoreTimeout, TimeSpan.FromMilliseconds(1), nameof(ProcoreOptions.TokenStoreTimeout), failures);
        CheckTime(options.Retry.AttemptTimeout, TimeSpan.FromMilliseconds(1), "Retry.AttemptTimeout", failures);
        CheckTime(options.Retry.MaxTime, TimeSpan.Zero, "Retry.MaxTime", failures);
        CheckTime(options.RateLimit.MaxWait, TimeSpan.Zero, "RateLimit.MaxWait", failures);
        return failures;
    }

    private static void CheckAddress(Uri? address, string option, List<string> failures)
    {
        if (address is null)
            return;
        if (!address.IsAbsoluteUri)
            failures.Add($"ProcoreOptions.{option} must be an absolute address.");
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            failures.Add($"ProcoreOptions.{option} must be https; http is allowed only for this machine.");
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            failures.Add($"ProcoreOptions.{option} must not have a query, a fragment or a user.");
    }

    private static void CheckCredentials(ProcoreOptions options, List<string> failures)
    {
        var hasClient = options.ClientId is not null || options.ClientSecret is not null;
        var ways = (hasClient ? 1 : 0) + (options.AccessToken is null ? 0 : 1) + (options.AccessTokenSource is null ? 0 : 1);
        if (ways != 1)
            failures.Add("Set either ProcoreOptions.ClientId and ClientSecret, or AccessToken, or AccessTokenSource.");
        if (hasClient && (string.IsNullOrWhiteSpace(options.ClientId) || string.IsNullOrWhiteSpace(options.ClientSecret)))
            failures.Add("ProcoreOptions.ClientId and ClientSecret must both be set, and neither may be blank.");
        CheckText(options.ClientId, nameof(ProcoreOptions.ClientId), failures);
        CheckText(options.ClientSecret, nameof(ProcoreOptions.ClientSecret), failures);
        if (options.AccessToken is { } token && !CallbackTokens.IsToken(token))
            failures.Add("ProcoreOptions.AccessToken is not a token: it is blank, or contains white space, line breaks or characters beyond ASCII.");
        if (options.RefreshToken is { } refreshToken && !CallbackTokens.IsToken(refreshToken))
            failures.Add("ProcoreOptions.RefreshToken is not a token: it is blank, or contains white space, line breaks or characters beyond ASCII.");
        if (options.RefreshToken is not null && options.TokenStore is null)
            failures.Add("ProcoreOptions.RefreshToken requires a TokenStore: a refresh token can be used only once, and its successors must be stored.");
        if (options.TokenStore is not null && !hasClient)
            failures.Add("ProcoreOptions.TokenStore requires ClientId and ClientSecret.");
        if (options.TokenProtector is not null && options.TokenStore is null)
            failures.Add("ProcoreOptions.TokenProtector requires a TokenStore.");
        if (options.AccountName is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > 200))
            failures.Add("ProcoreOptions.AccountName must not be blank or longer than 200 characters.");
        CheckText(options.AccountName, nameof(ProcoreOptions.AccountName), failures);
    }

    /// <summary>A line break at the end, as from a file, would be sent and end in a refusal that doesn't say why.</summary>
    private static void CheckText(string? value, string option, List<string> failures)
    {
        if (!string.IsNullOrWhiteSpace(value) && (value!.Trim() != value || value.Any(IsInvisible) || JsonText.IndexOfLoneSurrogate(value) >= 0))
            failures.Add($"ProcoreOptions.{option} must not begin or end with white space, or contain line breaks, control characters, invisible ones such as a byte order mark, or half of a surrogate pair.");
    }

    /// <summary>Control characters, and those that a file or a copied text carries along, such as a byte order mark.</summary>
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void CheckRange(int value, int least, int most, string option, List<string> failures)
    {
        if (value < least || value > most)
            failures.Add(FormattableString.Invariant($"ProcoreOptions.{option} must be from {least} to {most}."));
    }

    private static void CheckTime(TimeSpan value, TimeSpan least, string option, List<string> failures)
    {
        // The longest time that timers support.
        if (value < least || value.TotalMilliseconds > int.MaxValue)
            failures.Add($"ProcoreOptions.{option} must be {(least == TimeSpan.Zero ? "zero or more" : "positive")}, and no longer than 24 days.");
    }
}
