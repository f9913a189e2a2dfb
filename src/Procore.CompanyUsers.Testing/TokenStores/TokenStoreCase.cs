namespace Procore.CompanyUsers.Testing;

/// <summary>A requirement of a token store that can be tested.</summary>
public sealed class TokenStoreCase
{
    private readonly Func<TokenStoreTestContext, Task> _run;

    internal TokenStoreCase(string name, Func<TokenStoreTestContext, Task> run) => (Name, _run) = (name, run);

    /// <summary>The requirement, in a sentence.</summary>
    public string Name { get; }

    /// <summary>Tests a store, with unique keys.</summary>
    /// <param name="connect">
    /// Returns a store. It is called several times; each call must return an object of its own over the same storage, as if from another
    /// program. A store that keeps its content in memory may return the same object.
    /// </param>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>A task that completes when the store has passed.</returns>
    /// <exception cref="TokenStoreContractException">The store doesn't meet the requirement; the message says what it did.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="connect" /> is null.</exception>
    public Task RunAsync(Func<IProcoreTokenStore> connect, CancellationToken cancellationToken = default) =>
        _run(new TokenStoreTestContext(connect ?? throw new ArgumentNullException(nameof(connect)), cancellationToken));

    /// <summary>Returns the name, which test frameworks display.</summary>
    /// <returns><see cref="Name" />.</returns>
    public override string ToString() => Name;
}
