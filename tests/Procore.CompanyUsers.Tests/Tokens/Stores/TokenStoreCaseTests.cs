using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Tests;

internal sealed class TokenStoreCaseTests : IDisposable
{
    private static readonly IReadOnlyList<TokenStoreCase> Cases = [.. TokenStoreCases.All, .. TokenStoreCases.LeaseEnd];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCaseSource(nameof(Cases))]
    public Task InMemoryTokenStore_passes_every_TokenStoreCase(TokenStoreCase storeCase)
    {
        var store = new InMemoryTokenStore();
        return storeCase.RunAsync(() => store);
    }

    [TestCaseSource(nameof(Cases))]
    public Task FileTokenStore_passes_every_TokenStoreCase(TokenStoreCase storeCase) => storeCase.RunAsync(() => new FileTokenStore(_folder.PathOf("tokens")));

    /// <summary>A case that no wrong store fails would be worth nothing.</summary>
    [TestCase("A new key is empty", Fault.HasSomethingAtFirst)]
    [TestCase("Every program reads exactly what was written", Fault.ForgetsAtGivingBack)]
    [TestCase("Every program reads exactly what was written", Fault.CutsPayloads)]
    [TestCase("Consecutive versions are accepted", Fault.KeepsTheFirst)]
    [TestCase("Other versions are refused and change nothing", Fault.TakesAnyVersion)]
    [TestCase("Similar keys are separate", Fault.IgnoresCase)]
    [TestCase("A lease is held by one program at a time", Fault.HasNoLeases)]
    [TestCase("A lease doesn't block other keys", Fault.HasOneLease)]
    [TestCase("A lease that is released twice is granted once", Fault.GivesBackTwice)]
    [TestCase("A cancelled wait leaves no lease behind", Fault.IgnoresCancellation)]
    [TestCase("A lost lease overwrites nothing", Fault.TakesAnyVersion)]
    [TestCase("Concurrent programs lose nothing", Fault.HasNoLeases)]
    [TestCase("Readers see either the old or the new value", Fault.CutsPayloads)]
    [TestCase("A lease that isn't released expires", Fault.KeepsLeasesForEver)]
    [TestCase("An expired lease doesn't release another program's lease", Fault.GivesBackTwice)]
    public void TokenStoreCase_fails_for_a_faulty_store(string name, Fault fault)
    {
        // A case that waits for ever fails after a minute, which this test doesn't wait for.
        var isEndless = fault is Fault.HasOneLease or Fault.KeepsLeasesForEver or Fault.IgnoresCancellation;
        using var patience = isEndless ? new CancellationTokenSource(TimeSpan.FromSeconds(2)) : new CancellationTokenSource();
        var store = new WrongStore(fault);

        Assert.That(
            () => Cases.Single(storeCase => storeCase.Name == name).RunAsync(() => store, patience.Token),
            isEndless ? Throws.InstanceOf<OperationCanceledException>() : Throws.TypeOf<TokenStoreContractException>());
    }
}
