using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Those users of the directory, as they are now, whom changes speak of.</summary>
internal sealed class CurrentUsers
{
    private readonly Dictionary<long, CompanyUser?> _byId = [];
    private readonly Dictionary<string, CompanyUser?> _byOriginId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompanyUser?> _byEmailAddress = new(StringComparer.OrdinalIgnoreCase);
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

    /// <summary>Whether fewer than half of the users are there whom the plan has seen: nobody is ever deleted.</summary>
    public bool IsAnotherCompany => _witnesses * 2 < _witnessIds.Count;

    public static Task<CurrentUsers> ReadAsync(ICompanyUsers users, IReadOnlyCollection<DirectoryChange> changes, IReadOnlyCollection<long> witnessIds, CancellationToken cancellationToken) =>
        DirectoryReader.ReadAsync(users, () => new CurrentUsers(changes, witnessIds), (taker, user) => taker.Take(user), cancellationToken);

    public CompanyUser? Find(long id) => _byId.TryGetValue(id, out var user) ? user : null;

    /// <summary>The user whom a change creates, if there is one already, be it half created.</summary>
    public CompanyUser? FindCreated(DirectoryChange change) => change.OriginId() is { } originId
        ? Find(_byOriginId, originId)
        : FindAddressHolder(change);

    public CompanyUser? FindAddressHolder(DirectoryChange change) => change.EmailAddress() is { } emailAddress ? Find(_byEmailAddress, emailAddress) : null;

    private static CompanyUser? Find(Dictionary<string, CompanyUser?> users, string key) => users.TryGetValue(key, out var user) ? user : null;

    private void Take(CompanyUser user)
    {
        var id = user.Id!.Value;
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
