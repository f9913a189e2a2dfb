using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Finds items of a run that have the same id or origin id. Origin ids are kept as 64-bit hashes, so a run of any length holds a few
/// bytes for each item.
/// </summary>
internal sealed class ClaimedKeys
{
    private readonly Dictionary<long, long> _ids = [];
    private readonly Dictionary<ulong, long> _originIds = [];

    /// <summary>Claims an item's id and origin id, unless an earlier item has one of them.</summary>
    /// <returns>The error; null if no earlier item has the keys.</returns>
    public ProcoreErrorMessage? Claim(long position, CompanyUserSyncItem item)
    {
        var id = item.Id.Or(null);
        var origin = item.OriginId.Or(null) is { } originId ? Hash(originId) : (ulong?)null;
        if (id is { } claimed && _ids.TryGetValue(claimed, out var first))
            return Conflict("id", position, first);
        if (origin is { } hash && _originIds.TryGetValue(hash, out first))
            return Conflict("origin_id", position, first);
        if (id is { } ownId)
            _ids.Add(ownId, position);
        if (origin is { } ownOrigin)
            _originIds.Add(ownOrigin, position);
        return null;
    }

    private static ProcoreErrorMessage Conflict(string field, long position, long first) => new(
        field,
        FormattableString.Invariant($"Item {position} has the same {field} as item {first}; only item {first} was sent. Give each person one item."));

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }
}
