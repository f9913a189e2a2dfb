namespace Procore.CompanyUsers;

/// <summary>A set of ids that takes 10 to 20 bytes for each; a <see cref="HashSet{T}" /> takes three times as much while it grows.</summary>
internal sealed class IdSet
{
    private long[] _slots = new long[1024];
    private int _count;
    private bool _hasZero;

    /// <returns>Whether the id is new.</returns>
    public bool Add(long id)
    {
        // Zero marks an empty slot.
        if (id == 0)
            return _hasZero != (_hasZero = true);
        ref var slot = ref Slot(_slots, id);
        if (slot == id)
            return false;
        slot = id;
        if (++_count > _slots.Length / 5 * 4)
            Grow();
        return true;
    }

    private void Grow()
    {
        var slots = new long[_slots.Length * 2];
        foreach (var id in _slots)
        {
            if (id != 0)
                Slot(slots, id) = id;
        }
        _slots = slots;
    }

    /// <summary>The slot that has the id, or is free for it. The multiplication scatters ids, which are usually close together.</summary>
    private static ref long Slot(long[] slots, long id)
    {
        var index = (int)(unchecked((ulong)id * 0x9E3779B97F4A7C15) >> 32) & (slots.Length - 1);
        while (slots[index] != 0 && slots[index] != id)
            index = (index + 1) & (slots.Length - 1);
        return ref slots[index];
    }
}
