namespace Procore.CompanyUsers;

/// <summary>
/// A set of ids in 10 to 20 bytes each; a <see cref="HashSet{T}" /> takes three times that while it grows. It has many small
/// tables, since a large one, and those that it outgrew, would be large objects, which are collected late.
/// </summary>
internal sealed class IdSet
{
    private readonly Table[] _tables = new Table[256];
    private bool _hasZero;

    /// <returns>Whether the id is new.</returns>
    public bool Add(long id)
    {
        // Zero marks an empty slot.
        if (id == 0)
            return _hasZero != (_hasZero = true);
        var hash = Hash(id);
        return _tables[hash >> 24].Add(id, hash);
    }

    /// <summary>Ids lie close together: the multiplication scatters them.</summary>
    private static uint Hash(long id) => (uint)(unchecked((ulong)id * 0x9E3779B97F4A7C15) >> 32);

    private struct Table
    {
        private long[]? _slots;
        private int _count;

        public bool Add(long id, uint hash)
        {
            _slots ??= new long[8];
            ref var slot = ref Slot(_slots, id, hash);
            if (slot == id)
                return false;
            slot = id;
            if (++_count > _slots.Length * 4 / 5)
                Grow();
            return true;
        }

        private void Grow()
        {
            var slots = new long[_slots!.Length * 2];
            foreach (var id in _slots)
            {
                if (id != 0)
                    Slot(slots, id, Hash(id)) = id;
            }
            _slots = slots;
        }

        /// <summary>Where the id is, or where it belongs.</summary>
        private static ref long Slot(long[] slots, long id, uint hash)
        {
            var index = (int)hash & (slots.Length - 1);
            while (slots[index] != 0 && slots[index] != id)
                index = (index + 1) & (slots.Length - 1);
            return ref slots[index];
        }
    }
}
