using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Procore.CompanyUsers;

/// <summary>
/// A client for programs without a dependency injection container.
/// </summary>
/// <remarks>
/// Thread-safe. Keep one for as long as the program runs. All clients share their connections, so many clients don't use up
/// sockets. In a container, use <c>AddProcore</c> instead.
/// </remarks>
public sealed class ProcoreClient : IProcoreClient, IDisposable, IAsyncDisposable
{
    private static readonly Lazy<HttpMessageHandler> Connections = new(PrimaryHandlerFactory.Create);

    private readonly ProcoreAccount _account;

    internal ProcoreClient(ProcoreAccount account) => _account = account;

    /// <inheritdoc />
    public IProcoreAuthentication Authentication => _account.Authentication;

    /// <summary>
    /// Creates a client. Nothing is sent.
    /// </summary>
    /// <param name="options">The environment, the credentials, retries and timeouts. Later changes to them have no effect.</param>
    /// <param name="handler">
    /// The handler that owns the connections, such as one with a proxy; null for the client's own. It must not follow redirects,
    /// which would send the token elsewhere. The client doesn't dispose it. Into a chain of <see cref="DelegatingHandler" />
    /// the client puts a handler that keeps the chain from repeating changes.
    /// </param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="loggerFactory">Creates the logger; null to log nothing.</param>
    /// <returns>The client. Dispose it asynchronously, which waits for a renewal of its tokens.</returns>
    /// <exception cref="ArgumentException">
    /// Options are invalid (the message names each option and no values), or <paramref name="handler" /> is a chain of handlers
    /// that has sent requests or is disposed.
    /// </exception>
    public static ProcoreClient Create(ProcoreOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
    {
        var own = (options ?? throw new ArgumentNullException(nameof(options))).Clone();
        if (ProcoreOptionsValidator.FailuresOf(own) is { Count: > 0 } failures)
            throw new ArgumentException(string.Join(" ", failures), nameof(options));
        HttpMessageHandler connections;
        try
        {
            connections = SendOnceHandler.InsertInto(handler ?? Connections.Value);
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(exception.Message, nameof(handler), exception);
        }
        return new ProcoreClient(new ProcoreAccount(own, string.Empty, timeProvider ?? TimeProvider.System, connections, connections, TransportEvents.To(loggerFactory)));
    }

    /// <inheritdoc />
    public IProcoreCompany Company(long companyId)
    {
        if (companyId <= 0)
            throw new ArgumentOutOfRangeException(nameof(companyId), companyId, "A company's id is positive. Take it from Procore.");
        return new ProcoreCompany(_account, companyId, _account.Http);
    }

    /// <inheritdoc />
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        return new CallObserver("Client", companyId: null, _account.TimeProvider).RunAsync(() => OtherRequest.SendAsync(_account.Http, companyId: null, request, cancellationToken));
    }

    /// <summary>
    /// Cancels the running calls, but not a renewal of tokens.
    /// </summary>
    public void Dispose() => _account.Dispose();

    /// <summary>
    /// Cancels the running calls, and waits for a renewal of tokens, which must not be lost.
    /// </summary>
    /// <returns>A task that completes when the program may end.</returns>
    public ValueTask DisposeAsync() => _account.DisposeAsync();

    /// <inheritdoc cref="ProcoreAccount.SettleAsync" />
    internal Task SettleAsync() => _account.SettleAsync();

    private sealed class ProcoreCompany : IProcoreCompany
    {
        private readonly ProcoreAccount _account;
        private readonly HttpClient _http;
        private readonly CallObserver _calls;
        private readonly LookupReader _reader;

        // Created when they are used: most callers of a company need its users only.
        private ProjectsFacade? _projects;
        private VendorsFacade? _vendors;
        private PermissionTemplatesFacade? _permissionTemplates;
        private TradesFacade? _trades;
        private WorkClassificationsFacade? _workClassifications;

        public ProcoreCompany(ProcoreAccount account, long id, HttpClient http)
        {
            (_account, Id, _http, _calls) = (account, id, http, new CallObserver("Company", id, account.TimeProvider));
            var routes = new Routes(() => http);
            Users = new ObservedCompanyUsers(new CompanyUsersFacade(id, routes, account.Options, account.TimeProvider, account.Events), id, account.TimeProvider);
            _reader = new LookupReader(id, routes, account.Options, account.TimeProvider, account.Events);
        }

        public long Id { get; }

        public ICompanyUsers Users { get; }

        public IProjects Projects => _projects ??= new ProjectsFacade(_reader, Calls(nameof(Projects)));

        public IVendors Vendors => _vendors ??= new VendorsFacade(_reader, Calls(nameof(Vendors)));

        public IPermissionTemplates PermissionTemplates => _permissionTemplates ??= new PermissionTemplatesFacade(_reader, Calls(nameof(PermissionTemplates)));

        public ITrades Trades => _trades ??= new TradesFacade(_reader, Calls(nameof(Trades)));

        public IWorkClassifications WorkClassifications => _workClassifications ??= new WorkClassificationsFacade(_reader, Calls(nameof(WorkClassifications)));

        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
        {
            _ = request ?? throw new ArgumentNullException(nameof(request));
            return _calls.RunAsync(() => OtherRequest.SendAsync(_http, Id.ToString(CultureInfo.InvariantCulture), request, cancellationToken));
        }

        public IProcoreCompany WithOptions(ProcoreCallOptions options) =>
            new ProcoreCompany(_account, Id, _account.HttpWith((options ?? throw new ArgumentNullException(nameof(options))).Checked(nameof(options))));

        private CallObserver Calls(string facade) => new(facade, Id, _account.TimeProvider);
    }
}
