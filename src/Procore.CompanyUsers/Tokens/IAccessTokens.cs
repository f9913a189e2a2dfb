namespace Procore.CompanyUsers;

/// <summary>Gets the access token for a request.</summary>
internal interface IAccessTokens
{
    /// <param name="rejected">A token that Procore has rejected, so that another one is needed; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller only.</param>
    Task<string> GetAsync(string? rejected, CancellationToken cancellationToken);
}
