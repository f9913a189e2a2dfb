using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Matches directory users to the people of the source while the directory streams, keeping only the matches.</summary>
internal sealed class Matching
{
    private const int MaxWitnesses = 16;

    private readonly DirectorySyncOptions _options;
    private readonly long _accountId;
    private readonly List<WantedPerson> _people = [];
    private readonly KeyIndex<long> _byId = new("id", EqualityComparer<long>.Default);
    private readonly KeyIndex<string> _byOriginId = new("origin id", StringComparer.Ordinal);
    private readonly KeyIndex<string> _byEmployeeId = new("employee id", StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<string> _byEmailAddress = new("e-mail address", StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<WantedPerson>> _byFoldedOriginId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<WantedPerson>> _byHolderAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ZeroLedId> _bareOriginIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZeroLedId> _bareEmployeeIds = new(StringComparer.Ordinal);
    private readonly Dictionary<long, DirectoryChange> _missing = [];

    public Matching(IReadOnlyList<Person> people, DirectorySyncOptions options, long accountId)
    {
        _options = options;
        _accountId = accountId;
        UnknownProtectedIds = [.. options.ProtectedIds];
        UnknownVendorIds = [.. options.Scope.VendorIds];
        foreach (var person in people)
            Add(new WantedPerson(person, _people.Count));
    }

    public IReadOnlyList<WantedPerson> People => _people;

    public Suspects Suspects { get; } = new();

    /// <summary>How many active users are in scope.</summary>
    public int InScope { get; private set; }

    /// <summary>Active users in scope that the source doesn't have, and their deactivations.</summary>
    public IDictionary<long, DirectoryChange> Missing => _missing;

    /// <summary>Active users in scope that the source doesn't have and no run has linked.</summary>
    public List<PersonReference> Unlinked { get; } = [];

    /// <summary>Users whose keys can't be read.</summary>
    public UnreadableUsers Unreadable { get; } = new();

    /// <summary>Active users in scope that the source doesn't have, and that are never changed, and those that can't be read.</summary>
    public List<SkippedPerson> Spared { get; } = [];

    /// <summary>Whether the directory was read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Protected ids that no user has.</summary>
    public HashSet<long> UnknownProtectedIds { get; }

    /// <summary>Vendors of the scope that no user belongs to.</summary>
    public HashSet<long> UnknownVendorIds { get; }

    public List<long> WitnessIds { get; } = [];

    /// <summary>The values of keys that several people have.</summary>
    public IEnumerable<KeyGroup> SharedKeys =>
        _byId.Groups.Concat(_byOriginId.Groups).Concat(_byEmployeeId.Groups).Concat(_byEmailAddress.Groups).Where(group => group.People.Count > 1);

    public void Take(CompanyUser user)
    {
        var id = user.Id;
        // The account that signs in may be in the directory of another company too.
        if (WitnessIds.Count < MaxWitnesses && id != _accountId)
            WitnessIds.Add(id);
        IsRead = true;
        UnknownProtectedIds.Remove(id);
        if (user.Vendor is { } vendor)
            UnknownVendorIds.Remove(vendor.Id);
        var isFound = Match(user);
        var isSuspect = Suspects.Take(user);
        Unreadable.Take(user, _options.MatchByEmployeeId);
        if (!isFound && !isSuspect && user.IsActive != false && IsUnreadable(user))
        {
            Spared.Add(new SkippedPerson(PersonReference.Of(user), SkipReasonOf(user) is { } reason and (SkipReason.CallingAccount or SkipReason.Protected) ? reason : SkipReason.Unreadable));
            return;
        }
        if (user.IsActive != true || !_options.Scope.Contains(user))
            return;
        InScope++;
        if (isFound || isSuspect)
            return;
        if (SkipReasonOf(user) is { } skip)
        {
            Spared.Add(new SkippedPerson(PersonReference.Of(user), skip));
            return;
        }
        // An origin id is the mark that a run leaves. A vendor's user or a service account without one may belong to another app.
        if (_options.DeactivateUnlinked != true && user.IsEmployee != true && FieldText.Clean(user.OriginId) is null)
            Unlinked.Add(PersonReference.Of(user));
        else
            _missing.Add(id, new DirectoryChange(ChangeKind.Deactivate, PersonReference.Of(user), user.UpdatedAt, []));
    }

    /// <returns>Why a user must not be changed; null if the user may be changed.</returns>
    public SkipReason? SkipReasonOf(CompanyUser user)
    {
        var id = user.Id;
        if (id == _accountId)
            return SkipReason.CallingAccount;
        if (_options.ProtectedIds.Contains(id))
            return SkipReason.Protected;
        return _options.Scope.Contains(user) ? null : SkipReason.OutOfScope;
    }

    /// <summary>Whether it isn't certain that the user is the person, or whether the user is active.</summary>
    public bool IsUnreadable(CompanyUser user, WantedPerson person) =>
        user.IsActive is null || (person.Id is null ? LacksKey(user) : person.OriginId is not null && !user.IsGiven(nameof(CompanyUser.OriginId)));

    private bool IsUnreadable(CompanyUser user) =>
        _options.Scope.IsUnclear(user) || ((user.IsActive is null || LacksKey(user)) && _options.Scope.Contains(user));

    private bool LacksKey(CompanyUser user) => !user.IsGiven(nameof(CompanyUser.OriginId))
        || (_options.MatchByEmployeeId && !user.IsGiven(nameof(CompanyUser.EmployeeId)))
        || (_options.MatchByEmailAddress && !user.IsGiven(nameof(CompanyUser.EmailAddress)));

    private void Add(WantedPerson person)
    {
        _people.Add(person);
        if (ProblemOf(person) is { } problem)
        {
            Suspects.Add(person, problem, IsIdentified(person));
            return;
        }
        if (person.Id is { } id)
            _byId.Add(id, person);
        if (person.OriginId is { } originId)
        {
            _byOriginId.Add(originId, person);
            Add(_byFoldedOriginId, originId, person);
            if (LosesZeros(originId))
                Add(_bareOriginIds, SyncField.OriginIdName, originId, person);
        }
        if (person.EmployeeId is { } employeeId)
        {
            if (_options.MatchByEmployeeId)
                _byEmployeeId.Add(employeeId, person);
            if (LosesZeros(employeeId))
                Add(_bareEmployeeIds, SyncField.EmployeeId, employeeId, person);
        }
        if (person.EmailAddress is { } emailAddress)
        {
            if (_options.MatchByEmailAddress)
                _byEmailAddress.Add(emailAddress, person);
            Add(_byHolderAddress, emailAddress, person);
        }
    }

    private static void Add(Dictionary<string, List<WantedPerson>> index, string key, WantedPerson person)
    {
        if (!index.TryGetValue(key, out var people))
            index.Add(key, people = new List<WantedPerson>(1));
        people.Add(person);
    }

    private static void Add(Dictionary<string, ZeroLedId> index, string field, string id, WantedPerson person)
    {
        if (!index.TryGetValue(id, out var zeroLed))
            index.Add(id, zeroLed = new ZeroLedId(field));
        person.ZeroLedIds.Add(zeroLed);
    }

    /// <summary>Why a person can't be used, as far as it is known before the directory is read; null if they can.</summary>
    private string? ProblemOf(WantedPerson person)
    {
        if (person.Person.Avatar is not null)
            return "The entry has a picture, which a plan can't hold. Send it with ICompanyUsers.SyncAsync or UpdateAsync.";
        if (person.Person.Problem is { } problem)
            return problem;
        if (person.Id <= 0)
            return "Id isn't positive. Take it from Procore, or leave it out.";
        if (IncompleteCreate.IsMarked(person.OriginId))
            return "The origin id ends like those that this library gives to users that are created in part. Choose another.";
        foreach (var field in SyncField.All.Prepend(SyncField.OriginId))
        {
            if (IsUsed(field) && person.Person.TryGetValue(field.Name, out var value) && SourceText.FindProblem(field.Name, value as string) is { } broken)
                return $"{field.Name} {broken}";
        }
        return null;
    }

    private bool IsUsed(SyncField field) => _options.PolicyOf(field) != FieldPolicy.Never
        || (field.Name == SyncField.EmployeeId && _options.MatchByEmployeeId)
        || (field.Name == SyncField.EmailAddress && _options.MatchByEmailAddress);

    /// <summary>Whether at least one key is readable and none is broken.</summary>
    private bool IsIdentified(WantedPerson person)
    {
        var keys = new List<(string Name, string? Text)> { (SyncField.OriginIdName, person.OriginId) };
        if (_options.MatchByEmployeeId)
            keys.Add((SyncField.EmployeeId, person.EmployeeId));
        if (_options.MatchByEmailAddress)
            keys.Add((SyncField.EmailAddress, person.EmailAddress));
        return keys.TrueForAll(key => SourceText.FindProblem(key.Name, key.Text) is null)
            && (person.Id > 0 || keys.Exists(key => key.Text is not null));
    }

    private bool LosesZeros(string id) => !_options.AllowLostZeros && IsDigits(id) && id[0] != '0';

    private static bool IsDigits(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private bool Match(CompanyUser user)
    {
        var isFound = Found(_byId.Find(user.Id), user);
        if (IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } originId)
        {
            var group = _byOriginId.Find(originId);
            isFound |= Found(group, user);
            // Another system may have ids that differ only by case, so case is ignored only if no person has the exact id.
            if (group is null && _byFoldedOriginId.TryGetValue(originId, out var folded))
                isFound |= FoundByCase(folded, user);
            NoteZeros(_bareOriginIds, originId, user);
        }
        if (FieldText.Clean(user.EmployeeId) is { } employeeId)
        {
            isFound |= Found(_byEmployeeId.Find(employeeId), user);
            NoteZeros(_bareEmployeeIds, employeeId, user);
        }
        if (FieldText.Clean(user.EmailAddress) is { } emailAddress)
        {
            if (_byHolderAddress.TryGetValue(emailAddress, out var people))
            {
                foreach (var person in people)
                    person.AddressHolder = user;
            }
            isFound |= Found(_byEmailAddress.Find(emailAddress), user);
        }
        return isFound;
    }

    private static bool Found(KeyGroup? group, CompanyUser user)
    {
        group?.Users.Add(user);
        return group is not null;
    }

    private static bool FoundByCase(List<WantedPerson> people, CompanyUser user)
    {
        foreach (var group in people.SelectMany(person => person.Groups.Take(2)).Where(group => group.Key == "origin id").Distinct())
            group.Users.Add(user);
        return true;
    }

    private static void NoteZeros(Dictionary<string, ZeroLedId> bare, string id, CompanyUser user)
    {
        if (bare.Count == 0 || !IsDigits(id))
            return;
        if (id[0] != '0')
        {
            if (bare.TryGetValue(id, out var exact))
                exact.IsThereAsWritten = true;
        }
        else if (bare.TryGetValue(id.TrimStart('0'), out var withoutZeros))
        {
            withoutZeros.Add(user);
        }
    }
}
