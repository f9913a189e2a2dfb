using Procore.Generated.Json;

namespace Procore.CompanyUsers;

internal sealed class ProcoreClientFactory(Func<ProcoreOptions> defaults, Func<ProcoreOptions, string, ProcoreAccount> open) : IProcoreClientFactory, IDisposable, IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LinkedListNode<Tenant>> _tenants = new(StringComparer.Ordinal);
    private readonly LinkedList<Tenant> _byUse = new();
    private readonly List<Task> _renewalsOfEvicted = [];

    public IProcoreClient Create(string key, ProcoreCredentials credentials)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 200)
            throw new ArgumentException("Give a name of 1 to 200 characters, that isn't blank.", nameof(key));
        if (JsonText.IndexOfLoneSurrogate(key) >= 0)
            throw new ArgumentException("The name isn't valid Unicode: half of a surrogate pair is missing.", nameof(key));
        if (credentials is null)
            throw new ArgumentNullException(nameof(credentials));
        var options = credentials.ApplyTo(defaults());
        Check(options, credentials);
        lock (_gate)
        {
            if (_tenants.TryGetValue(key, out var known) && known.Value.Has(options))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return known.Value.Client;
            }
            Remove(key);
            var tenant = new Tenant(key, options, new ProcoreClient(open(options, $"tenant/{key}")));
            _tenants.Add(key, _byUse.AddFirst(tenant));
            while (_byUse.Count > options.MaxClients)
                Remove(_byUse.Last!.Value.Key);
            return tenant.Client;
        }
    }

    public bool Evict(string key)
    {
        if (key is null)
            throw new ArgumentNullException(nameof(key));
        lock (_gate)
            return Remove(key);
    }

    public void Dispose()
    {
        foreach (var client in Clients(out _))
            client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        var ends = Clients(out var renewals).Select(client => client.DisposeAsync().AsTask()).ToList();
        await Task.WhenAll([.. renewals, .. ends]).ConfigureAwait(false);
    }

    /// <summary>Gets the clients to dispose. The caller disposes them outside the lock, because a cancelled call may call the factory again.</summary>
    private List<ProcoreClient> Clients(out Task[] renewalsOfEvicted)
    {
        lock (_gate)
        {
            renewalsOfEvicted = [.. _renewalsOfEvicted];
            return [.. _byUse.Select(tenant => tenant.Client)];
        }
    }

    private bool Remove(string key)
    {
        if (!_tenants.TryGetValue(key, out var node))
            return false;
        _byUse.Remove(node);
        _renewalsOfEvicted.RemoveAll(renewal => renewal.IsCompleted);
        _renewalsOfEvicted.Add(node.Value.Client.SettleAsync());
        return _tenants.Remove(key);
    }

    private static void Check(ProcoreOptions options, ProcoreCredentials credentials)
    {
        if (ProcoreOptionsValidator.FailuresOf(options) is { Count: > 0 } failures)
            throw new ArgumentException(string.Join(" ", failures), nameof(credentials));
        // The service account of the options is one account, and its client is the one that is registered.
        if (credentials.ClientId is null && options is { ClientId: not null, TokenStore: null })
            throw new ArgumentException("The credentials name no account: set a client id and secret, a token, or a token store.", nameof(credentials));
    }

    private sealed class Tenant(string key, ProcoreOptions options, ProcoreClient client)
    {
        public string Key { get; } = key;

        public ProcoreClient Client { get; } = client;

        public bool Has(ProcoreOptions others) =>
            options.ClientId == others.ClientId
            && options.ClientSecret == others.ClientSecret
            && options.RefreshToken == others.RefreshToken
            && options.TokenStore == others.TokenStore
            && options.TokenProtector == others.TokenProtector
            && options.AccessToken == others.AccessToken
            && options.AccessTokenSource == others.AccessTokenSource;
    }
}
