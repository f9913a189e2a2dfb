using FsCheck;
using FsCheck.Fluent;

namespace Procore.CompanyUsers.Tests;

internal sealed class IdSetTests
{
    [Test]
    public void Add_returns_the_same_as_a_HashSet_for_any_ids() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<long[]>(), ids => TellsNewsAsHashSetDoes(ids)));

    [Test]
    public void Add_distinguishes_hundreds_of_thousands_of_ids() =>
        Assert.That(TellsNewsAsHashSetDoes([.. Ids(3), .. Ids(3), .. Ids(1L << 32), 0, 0, long.MinValue, long.MaxValue, -1, -1]), Is.True);

    private static IEnumerable<long> Ids(long step) => Enumerable.Range(1, 100_000).Select(i => i * step);

    private static bool TellsNewsAsHashSetDoes(long[] ids)
    {
        var (known, set) = (new HashSet<long>(), new IdSet());
        return ids.All(id => set.Add(id) == known.Add(id));
    }
}
