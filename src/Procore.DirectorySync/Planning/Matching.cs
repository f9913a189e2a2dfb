using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Finds who of the directory is who of the people that are wanted, as the directory comes by, and keeps only what is found.</summary>
internal sealed class Matching
{
    private readonly DirectorySyncOptions _options;
    private readonly long _accountId;
    private readonly List<WantedPerson> _people = [];
    private readonly KeyIndex<long> _byId = new("id", EqualityComparer<long>.Default);
    private readonly KeyIndex<string> _byOriginId = new("origin id", StringComparer.Ordinal);
    private readonly KeyIndex<string> _byFoldedOriginId = new("origin id", StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<string> _byEmployeeId = new("employee id", StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<string> _byEmailAddress = new("e-mail address", StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, DirectoryChange> _missing = [];

    public Matching(IReadOnlyList<Person> people, DirectorySyncOptions options, long accountId)
    {
        _options = options;
        _accountId = accountId;
        foreach (var person in people)
            Add(new WantedPerson(person, _people.Count));
    }

    public IReadOnlyList<WantedPerson> People => _people;

    /// <summary>How many active users are in scope.</summary>
    public int InScope { get; private set; }

    /// <summary>Those in scope, active and nobody's, who would be deactivated.</summary>
    public IDictionary<long, DirectoryChange> Missing => _missing;

    public List<long> WitnessIds { get; } = [];

    public void Take(CompanyUser user)
    {
        var id = user.Id!.Value;
        // The account that signs in may be there in another company too.
        if (WitnessIds.Count < 16 && id != _accountId)
            WitnessIds.Add(id);
        var isFound = Match(user);
        if (user.IsActive != true || !_options.Scope.Contains(user))
            return;
        InScope++;
        if (!isFound && SkipReasonOf(user) is null)
            _missing.Add(id, new DirectoryChange(ChangeKind.Deactivate, PersonReference.Of(user), user.UpdatedAt, []));
    }

    /// <returns>Why a user mustn't be touched; null where nothing speaks against it.</returns>
    public SkipReason? SkipReasonOf(CompanyUser user)
    {
        var id = user.Id!.Value;
        if (id == _accountId)
            return SkipReason.CallingAccount;
        if (_options.ProtectedIds.Contains(id))
            return SkipReason.Protected;
        return _options.Scope.Contains(user) ? null : SkipReason.OutOfScope;
    }

    /// <summary>The people who share a key by which people are told apart, and the key's name.</summary>
    public IEnumerable<(string Key, IReadOnlyList<WantedPerson> People)> SharedKeys()
    {
        var shared = _byId.Shared().Select(people => (_byId.Name, people)).Concat(_byOriginId.Shared().Select(people => (_byOriginId.Name, people)));
        if (_options.MatchByEmployeeId)
            shared = shared.Concat(_byEmployeeId.Shared().Select(people => (_byEmployeeId.Name, people)));
        if (_options.MatchByEmailAddress)
            shared = shared.Concat(_byEmailAddress.Shared().Select(people => (_byEmailAddress.Name, people)));
        return shared;
    }

    private void Add(WantedPerson person)
    {
        _people.Add(person);
        if (person.Id is { } id)
            _byId.Add(id, person);
        if (person.OriginId is { } originId)
        {
            _byOriginId.Add(originId, person);
            _byFoldedOriginId.Add(originId, person);
        }
        if (person.EmployeeId is { } employeeId)
            _byEmployeeId.Add(employeeId, person);
        if (person.EmailAddress is { } emailAddress)
            _byEmailAddress.Add(emailAddress, person);
    }

    private bool Match(CompanyUser user)
    {
        var isFound = Found(_byId.Find(user.Id!.Value), user);
        if (IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } originId)
        {
            var people = _byOriginId.Find(originId);
            // Another system may tell its ids apart by upper and lower case, so only what nobody has letter by letter is in question.
            isFound |= Found(people.Count > 0 ? people : _byFoldedOriginId.Find(originId), user);
        }
        if (_options.MatchByEmployeeId && FieldText.Clean(Given(user, nameof(CompanyUser.EmployeeId)).EmployeeId) is { } employeeId)
            isFound |= Found(_byEmployeeId.Find(employeeId), user);
        if (FieldText.Clean(user.EmailAddress) is { } emailAddress)
        {
            var people = _byEmailAddress.Find(emailAddress);
            foreach (var person in people)
                person.AddressHolder = user;
            if (_options.MatchByEmailAddress)
                isFound |= Found(people, user);
        }
        return isFound;
    }

    private static bool Found(IReadOnlyList<WantedPerson> people, CompanyUser user)
    {
        foreach (var person in people)
            person.AddCandidate(user);
        return people.Count > 0;
    }

    private static CompanyUser Given(CompanyUser user, string property) => user.IsGiven(property)
        ? user
        : throw new ProcoreException($"Procore's answer leaves out {property} of a user, by which people are to be found. Nothing was sent.");
}
