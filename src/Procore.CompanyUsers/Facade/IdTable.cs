namespace Procore.CompanyUsers;

/// <summary>
/// Ids, and if wanted the position of each: 10 to 20 bytes for an id, and 5 to 10 for a position. A <see cref="Dictionary{TKey,TValue}" /> takes
/// three times as much while it grows, and leaves large arrays behind, which are collected rarely; these are 256 small tables, which grow one by one.
/// </summary>
/// <param name="hasPositions">Whether positions are kept.</param>
internal sealed class IdTable(bool hasPositions = false)
{
    private readonly Part[] _parts = new Part[256];
    private long? _zeroPosition;

    /// <summary>Adds an id, unless the table has it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="position">Its position, below 2^32.</param>
    /// <returns>Whether the id is new.</returns>
    public bool Add(long id, long position = 0)
    {
        // Zero marks an empty slot.
        if (id == 0)
        {
            var isNew = _zeroPosition is null;
            _zeroPosition ??= position;
            return isNew;
        }
        var hash = Hash(id);
        ref var part = ref _parts[hash >> 56];
        if (part.Count >= (part.Ids?.Length ?? 0) / 5 * 4)
            part = part.Grown(hasPositions);
        var slot = Slot(part.Ids!, id, hash);
        if (part.Ids![slot] == id)
            return false;
        part.Ids[slot] = id;
        part.Count++;
        if (part.Positions is { } positions)
            positions[slot] = checked((uint)position);
        return true;
    }

    /// <summary>Finds an id.</summary>
    /// <returns>The position that it was added with; null if the table doesn't have it.</returns>
    public long? PositionOf(long id)
    {
        if (id == 0)
            return _zeroPosition;
        var hash = Hash(id);
        var part = _parts[hash >> 56];
        return part.Ids is { } ids && Slot(ids, id, hash) is var slot && ids[slot] == id ? part.Positions![slot] : null;
    }

    /// <summary>Scatters ids, which are usually close together. The first byte chooses a part.</summary>
    private static ulong Hash(long id) => unchecked((ulong)id * 0x9E3779B97F4A7C15);

    /// <summary>The slot that has the id, or is free for it.</summary>
    private static int Slot(long[] ids, long id, ulong hash)
    {
        var slot = (int)(hash >> 32) & (ids.Length - 1);
        while (ids[slot] != 0 && ids[slot] != id)
            slot = (slot + 1) & (ids.Length - 1);
        return slot;
    }

    private struct Part
    {
        public long[]? Ids;
        public uint[]? Positions;
        public int Count;

        public readonly Part Grown(bool hasPositions)
        {
            var size = Math.Max(16, (Ids?.Length ?? 0) * 2);
            var grown = new Part { Ids = new long[size], Positions = hasPositions ? new uint[size] : null, Count = Count };
            for (var i = 0; i < Ids?.Length; i++)
            {
                if (Ids[i] == 0)
                    continue;
                var slot = Slot(grown.Ids, Ids[i], Hash(Ids[i]));
                grown.Ids[slot] = Ids[i];
                if (grown.Positions is { } positions)
                    positions[slot] = Positions![i];
            }
            return grown;
        }
    }
}
