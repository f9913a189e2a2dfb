namespace Procore.CompanyUsers;

/// <summary>Where the environments are.</summary>
internal static class ProcoreAddresses
{
    public static Uri Api(ProcoreOptions options) => WithSlash(options.ApiAddress ?? new Uri(options.Environment switch
    {
        ProcoreEnvironment.Sandbox => "https://sandbox.procore.com",
        ProcoreEnvironment.MonthlySandbox => "https://api-monthly.procore.com",
        ProcoreEnvironment.Federal => "https://api.procoregov.com",
        _ => "https://api.procore.com",
    }));

    public static Uri Login(ProcoreOptions options) => WithSlash(options.LoginAddress ?? new Uri(options.Environment switch
    {
        ProcoreEnvironment.Sandbox => "https://login-sandbox.procore.com",
        ProcoreEnvironment.MonthlySandbox => "https://login-sandbox-monthly.procore.com",
        ProcoreEnvironment.Federal => "https://login.procoregov.com",
        _ => "https://login.procore.com",
    }));

    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.AbsoluteUri + "/");
}
