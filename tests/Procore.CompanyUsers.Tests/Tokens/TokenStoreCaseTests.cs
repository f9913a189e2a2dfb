using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Tests;

internal sealed class TokenStoreCaseTests : IDisposable
{
    private static readonly IReadOnlyList<TokenStoreCase> Cases = [.. TokenStoreCases.All, .. TokenStoreCases.LeaseEnd];

    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [TestCaseSource(nameof(Cases))]
    public Task The_store_in_memory_passes(TokenStoreCase storeCase)
    {
        var store = new InMemoryTokenStore();
        return storeCase.RunAsync(() => store);
    }

    [TestCaseSource(nameof(Cases))]
    public Task The_store_in_files_passes(TokenStoreCase storeCase) => storeCase.RunAsync(() => new FileTokenStore(_directory.Path));

    /// <summary>A case that no wrong store fails would be worth nothing.</summary>
    [TestCase("Nothing is stored at first", Fault.HasSomethingAtFirst)]
    [TestCase("What was written is read, whole, by every program", Fault.ForgetsAtGivingBack)]
    [TestCase("What was written is read, whole, by every program", Fault.CutsPayloads)]
    [TestCase("Versions follow one on the other", Fault.KeepsTheFirst)]
    [TestCase("What doesn't follow is refused and changes nothing", Fault.TakesAnyVersion)]
    [TestCase("Keys that look alike are apart", Fault.IgnoresCase)]
    [TestCase("A lease is one program's at a time", Fault.HasNoLeases)]
    [TestCase("A lease holds up no other key", Fault.HasOneLease)]
    [TestCase("A lease that was given back twice is given once", Fault.GivesBackTwice)]
    [TestCase("A cancelled wait leaves no lease behind", Fault.IgnoresCancellation)]
    [TestCase("A lease that was lost overwrites nothing", Fault.TakesAnyVersion)]
    [TestCase("Programs at once lose nothing", Fault.HasNoLeases)]
    [TestCase("Readers see the old or the new, whole", Fault.CutsPayloads)]
    [TestCase("A lease that nobody gives back ends", Fault.KeepsLeasesForEver)]
    [TestCase("A lease that has ended takes none away", Fault.GivesBackTwice)]
    public void A_store_that_is_wrong_fails(string name, Fault fault)
    {
        // Whoever waits for ever is told after a minute, which this test doesn't wait for.
        var isEndless = fault is Fault.HasOneLease or Fault.KeepsLeasesForEver or Fault.IgnoresCancellation;
        using var patience = isEndless ? new CancellationTokenSource(TimeSpan.FromSeconds(2)) : new CancellationTokenSource();
        var store = new WrongStore(fault);

        Assert.That(
            () => Cases.Single(storeCase => storeCase.Name == name).RunAsync(() => store, patience.Token),
            isEndless ? Throws.InstanceOf<OperationCanceledException>() : Throws.TypeOf<TokenStoreContractException>());
    }
}
