using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>The users that changes are about, as they are now.</summary>
internal sealed class CurrentUsers
{
    private readonly Dictionary<long, CompanyUser?> _byId = [];
    private readonly Dictionary<string, CompanyUser?> _byOriginId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompanyUser?> _byEmailAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly UnreadableUsers _unreadable = new();
    private readonly HashSet<long> _witnessIds;
    private int _witnesses;

    private CurrentUsers(IEnumerable<DirectoryChange> changes, IEnumerable<long> witnessIds)
    {
        _witnessIds = [.. witnessIds];
        foreach (var change in changes)
        {
            if (change.Person.UserId is { } id)
                _byId[id] = null;
            if (change.Kind != ChangeKind.Create)
                continue;
            if (change.OriginId() is { } originId)
                _byOriginId[originId] = null;
            if (change.EmailAddress() is { } emailAddress)
                _byEmailAddress[emailAddress] = null;
        }
    }

    /// <summary>Whether fewer than half of the users are there that the plan has seen; Procore deletes no user.</summary>
    public bool IsAnotherCompany => _witnesses * 2 < _witnessIds.Count;

    /// <summary>The number of active users of the company.</summary>
    public int Active { get; private set; }

    public static async Task<CurrentUsers> ReadAsync(ICompanyUsers users, IReadOnlyCollection<DirectoryChange> changes, IReadOnlyCollection<long> witnessIds, CancellationToken cancellationToken) =>
        (await DirectoryReader.ReadAsync(users, () => new CurrentUsers(changes, witnessIds), (taker, user) => taker.Take(user), cancellationToken).ConfigureAwait(false)).Taker;

    public CompanyUser? Find(long id) => _byId.TryGetValue(id, out var user) ? user : null;

    /// <summary>The user that a change creates, if it is there already, even if created in part.</summary>
    public CompanyUser? FindCreated(DirectoryChange change) => change.OriginId() is { } originId
        ? Find(_byOriginId, originId)
        : FindAddressHolder(change);

    /// <summary>A user that may be the one that a change creates, and whose keys can't be read.</summary>
    public CompanyUser? FindUnreadable(DirectoryChange change) =>
        _unreadable.MayBe(change.OriginId(), change.EmailAddress(), change.Find(SyncField.FirstName)?.New as string, change.Find(SyncField.LastName)?.New as string) is { Count: > 0 } users ? users[0] : null;

    public CompanyUser? FindAddressHolder(DirectoryChange change) => change.EmailAddress() is { } emailAddress ? Find(_byEmailAddress, emailAddress) : null;

    private static CompanyUser? Find(Dictionary<string, CompanyUser?> users, string key) => users.TryGetValue(key, out var user) ? user : null;

    private void Take(CompanyUser user)
    {
        var id = user.Id;
        _unreadable.Take(user);
        if (user.IsActive == true)
            Active++;
        if (_witnessIds.Contains(id))
            _witnesses++;
        if (_byId.ContainsKey(id))
            _byId[id] = user;
        if (IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } originId && _byOriginId.ContainsKey(originId))
            _byOriginId[originId] = user;
        if (FieldText.Clean(user.EmailAddress) is { } emailAddress && _byEmailAddress.ContainsKey(emailAddress))
            _byEmailAddress[emailAddress] = user;
    }
}
