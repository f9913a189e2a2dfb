namespace Procore.CompanyUsers;

/// <summary>
/// One company in Procore. Thread-safe.
/// </summary>
public interface IProcoreCompany
{
    /// <summary>
    /// The company's id.
    /// </summary>
    long Id { get; }

    /// <summary>
    /// The users in the company's directory.
    /// </summary>
    ICompanyUsers Users { get; }

    /// <summary>
    /// Its projects.
    /// </summary>
    IProjects Projects { get; }

    /// <summary>
    /// The vendors in its directory.
    /// </summary>
    IVendors Vendors { get; }

    /// <summary>
    /// Its permission templates.
    /// </summary>
    IPermissionTemplates PermissionTemplates { get; }

    /// <summary>
    /// Its trades.
    /// </summary>
    ITrades Trades { get; }

    /// <summary>
    /// Its work classifications.
    /// </summary>
    IWorkClassifications WorkClassifications { get; }

    /// <summary>
    /// Sends a request to any endpoint of Procore in this company, with the token, the header <c>Procore-Company-Id</c>, the
    /// rate limit and the retries of all other calls.
    /// </summary>
    /// <remarks>
    /// GET, HEAD, OPTIONS, PUT and DELETE are retried after every failure that can pass. POST and PATCH are retried only if
    /// Procore definitely didn't process them. The body is buffered, so that it can be sent again. Redirects aren't followed.
    /// In logs, traces and exceptions, parts of the path that aren't lower-case words or versions are <c>{id}</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// using var request = new HttpRequestMessage(HttpMethod.Get, $"rest/v1.0/projects?company_id={company.Id}");
    /// using var response = await company.SendAsync(request);
    /// </code>
    /// </example>
    /// <param name="request">
    /// The request, with an address below the API's, such as <c>rest/v1.0/projects</c>. Without an <c>Accept</c> header it asks
    /// for JSON. It can be sent once.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A successful response whose body has arrived completely. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The address isn't below the API's, or the request sets <c>Authorization</c> or <c>Procore-Company-Id</c>.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or couldn't be reached.</exception>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the same company with other time limits and retries, or with a callback for responses. The tokens and the rate
    /// limit stay shared.
    /// </summary>
    /// <example>
    /// <code>
    /// var interactive = company.WithOptions(new ProcoreCallOptions { AttemptTimeout = TimeSpan.FromSeconds(5), MaxRetries = 0 });
    /// var user = await interactive.Users.GetAsync(id);
    /// </code>
    /// </example>
    /// <param name="options">The options. They replace those of an earlier <c>WithOptions</c>.</param>
    /// <returns>The company. Nothing is sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options" /> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    IProcoreCompany WithOptions(ProcoreCallOptions options);
}
