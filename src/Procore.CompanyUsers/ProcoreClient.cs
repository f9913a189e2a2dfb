using Microsoft.Extensions.Logging;

namespace Procore.CompanyUsers;

/// <summary>
/// A client without a container.
/// </summary>
/// <remarks>
/// Thread-safe; keep one for as long as the program runs. All clients share their connections, so that making many does not
/// use up sockets. In a container, use <c>AddProcore</c> instead.
/// </remarks>
public sealed class ProcoreClient : IProcoreClient, IDisposable, IAsyncDisposable
{
    private static readonly Lazy<HttpMessageHandler> Connections = new(PrimaryHandlerFactory.Create);

    private readonly ProcoreAccount _account;

    internal ProcoreClient(ProcoreAccount account) => _account = account;

    /// <inheritdoc />
    public IProcoreAuthentication Authentication => _account.Authentication;

    /// <summary>
    /// Makes a client. Nothing is sent.
    /// </summary>
    /// <param name="options">Where Procore is, as whom to call it, and how patiently. Later changes to them have no effect.</param>
    /// <param name="handler">
    /// Has the connections, such as through a proxy; null for handlers of the client's own. It must not follow redirects,
    /// which would carry the token elsewhere. It isn't disposed with the client.
    /// </param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="loggerFactory">Where to log; null for nowhere.</param>
    /// <returns>The client, to be disposed: asynchronously, so that a renewal of its tokens is waited for.</returns>
    /// <exception cref="ArgumentException">Options are wrong; the message names each, and never a value.</exception>
    public static ProcoreClient Create(ProcoreOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
    {
        var own = (options ?? throw new ArgumentNullException(nameof(options))).Clone();
        if (ProcoreOptionsValidator.FailuresOf(own) is { Count: > 0 } failures)
            throw new ArgumentException(string.Join(" ", failures), nameof(options));
        var connections = new SendOnceHandler(handler ?? Connections.Value);
        return new ProcoreClient(new ProcoreAccount(own, string.Empty, timeProvider ?? TimeProvider.System, connections, connections, TransportEvents.To(loggerFactory)));
    }

    /// <inheritdoc />
    public IProcoreCompany Company(long companyId)
    {
        if (companyId <= 0)
            throw new ArgumentOutOfRangeException(nameof(companyId), companyId, "A company's id is positive. Take it from Procore.");
        return new ProcoreCompany(companyId, _account);
    }

    /// <summary>
    /// Ends the calls that are on their way, but not a renewal of tokens.
    /// </summary>
    public void Dispose() => _account.Dispose();

    /// <summary>
    /// Ends the calls that are on their way, and waits for a renewal of tokens, which must not be lost.
    /// </summary>
    /// <returns>When the program may end.</returns>
    public ValueTask DisposeAsync() => _account.DisposeAsync();

    /// <inheritdoc cref="ProcoreAccount.SettleAsync" />
    internal Task SettleAsync() => _account.SettleAsync();

    private sealed class ProcoreCompany : IProcoreCompany
    {
        public ProcoreCompany(long id, ProcoreAccount account)
        {
            Id = id;
            Users = new ObservedCompanyUsers(new CompanyUsersFacade(id, account.Routes, account.Options, account.TimeProvider, account.Events), id, account.TimeProvider);
            var reader = new LookupReader(id, account.Routes, account.Options, account.Events);
            Projects = new ProjectsFacade(reader, Calls(nameof(Projects)));
            Vendors = new VendorsFacade(reader, Calls(nameof(Vendors)));
            PermissionTemplates = new PermissionTemplatesFacade(reader, Calls(nameof(PermissionTemplates)));
            Trades = new TradesFacade(reader, Calls(nameof(Trades)));
            WorkClassifications = new WorkClassificationsFacade(reader, Calls(nameof(WorkClassifications)));

            CallObserver Calls(string facade) => new(facade, id, account.TimeProvider);
        }

        public long Id { get; }

        public ICompanyUsers Users { get; }

        public IProjects Projects { get; }

        public IVendors Vendors { get; }

        public IPermissionTemplates PermissionTemplates { get; }

        public ITrades Trades { get; }

        public IWorkClassifications WorkClassifications { get; }
    }
}
