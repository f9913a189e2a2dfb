using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The people of the source that can't be used, and the users that they may be, who are left alone. A readable key finds them; so
/// does the full name, because the broken key may be the one that would find them.
/// </summary>
internal sealed class Suspects
{
    private const int MaxListed = 20;
    private const string NamePrefix = "name ";

    private readonly Dictionary<string, List<Suspect>> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Suspect> _all = [];

    public IReadOnlyList<Suspect> All => _all;

    /// <summary>Users that have a key of an unusable person.</summary>
    public HashSet<long> UserIds { get; } = [];

    /// <summary>Whether an unusable person may be any user: a key is broken or there is none, and what is readable finds no user.</summary>
    public bool MayBeAnyUser => _all.Exists(suspect => !suspect.IsIdentified && suspect.Users.Count == 0);

    public void Add(WantedPerson person, string problem, bool isIdentified)
    {
        var suspect = new Suspect(person, problem, isIdentified);
        _all.Add(suspect);
        foreach (var key in KeysOf(person))
        {
            if (!_byKey.TryGetValue(key, out var suspects))
                _byKey.Add(key, suspects = []);
            suspects.Add(suspect);
        }
    }

    /// <returns>Whether an unusable person may be this user.</returns>
    public bool Take(CompanyUser user)
    {
        if (_all.Count == 0)
            return false;
        var isSuspect = false;
        foreach (var key in KeysOf(user))
        {
            if (!_byKey.TryGetValue(key, out var suspects))
                continue;
            isSuspect = true;
            if (!key.StartsWith(NamePrefix, StringComparison.Ordinal))
                UserIds.Add(user.Id);
            // Thousands of users may share a name or a placeholder; the first ones are enough for the message.
            foreach (var suspect in suspects.Take(MaxListed).Where(suspect => suspect.Users.Count < MaxListed && suspect.Users.TrueForAll(known => known.Id != user.Id)))
                suspect.Users.Add(user);
        }
        return isSuspect;
    }

    private static IEnumerable<string> KeysOf(WantedPerson person)
    {
        if (person.Id is { } id)
            yield return FormattableString.Invariant($"id {id}");
        if (person.OriginId is { } originId && SourceText.FindProblem(SyncField.OriginIdName, originId) is null)
            yield return "origin id " + originId;
        if (person.EmployeeId is { } employeeId && SourceText.FindProblem(SyncField.EmployeeId, employeeId) is null)
            yield return "employee id " + employeeId;
        if (person.EmailAddress is { } address && SourceText.FindProblem(SyncField.EmailAddress, address) is null)
            yield return "e-mail address " + address;
        if (FieldText.Clean(person.Person.FirstName.Or(null)) is { } first && FieldText.Clean(person.Person.LastName.Or(null)) is { } last)
            yield return $"{NamePrefix}{first} {last}";
    }

    private static IEnumerable<string> KeysOf(CompanyUser user)
    {
        yield return FormattableString.Invariant($"id {user.Id}");
        if (IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } originId)
            yield return "origin id " + originId;
        if (FieldText.Clean(user.EmployeeId) is { } employeeId)
            yield return "employee id " + employeeId;
        if (FieldText.Clean(user.EmailAddress) is { } address)
            yield return "e-mail address " + address;
        if (FieldText.Clean(user.FirstName) is { } first && FieldText.Clean(user.LastName) is { } last)
            yield return $"{NamePrefix}{first} {last}";
    }
}

/// <summary>A person of the source that can't be used.</summary>
internal sealed class Suspect(WantedPerson person, string problem, bool isIdentified)
{
    public WantedPerson Person { get; } = person;

    public string Problem { get; } = problem;

    public List<CompanyUser> Users { get; } = [];

    /// <summary>Whether the keys are readable, so that the person is a new one if they find no user.</summary>
    public bool IsIdentified { get; } = isIdentified;
}
