using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>One of the people that are wanted, and which users its keys have found.</summary>
internal sealed class WantedPerson(Person person, long position)
{
    private readonly List<CompanyUser> _candidates = [];

    public Person Person { get; } = person;

    public long Position { get; } = position;

    public long? Id { get; } = person.Id.Value;

    /// <summary>Null if the user is to keep the state that they have.</summary>
    public bool? IsActive { get; } = person.IsActive.Or(true);

    public string? OriginId { get; } = FieldText.Clean(person.OriginId.Value);

    public string? EmployeeId { get; } = FieldText.Clean(person.EmployeeId.Value);

    public string? EmailAddress { get; } = FieldText.Clean(person.EmailAddress.Value);

    /// <summary>The users whom the keys find, each once.</summary>
    public IReadOnlyList<CompanyUser> Candidates => _candidates;

    /// <summary>The user who has the person's e-mail address, whether or not that is a key.</summary>
    public CompanyUser? AddressHolder { get; set; }

    public bool IsInConflict { get; set; }

    public void AddCandidate(CompanyUser user)
    {
        if (_candidates.TrueForAll(candidate => candidate.Id != user.Id))
            _candidates.Add(user);
    }

    public PersonReference Reference() => PersonReference.Of(Person, Position);
}
