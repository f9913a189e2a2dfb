namespace Procore.CompanyUsers;

/// <summary>
/// Where Procore is, as whom to call it, and how.
/// </summary>
public sealed class ProcoreOptions
{
    /// <summary>
    /// The address of Procore's API; production by default. Must be https unless it is on this machine.
    /// </summary>
    public Uri ApiAddress { get; set; } = new("https://api.procore.com");

    /// <summary>
    /// The company that an injected <see cref="ICompanyUsers" /> is about; null if there is none.
    /// </summary>
    public long? CompanyId { get; set; }

    /// <summary>
    /// An access token, for programs that end before it does (a token lasts 90 minutes); otherwise use <see cref="AccessTokenSource" />.
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// Gives the access token for a request. Called for every request, by several at once; keep the token between calls.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenSource { get; set; }

    /// <summary>
    /// Users asked for in one request of a listing, from 1 to 2,000; 1,000 by default. Procore may give fewer.
    /// </summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>
    /// How many pages of one listing are fetched at once, from 1 to 16; 4 by default.
    /// </summary>
    public int MaxParallelPages { get; set; } = 4;
}
