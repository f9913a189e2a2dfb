using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// A person as your own system wants them in the directory. Only fields that are set are compared and sent; null clears a field.
/// </summary>
/// <remarks>
/// <para><b>Keys.</b> <see cref="CompanyUserSyncItem.Id" /> is Procore's id of the user, if you know it; it is never changed.
/// <see cref="CompanyUserSyncItem.OriginId" /> is the person's id in your own system, which no two people share. It finds the
/// user, and a user that is found by another key and has no origin id gets it. The employee id and the e-mail address are keys
/// if <see cref="DirectorySyncOptions" /> says so. Procore stores an employee id for employees only, so it is planned only for a
/// user who is or becomes an employee.</para>
/// <para><b>Active or not.</b> If <see cref="CompanyUserSyncItem.IsActive" /> isn't set or is true, the user is to be active. If
/// it is false, the user is deactivated, not created, and otherwise left alone. If it is set to null, an existing user keeps
/// the state that they have, and a new one is created.</para>
/// <para><b>Sent on creation only.</b> The e-mail address and both permission templates are sent for new users only, unless
/// <see cref="DirectorySyncOptions.FieldPolicies" /> says otherwise: Procore may refuse to change them, and the e-mail address is the login.</para>
/// <para>White space around a text, the kind of its line breaks and whether accents are composed make no difference, and blank
/// text equals null. Blank initials are left to Procore, which makes them from the name. ISO codes are sent in upper case.</para>
/// <para>A picture (<see cref="CompanyUserSyncItem.Avatar" />) makes the person a conflict, because a plan can't hold it.</para>
/// <para>Not thread-safe; don't change a person while a plan is made.</para>
/// </remarks>
public sealed class Person : CompanyUserSyncItem
{
    /// <summary>
    /// Whether the user is added to every new project. Set when the user is created and never compared, because no listing has it.
    /// </summary>
    public Optional<bool?> AddToNewProjects { get; set; }

    /// <summary>
    /// Whether the user is a contact for bids. Set when the user is created and never compared, because no response has it.
    /// </summary>
    public Optional<bool?> BidContact { get; set; }

    /// <summary>
    /// What is wrong with the source's entry, as a sentence without personal data, such as <c>hire_date isn't a date</c>; null,
    /// the default, if nothing is. A person with a problem is a conflict (<see cref="ConflictReason.Unusable" />): nothing is
    /// sent, and users with one of the person's keys or the full name are left alone.
    /// </summary>
    /// <remarks>
    /// Set the keys and the name as far as they are readable, broken values included: a plan recognizes those. If a key is broken or
    /// missing and the others find no user, the person may be any user, and no user is deactivated for not being in the source.
    /// </remarks>
    public string? Problem { get; set; }

    /// <inheritdoc />
    public override bool IsGiven(string propertyName) => propertyName switch
    {
        nameof(AddToNewProjects) => AddToNewProjects.IsSet,
        nameof(BidContact) => BidContact.IsSet,
        _ => base.IsGiven(propertyName),
    };

    /// <inheritdoc />
    public override bool TryGetValue(string name, out object? value)
    {
        switch (name)
        {
            case SyncField.AddToNewProjects:
                value = AddToNewProjects.Or(null);
                return AddToNewProjects.IsSet;
            case SyncField.BidContact:
                value = BidContact.Or(null);
                return BidContact.IsSet;
            default:
                return base.TryGetValue(name, out value);
        }
    }
}
