namespace Procore.CompanyUsers;

/// <summary>Gets the access tokens of an account.</summary>
internal interface IGrant
{
    /// <summary>Gets an access token from Procore, or one that another program of the same account got.</summary>
    /// <param name="rejected">A token that Procore no longer takes, whatever its expiry says; null if there is none.</param>
    Task<IssuedToken> RenewAsync(string? rejected);
}
