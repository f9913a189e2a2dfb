namespace Procore.CompanyUsers;

/// <summary>Gives the access token for a request.</summary>
internal interface IAccessTokens
{
    /// <param name="rejected">A token that Procore no longer takes, so that another one is wanted; null for any.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller alone.</param>
    Task<string> GetAsync(string? rejected, CancellationToken cancellationToken);
}
