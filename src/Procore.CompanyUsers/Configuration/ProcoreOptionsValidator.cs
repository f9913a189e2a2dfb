using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers;

/// <summary>Names the option that is wrong and never its value, which may be a secret.</summary>
internal sealed class ProcoreOptionsValidator : IValidateOptions<ProcoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ProcoreOptions options)
    {
        var failures = new List<string>();
        if (options.ApiAddress is not { IsAbsoluteUri: true } address)
            failures.Add("ProcoreOptions.ApiAddress must be an absolute address.");
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            failures.Add("ProcoreOptions.ApiAddress must be https; http is for this machine only.");
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            failures.Add("ProcoreOptions.ApiAddress must not have a query, a fragment or a user.");
        if (options.AccessToken is null == options.AccessTokenSource is null)
            failures.Add("Set either ProcoreOptions.AccessToken or ProcoreOptions.AccessTokenSource.");
        else if (options.AccessToken is { } token && !AccessTokenHandler.IsToken(token))
            failures.Add("ProcoreOptions.AccessToken isn't a token: it is blank, or has white space or line breaks in it.");
        if (options.CompanyId <= 0)
            failures.Add("ProcoreOptions.CompanyId must be positive.");
        if (options.PageSize is < 1 or > 2000)
            failures.Add("ProcoreOptions.PageSize must be from 1 to 2000.");
        if (options.MaxParallelPages is < 1 or > 16)
            failures.Add("ProcoreOptions.MaxParallelPages must be from 1 to 16.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
