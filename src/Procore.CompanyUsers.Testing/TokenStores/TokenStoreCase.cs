namespace Procore.CompanyUsers.Testing;

/// <summary>
/// One thing that a token store must do.
/// </summary>
public sealed class TokenStoreCase
{
    private readonly Func<TokenStoreTrial, Task> _run;

    internal TokenStoreCase(string name, Func<TokenStoreTrial, Task> run) => (Name, _run) = (name, run);

    /// <summary>
    /// What it must do, in a sentence.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// Tries the store, with keys that nobody else uses.
    /// </summary>
    /// <param name="connect">
    /// Gives a store. It is called several times, and what it gives each time must be as in another program: an object of its
    /// own over the same storage. A store that lives in one program's memory may give the same one.
    /// </param>
    /// <param name="cancellationToken">Ends the trial.</param>
    /// <returns>When the store has passed.</returns>
    /// <exception cref="TokenStoreContractException">It has not; the message says what it did.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="connect" /> is null.</exception>
    public Task RunAsync(Func<IProcoreTokenStore> connect, CancellationToken cancellationToken = default) =>
        _run(new TokenStoreTrial(connect ?? throw new ArgumentNullException(nameof(connect)), cancellationToken));

    /// <summary>Gives the name, which is what test frameworks show.</summary>
    /// <returns><see cref="Name" />.</returns>
    public override string ToString() => Name;
}
