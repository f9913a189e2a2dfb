using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>A person of the source, and the users that their keys find.</summary>
internal sealed class WantedPerson(Person person, long position)
{
    private IReadOnlyList<CompanyUser>? _candidates;

    public Person Person { get; } = person;

    public long Position { get; } = position;

    public long? Id { get; } = person.Id.Or(null);

    /// <summary>Null if the user keeps the state that they have.</summary>
    public bool? IsActive { get; } = person.IsActive.Or(true);

    public string? OriginId { get; } = SourceText.Clean(SyncField.OriginIdName, person.OriginId.Or(null));

    public string? EmployeeId { get; } = SourceText.Clean(SyncField.EmployeeId, person.EmployeeId.Or(null));

    public string? EmailAddress { get; } = SourceText.Clean(SyncField.EmailAddress, person.EmailAddress.Or(null));

    /// <summary>The values of keys that find users.</summary>
    public List<KeyGroup> Groups { get; } = new(3);

    /// <summary>The users that the keys find, each once. Use it only after the directory was read.</summary>
    public IReadOnlyList<CompanyUser> Candidates => _candidates ??= [.. Groups.SelectMany(group => group.Users).GroupBy(user => user.Id).Select(user => user.First())];

    /// <summary>The user that has the person's e-mail address, whether or not it is a key.</summary>
    public CompanyUser? AddressHolder { get; set; }

    /// <summary>The person's ids that may have lost leading zeros.</summary>
    public List<ZeroLedId> ZeroLedIds { get; } = new(0);

    public bool IsInConflict { get; set; }

    /// <summary>Whether another entry of the same person counts instead.</summary>
    public bool IsSuperseded { get; set; }

    public bool IsOpen => !IsInConflict && !IsSuperseded;

    public PersonReference Reference() => PersonReference.Of(Person, Position);
}
