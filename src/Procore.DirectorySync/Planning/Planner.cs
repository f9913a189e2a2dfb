using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Decides which change each person gets, after the directory was read. A person that isn't clear gets none.</summary>
internal sealed class Planner(Matching matching, DirectorySyncOptions options)
{
    /// <summary>The number of entries that one person may have; a key that more entries share identifies no person.</summary>
    private const int MaxEntries = 10;

    private readonly List<(WantedPerson Person, DirectoryChange Change)> _changes = [];
    private readonly List<long> _unchanged = [];
    private readonly List<SkippedPerson> _skipped = [];
    private readonly List<PlanConflict> _conflicts = [];
    private readonly HashSet<long> _disputed = [];

    public DirectoryPlan Plan(PlanSource source)
    {
        foreach (var suspect in matching.Suspects.All)
            Conflict(ConflictReason.Unusable, suspect.Problem, [suspect.Person], suspect.Users);
        _disputed.UnionWith(matching.Suspects.UserIds);
        FindSharedKeys();
        FindEarlierEntries();
        FindUnclearCandidates();
        FindSharedCandidates();
        foreach (var person in matching.People.Where(person => person.IsOpen))
            Decide(person);
        FindSharedAddresses();

        var isSparing = matching.Suspects.MayBeAnyUser;
        IEnumerable<DirectoryChange> missing = options.DeactivateMissing && !isSparing ? matching.Missing.Values : [];
        var changes = _changes.Where(planned => !planned.Person.IsInConflict)
            .Select(planned => planned.Change)
            .Concat(missing)
            .OrderBy(change => change.Kind)
            .ToList();
        var warnings = source.Warnings.ToList();
        if (options.DeactivateMissing && isSparing && matching.Missing.Count > 0)
            warnings.Add(FormattableString.Invariant($"{matching.Missing.Count} of the users in scope aren't in the source and stay active, because the source has a person without a readable key who may be any of them. Correct that person."));
        if (matching.IsRead)
        {
            warnings.AddRange(UnknownIds(matching.UnknownProtectedIds, "a protected user", "user with this id"));
            warnings.AddRange(UnknownIds(matching.UnknownVendorIds, "a vendor of the scope", "user of this vendor"));
        }
        var header = new PlanHeader(source.PlannedAt, options.Scope.Description, matching.People.Count, matching.InScope, PlanLimits.Of(options, matching.InScope), [.. options.ProtectedIds], matching.WitnessIds)
        {
            CompanyId = source.Address.CompanyId,
            ApiHost = source.Address.ApiHost,
            BatchSize = options.BatchSize,
            IsUnlinkedAccepted = options.DeactivateUnlinked is not null,
        };
        var conflicting = new HashSet<long?>(_conflicts.SelectMany(conflict => conflict.Users).Select(user => user.UserId));
        _skipped.AddRange(matching.Spared.Where(spared => spared.Reason == SkipReason.Unreadable ? !conflicting.Contains(spared.Person.UserId) : options.DeactivateMissing));
        IReadOnlyList<PersonReference> unlinked = options.DeactivateMissing ? [.. matching.Unlinked.Where(user => !conflicting.Contains(user.UserId))] : [];
        return new DirectoryPlan(header, changes, _unchanged, _skipped, _conflicts, unlinked, warnings);
    }

    /// <summary>Warns of ids that the directory doesn't have, because a mistyped id has no effect.</summary>
    public static IEnumerable<string> UnknownIds(IEnumerable<long> ids, string what, string missing) => ids.OrderBy(id => id)
        .Select(id => FormattableString.Invariant($"{id} is given as {what}, but the directory has no {missing}. Check the id."));

    private void FindSharedKeys()
    {
        foreach (var group in matching.SharedKeys)
        {
            var people = group.People.Where(person => !person.IsSuperseded).ToList();
            if (people.Count > 1 && !people.TrueForAll(person => person.IsInConflict) && !IsOnePerson(people))
                Conflict(ConflictReason.SameKey, FormattableString.Invariant($"{people.Count} people of the source have the same {group.Key}. Give each their own, or keep only one of them."), people);
        }
    }

    /// <summary>Many HR systems have two entries for an employee who left and came back: the active one is used if there is only one.</summary>
    private bool IsOnePerson(List<WantedPerson> people)
    {
        if (people.Count > MaxEntries || people.Exists(person => person.IsInConflict) || !people.TrueForAll(person => NamesAgree(person, people[0])))
            return false;
        var active = people.Where(person => person.IsActive != false).ToList();
        var isShared = people.SelectMany(person => person.Groups).SelectMany(group => group.People).Any(other => !people.Contains(other));
        if (active.Count > 1 || isShared)
            return false;
        var counts = active.Count == 1 ? active[0] : people[0];
        // An entry that finds a user of its own must not be dropped: that user may have to be deactivated.
        if (people.SelectMany(person => person.Candidates).Any(user => counts.Candidates.All(candidate => candidate.Id != user.Id)))
            return false;
        foreach (var person in people.Where(person => person != counts))
        {
            person.IsSuperseded = true;
            _skipped.Add(new SkippedPerson(person.Reference(), SkipReason.Superseded));
        }
        return true;
    }

    private static bool NamesAgree(WantedPerson person, WantedPerson other) =>
        FieldText.Clean(person.Person.LastName.Or(null)) is not { } last || FieldText.Clean(other.Person.LastName.Or(null)) is not { } otherLast || FieldText.AreNamesEqual(last, otherLast);

    /// <summary>
    /// The active entry of a person may have another origin id than the earlier one. Once a run has linked the user to it, the
    /// earlier entry finds a user with another origin id: that is no conflict, as it was none before.
    /// </summary>
    private void FindEarlierEntries()
    {
        foreach (var (userId, people) in Claims().Where(claim => claim.People.Exists(person => BelongsToAnother(person, person.Candidates[0]))))
        {
            if (!_disputed.Contains(userId) && people.Exists(person => person.IsActive != false && Holds(person)))
                IsOnePerson(people);
        }

        static bool Holds(WantedPerson person) => person.OriginId is not null && person.Candidates.Count == 1 && !BelongsToAnother(person, person.Candidates[0]);
    }

    private void FindUnclearCandidates()
    {
        foreach (var person in matching.People.Where(person => person.IsOpen))
        {
            if (person.ZeroLedIds.Find(id => id.AreZerosLost) is { } zeroLed)
            {
                zeroLed.UnlistedUserIds.ForEach(id => matching.Missing.Remove(id));
                zeroLed.UnlistedUserIds.Clear();
                Conflict(ConflictReason.LostZeros, $"{zeroLed.Field} seems to have lost its leading zeros: the directory has a user with the id that has them. Export the column as text, or set AllowLostZeros.", [person], zeroLed.Users);
            }
            else if (person.Candidates.Count > 1)
                Conflict(ConflictReason.SeveralCandidates, "The person's keys find several users. Correct the keys in the source or in Procore, so that they find one.", [person]);
            else if (person.Id is { } id && (person.Candidates.Count == 0 || person.Candidates[0].Id != id))
                Conflict(ConflictReason.UnknownId, "The directory has no user with this id. Correct the id, or leave it out.", [person]);
            else if (person.Candidates.Count == 1 && BelongsToAnother(person, person.Candidates[0]))
                Conflict(ConflictReason.OtherOriginId, "The user that the person's keys find has another origin id, and may be another person. Correct one of the two, or clear the user's origin id in Procore.", [person]);
        }
    }

    private void FindSharedCandidates()
    {
        foreach (var (userId, people) in Claims())
        {
            if (_disputed.Contains(userId))
                Conflict(ConflictReason.SamePerson, "Another person of the source, who is in conflict, may be the same user. Resolve that conflict, or correct the keys.", people);
            else if (people.Count > 1 && !IsOnePerson(people))
                Conflict(ConflictReason.SamePerson, FormattableString.Invariant($"{people.Count} people of the source match the same user of the directory. Keep only one of them, or correct their keys."), people);
        }
    }

    /// <summary>The people whose keys find a user, by user.</summary>
    private List<(long UserId, List<WantedPerson> People)> Claims() =>
    [
        .. matching.People.Where(person => person.IsOpen)
            .SelectMany(person => person.Candidates.Select(user => (user.Id, person)))
            .GroupBy(claim => claim.Id, claim => claim.person)
            .Select(claim => (claim.Key, claim.ToList())),
    ];

    private static bool BelongsToAnother(WantedPerson person, CompanyUser user) =>
        person.OriginId is { } wanted
        && IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } actual
        && !string.Equals(wanted, actual, StringComparison.Ordinal);

    private void Decide(WantedPerson person)
    {
        if (person.Candidates.Count == 0)
            DecideOnNewcomer(person);
        else if (matching.SkipReasonOf(person.Candidates[0]) is { } reason)
            Skip(PersonReference.Of(person.Candidates[0], person.Position), reason, person);
        else if (matching.IsUnreadable(person.Candidates[0], person))
            Conflict(ConflictReason.UnreadableUser, "Procore's response leaves out a key of the user, or whether the user is active, or has a value that can't be read. Look at the user in Procore.", [person]);
        else
            DecideOnUser(person, person.Candidates[0]);
    }

    private void Skip(PersonReference reference, SkipReason reason, WantedPerson person) =>
        _skipped.Add(new SkippedPerson(reference, reason == SkipReason.OutOfScope && options.Scope.IsExcludedBy(person.Person) ? SkipReason.OutOfScopeInSource : reason));

    private void DecideOnNewcomer(WantedPerson person)
    {
        if (person.IsActive == false)
        {
            Skip(person.Reference(), SkipReason.NotThere, person);
            return;
        }
        var fields = SyncField.All
            .Where(field => options.PolicyOf(field) != FieldPolicy.Never && (field.Name != SyncField.EmployeeId || WillBeEmployee(person, user: null)))
            .Select(field => (field.Name, Value: field.Wanted(person.Person).Or(null)))
            .Where(field => field.Value is not null)
            .Select(field => new FieldChange(field.Name, null, field.Value, isOldKnown: false))
            .ToList();
        if (person.OriginId is { } originId)
            fields.Insert(0, new FieldChange(SyncField.OriginIdName, null, originId, isOldKnown: false));
        foreach (var (field, value) in options.Scope.Implied ?? [])
        {
            if (!SyncField.Of(field).Wanted(person.Person).IsSet)
                fields.Add(new FieldChange(field, null, value, isOldKnown: false));
        }
        if (options.Scope.IsExcludedBy(person.Person))
        {
            Skip(person.Reference(), SkipReason.OutOfScope, person);
        }
        else if (options.Scope.Implied?.FirstOrDefault(implied => options.PolicyOf(SyncField.Of(implied.Field)) == FieldPolicy.Never) is ({ } never, _))
        {
            Conflict(ConflictReason.Unusable, $"A new user in this scope needs {never}, and FieldPolicies says that it is never sent. Remove that policy.", [person]);
        }
        else if (!options.Scope.Contains(WriteModels.NewUser(fields)))
        {
            if (options.Scope.Implied is null)
                Conflict(ConflictReason.Unusable, $"The scope ({options.Scope}) allows several values for a new user. Set IsEmployee or VendorId of the person, or use a scope with one of them.", [person]);
            else
                Skip(person.Reference(), SkipReason.OutOfScope, person);
        }
        else if (WrongNewcomer(person, fields) is { } wrong)
        {
            Conflict(ConflictReason.Unusable, wrong, [person]);
        }
        else if (matching.Unreadable.MayBe(person.OriginId, person.EmailAddress, person.Person.FirstName.Or(null), person.Person.LastName.Or(null)) is { Count: > 0 } unreadable)
        {
            Conflict(ConflictReason.UnreadableUser, "The person may be a user whose keys can't be read in Procore's response, and would be created a second time. Look at the user in Procore; if it is the person, set the id.", [person], unreadable);
        }
        else
        {
            _changes.Add((person, new DirectoryChange(ChangeKind.Create, person.Reference(), null, fields)));
        }
    }

    private string? WrongNewcomer(WantedPerson person, List<FieldChange> fields)
    {
        if (!IsSet(SyncField.LastName))
            return "A new user needs a last name.";
        if (!IsSet(SyncField.EmailAddress))
            return "A new user needs an e-mail address.";
        if (person.OriginId is not null)
            return null;
        if (IsSet(SyncField.AddToNewProjects))
            return "AddToNewProjects can be set only for a new user that has an origin id. Give an origin id, or leave AddToNewProjects out.";
        return options.MatchByEmailAddress || (options.MatchByEmployeeId && IsSet(SyncField.EmployeeId))
            ? null
            : "The next run couldn't find this user and would create them again. Give an origin id, or match by e-mail address.";

        bool IsSet(string name) => fields.Exists(field => field.Name == name);
    }

    private void DecideOnUser(WantedPerson person, CompanyUser user)
    {
        var reference = PersonReference.Of(user, person.Position);
        if (person.IsActive == false)
        {
            if (user.IsActive == true)
                _changes.Add((person, new DirectoryChange(ChangeKind.Deactivate, reference, user.UpdatedAt, [])));
            else
                _unchanged.Add(user.Id);
            return;
        }
        if (user.IsActive != true && person.IsActive is null)
        {
            Skip(reference, SkipReason.Inactive, person);
            return;
        }
        if (user.IsActive != true && !MayComeBack(person, user))
        {
            Conflict(
                ConflictReason.OtherLastName,
                "Only the e-mail address or employee id matches an inactive user, and the last names differ. The address or number may have been given to a new person. Compare the two; then set the origin id or the id, or correct the last name.",
                [person]);
            return;
        }
        var fields = Differences(person, user).ToList();
        if (fields.Exists(field => field is { Name: SyncField.LastName or SyncField.EmailAddress, New: null }))
        {
            Conflict(ConflictReason.Unusable, "A user must have a last name and an e-mail address. Leave them out to keep them.", [person]);
            return;
        }
        if (user.IsActive != true)
            _changes.Add((person, new DirectoryChange(ChangeKind.Reactivate, reference, user.UpdatedAt, fields, RestoredAccess.Of(user))));
        else if (fields.Count > 0)
            _changes.Add((person, new DirectoryChange(fields[0].Name == SyncField.OriginIdName ? ChangeKind.Link : ChangeKind.Update, reference, user.UpdatedAt, fields)));
        else
            _unchanged.Add(user.Id);
    }

    /// <summary>Whether the user is certainly the person, or at least has the same last name: an address may belong to another person now.</summary>
    private static bool MayComeBack(WantedPerson person, CompanyUser user)
    {
        if (person.Id is not null || (person.OriginId is { } originId && originId == IncompleteCreate.Unmark(FieldText.Clean(user.OriginId))))
            return true;
        return FieldText.Clean(person.Person.LastName.Or(null)) is { } wanted && FieldText.Clean(user.LastName) is { } actual && FieldText.AreNamesEqual(wanted, actual);
    }

    private IEnumerable<FieldChange> Differences(WantedPerson person, CompanyUser user)
    {
        var isIncomplete = IncompleteCreate.IsMarked(user.OriginId);
        if (person.OriginId is { } originId && (isIncomplete || FieldText.Clean(user.OriginId) is null))
            yield return new FieldChange(SyncField.OriginIdName, user.OriginId, originId);
        foreach (var field in SyncField.All)
        {
            var wanted = field.Wanted(person.Person);
            if (!wanted.IsSet)
                continue;
            // Procore stores an employee id for employees only; otherwise every plan would find the same difference again.
            if (field.Name == SyncField.EmployeeId && !WillBeEmployee(person, user))
                continue;
            if (field.IsInSync && options.PolicyOf(field) == FieldPolicy.Always && field.IsGiven(user) && !field.Same(wanted.Or(null), field.Actual(user), options.EmailCaseMatters))
                yield return new FieldChange(field.Name, field.Actual(user), wanted.Or(null));
            else if (isIncomplete && field.Name == SyncField.AddToNewProjects && wanted.Or(null) is not null && options.PolicyOf(field) != FieldPolicy.Never)
                yield return new FieldChange(field.Name, null, wanted.Or(null), isOldKnown: false);
        }
    }

    private bool WillBeEmployee(WantedPerson person, CompanyUser? user)
    {
        var isEmployee = SyncField.Of(SyncField.IsEmployee);
        var wanted = isEmployee.Wanted(person.Person);
        var isPlanned = user is null ? options.PolicyOf(isEmployee) != FieldPolicy.Never : options.PolicyOf(isEmployee) == FieldPolicy.Always;
        if (wanted.IsSet && isPlanned)
            return (bool?)wanted.Or(null) == true;
        return user is null ? options.Scope.Implied?.Contains((SyncField.IsEmployee, true)) == true : user.IsEmployee == true;
    }

    private void FindSharedAddresses()
    {
        var claims = _changes
            .Where(planned => planned.Change.Find(SyncField.EmailAddress) is not null)
            .GroupBy(planned => planned.Person.EmailAddress!, planned => planned, StringComparer.OrdinalIgnoreCase);
        foreach (var claim in claims.ToList())
        {
            var people = claim.Select(planned => planned.Person).ToList();
            if (people.Count > 1)
                Conflict(ConflictReason.SameKey, FormattableString.Invariant($"{people.Count} people of the source would get the same e-mail address. Give each their own."), people);
            else if (people[0].AddressHolder is { } holder && people[0].Candidates.All(user => user.Id != holder.Id))
                Conflict(ConflictReason.EmailAddressTaken, "Another user of the directory has the person's e-mail address, and may be the same person. Correct one of the two, or match by e-mail address.", people, [holder]);
        }
    }

    private void Conflict(ConflictReason reason, string message, IReadOnlyList<WantedPerson> people, IReadOnlyList<CompanyUser>? others = null)
    {
        foreach (var person in people)
            person.IsInConflict = true;
        var users = new Dictionary<long, CompanyUser>();
        foreach (var user in people.SelectMany(person => person.Groups).Distinct().SelectMany(group => group.Users).Concat(others ?? []))
            users[user.Id] = user;
        foreach (var id in users.Keys)
            matching.Missing.Remove(id);
        _disputed.UnionWith(people.SelectMany(person => person.Groups).Distinct().SelectMany(group => group.Users).Select(user => user.Id));
        _conflicts.Add(new PlanConflict(reason, message, [.. people.Select(person => person.Reference())], [.. users.Values.Select(user => PersonReference.Of(user))]));
    }
}
