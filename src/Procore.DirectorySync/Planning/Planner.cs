using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Decides, once everybody is known on both sides, who gets which change; whoever isn't clear gets none.</summary>
internal sealed class Planner(Matching matching, DirectorySyncOptions options)
{
    private readonly List<(WantedPerson Person, DirectoryChange Change)> _changes = [];
    private readonly List<long> _unchanged = [];
    private readonly List<SkippedPerson> _skipped = [];
    private readonly List<PlanConflict> _conflicts = [];

    public DirectoryPlan Plan(DateTimeOffset plannedAt)
    {
        FindSharedKeys();
        FindUnclearCandidates();
        FindSharedCandidates();
        foreach (var person in matching.People)
        {
            if (!person.IsInConflict)
                Decide(person);
        }
        FindFightsOverAddresses();

        var missing = options.DeactivateMissing ? matching.Missing.Values : [];
        var changes = _changes.Where(planned => !planned.Person.IsInConflict)
            .Select(planned => planned.Change)
            .Concat(missing)
            .OrderBy(change => change.Kind)
            .ToList();
        var header = new PlanHeader(
            plannedAt,
            options.Scope.Description,
            matching.People.Count,
            matching.InScope,
            options.MaxDeactivations ?? Math.Min(50, matching.InScope / 20),
            options.MaxChanges,
            [.. options.ProtectedIds],
            matching.WitnessIds);
        return new DirectoryPlan(header, changes, _unchanged, _skipped, _conflicts);
    }

    private void FindSharedKeys()
    {
        foreach (var (key, people) in matching.SharedKeys())
        {
            if (!people.All(person => person.IsInConflict))
                Conflict(ConflictReason.SameKey, $"{people.Count} of the people that are wanted have the same {key}. Give each their own, or leave all but one out.", people);
        }
    }

    private void FindUnclearCandidates()
    {
        foreach (var person in matching.People.Where(person => !person.IsInConflict))
        {
            if (WrongKey(person) is { } wrong)
                Conflict(ConflictReason.Unusable, wrong, [person]);
            else if (person.Candidates.Count > 1)
                Conflict(ConflictReason.SeveralCandidates, "The person's keys find several users. Correct the keys here or in Procore, so that they find one.", [person]);
            else if (person.Id is { } id && (person.Candidates.Count == 0 || person.Candidates[0].Id != id))
                Conflict(ConflictReason.UnknownId, "The directory has no user of this id. Correct the id, or leave it out.", [person]);
            else if (person.Candidates.Count == 1 && BelongsToAnother(person, person.Candidates[0]))
                Conflict(ConflictReason.OtherOriginId, "The user whom the person's keys find has another origin id, and may be somebody else. Correct one of the two, or clear the user's origin id in Procore.", [person]);
        }
    }

    private void FindSharedCandidates()
    {
        var claims = matching.People.SelectMany(person => person.Candidates.Select(user => (user.Id, person)))
            .GroupBy(claim => claim.Id, claim => claim.person);
        foreach (var claim in claims)
        {
            var people = claim.ToList();
            if (people.Count > 1 && !people.TrueForAll(person => person.IsInConflict))
                Conflict(ConflictReason.SamePerson, $"{people.Count} of the people that are wanted are one user of the directory. Leave all but one out, or correct their keys.", people);
        }
    }

    private static string? WrongKey(WantedPerson person)
    {
        if (person.Id <= 0)
            return "An id is positive. Take it from Procore, or leave it out.";
        return IncompleteCreate.IsMarked(person.OriginId) ? "The origin id ends as those do that this library gives to people who are half created. Choose another." : null;
    }

    private static bool BelongsToAnother(WantedPerson person, CompanyUser user) =>
        person.OriginId is { } wanted
        && IncompleteCreate.Unmark(FieldText.Clean(user.OriginId)) is { } actual
        && !string.Equals(wanted, actual, StringComparison.Ordinal);

    private void Decide(WantedPerson person)
    {
        if (person.Candidates.Count == 0)
            DecideOnNewcomer(person);
        else if (matching.SkipReasonOf(person.Candidates[0]) is { } reason)
            _skipped.Add(new SkippedPerson(PersonReference.Of(person.Candidates[0], person.Position), reason));
        else
            DecideOnUser(person, person.Candidates[0]);
    }

    private void DecideOnNewcomer(WantedPerson person)
    {
        if (person.IsActive == false)
        {
            _skipped.Add(new SkippedPerson(person.Reference(), SkipReason.NotThere));
            return;
        }
        var fields = SyncField.All
            .Where(field => options.PolicyOf(field) != FieldPolicy.Never && (field.Name != SyncField.EmployeeId || WillBeEmployee(person, user: null)))
            .Select(field => (field.Name, field.Wanted(person.Person).Value))
            .Where(field => field.Value is not null)
            .Select(field => new FieldChange(field.Name, null, field.Value, isOldKnown: false))
            .ToList();
        if (person.OriginId is { } originId)
            fields.Insert(0, new FieldChange(SyncField.OriginIdName, null, originId, isOldKnown: false));
        if (!options.Scope.Contains(WriteModels.NewUser(fields)))
            _skipped.Add(new SkippedPerson(person.Reference(), SkipReason.OutOfScope));
        else if (WrongNewcomer(person, fields) is { } wrong)
            Conflict(ConflictReason.Unusable, wrong, [person]);
        else
            _changes.Add((person, new DirectoryChange(ChangeKind.Create, person.Reference(), null, fields)));
    }

    private string? WrongNewcomer(WantedPerson person, List<FieldChange> fields)
    {
        if (!IsSet(SyncField.LastName))
            return "A new person needs a last name.";
        if (!IsSet(SyncField.EmailAddress))
            return "A new person needs an e-mail address.";
        if (person.OriginId is not null)
            return null;
        if (IsSet(SyncField.AddToNewProjects))
            return "Somebody without an origin id can't be added to every new project from the start. Give an origin id, or leave AddToNewProjects alone.";
        return options.MatchByEmailAddress || (options.MatchByEmployeeId && IsSet(SyncField.EmployeeId))
            ? null
            : "The next run couldn't find this person, and would create them again. Give an origin id, or match by e-mail address.";

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
                _unchanged.Add(user.Id!.Value);
            return;
        }
        var fields = Differences(person, user).ToList();
        if (fields.Exists(field => field is { Name: SyncField.LastName or SyncField.EmailAddress, New: null }))
        {
            Conflict(ConflictReason.Unusable, "Nobody can be without a last name and an e-mail address. Leave them out to keep them.", [person]);
            return;
        }
        if (user.IsActive != true && person.IsActive == true)
            _changes.Add((person, new DirectoryChange(ChangeKind.Reactivate, reference, user.UpdatedAt, fields)));
        else if (fields.Count > 0)
            _changes.Add((person, new DirectoryChange(fields[0].Name == SyncField.OriginIdName ? ChangeKind.Link : ChangeKind.Update, reference, user.UpdatedAt, fields)));
        else
            _unchanged.Add(user.Id!.Value);
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
            if (field.IsInSync && options.PolicyOf(field) == FieldPolicy.Always && field.IsGiven(user) && !field.Same(wanted.Value, field.Actual(user), options.EmailCaseMatters))
                yield return new FieldChange(field.Name, field.Actual(user), wanted.Value);
            else if (isIncomplete && field.Name == SyncField.AddToNewProjects && wanted.Value is not null && options.PolicyOf(field) != FieldPolicy.Never)
                yield return new FieldChange(field.Name, null, wanted.Value, isOldKnown: false);
        }
    }

    private bool WillBeEmployee(WantedPerson person, CompanyUser? user)
    {
        var isEmployee = SyncField.Of(SyncField.IsEmployee);
        var wanted = isEmployee.Wanted(person.Person);
        var isPlanned = user is null ? options.PolicyOf(isEmployee) != FieldPolicy.Never : options.PolicyOf(isEmployee) == FieldPolicy.Always;
        return (wanted.IsSet && isPlanned ? (bool?)wanted.Value : user?.IsEmployee) == true;
    }

    private void FindFightsOverAddresses()
    {
        var claims = _changes
            .Where(planned => planned.Change.Find(SyncField.EmailAddress) is not null)
            .GroupBy(planned => planned.Person.EmailAddress!, planned => planned, StringComparer.OrdinalIgnoreCase);
        foreach (var claim in claims.ToList())
        {
            var people = claim.Select(planned => planned.Person).ToList();
            if (people.Count > 1)
                Conflict(ConflictReason.SameKey, $"{people.Count} of the people that are wanted would get the same e-mail address. Give each their own.", people);
            else if (people[0].AddressHolder is { } holder && holder.Id != claim.Single().Change.Person.UserId)
                Conflict(ConflictReason.EmailAddressTaken, "Somebody else in the directory has the person's e-mail address, and may be the same person. Correct one of the two, or match by e-mail address.", people, holder);
        }
    }

    private void Conflict(ConflictReason reason, string message, IReadOnlyList<WantedPerson> people, CompanyUser? other = null)
    {
        var users = people.SelectMany(person => person.Candidates).Append(other).OfType<CompanyUser>()
            .GroupBy(user => user.Id)
            .Select(user => PersonReference.Of(user.First()))
            .ToList();
        foreach (var user in users)
            matching.Missing.Remove(user.UserId!.Value);
        foreach (var person in people)
            person.IsInConflict = true;
        _conflicts.Add(new PlanConflict(reason, message, [.. people.Select(person => person.Reference())], users));
    }
}
