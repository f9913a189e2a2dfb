namespace Procore.CompanyUsers;

/// <summary>The grant of a service account: its client id and secret.</summary>
internal sealed class ClientCredentialsGrant(LoginClient login) : IGrant
{
    public Task<IssuedToken> RenewAsync(string? rejected) => login.SignInAsync(CancellationToken.None);
}
