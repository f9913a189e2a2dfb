using FsCheck;
using FsCheck.Fluent;

namespace Procore.CompanyUsers.Tests;

internal sealed class IdTableTests
{
    [Test]
    public void Add_returns_the_same_as_a_HashSet_for_any_ids() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<long[]>(), ids => TellsNewsAsHashSetDoes(ids)));

    [Test]
    public void Add_distinguishes_hundreds_of_thousands_of_ids() =>
        Assert.That(TellsNewsAsHashSetDoes([.. Ids(3), .. Ids(3), .. Ids(1L << 32), 0, 0, long.MinValue, long.MaxValue, -1, -1]), Is.True);

    [Test]
    public void PositionOf_finds_the_first_position_of_any_id() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<long[]>(), FindsFirstPositions));

    [Test]
    public void PositionOf_finds_the_first_positions_of_hundreds_of_thousands_of_ids() =>
        Assert.That(FindsFirstPositions([.. Ids(3), .. Ids(3), .. Ids(1L << 32), 0, 0, long.MinValue, long.MaxValue, -1, -1]), Is.True);

    private static IEnumerable<long> Ids(long step) => Enumerable.Range(1, 100_000).Select(i => i * step);

    private static bool TellsNewsAsHashSetDoes(long[] ids)
    {
        var (known, table) = (new HashSet<long>(), new IdTable());
        return ids.All(id => table.Add(id) == known.Add(id));
    }

    private static bool FindsFirstPositions(long[] ids)
    {
        var (known, table) = (new Dictionary<long, long>(), new IdTable(hasPositions: true));
        foreach (var (position, id) in ids.Index())
        {
            known.TryAdd(id, position);
            table.Add(id, position);
        }
        return ids.All(id => table.PositionOf(id) == known[id]) && table.PositionOf(7_777_777_777_777_777) is null;
    }
}
