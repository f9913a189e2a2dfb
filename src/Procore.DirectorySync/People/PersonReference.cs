using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// A person of the source or a user of the directory, in a plan.
/// </summary>
public sealed class PersonReference
{
    internal PersonReference(long? userId, long? position, string? originId, string? name, string? emailAddress)
    {
        UserId = userId;
        Position = position;
        OriginId = originId;
        Name = name;
        EmailAddress = emailAddress;
    }

    /// <summary>
    /// Procore's id of the user; null for a person of the source who isn't known to be in the directory.
    /// </summary>
    public long? UserId { get; }

    /// <summary>
    /// The position in the source, from 0; null for a user who isn't in the source.
    /// </summary>
    public long? Position { get; }

    /// <summary>
    /// The origin id; null for none.
    /// </summary>
    public string? OriginId { get; }

    /// <summary>
    /// First and last name, for readers of the plan.
    /// </summary>
    public string? Name { get; }

    /// <summary>
    /// The e-mail address, for readers of the plan.
    /// </summary>
    public string? EmailAddress { get; }

    /// <summary>
    /// Identifies the person by ids only, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>user 5000000001 (origin id HR-17)</c>, or <c>person 17 (origin id HR-17)</c> for a person of the source.</returns>
    public override string ToString()
    {
        var who = UserId is { } id
            ? "user " + id.ToString(CultureInfo.InvariantCulture)
            : "person " + Position?.ToString(CultureInfo.InvariantCulture);
        return OriginId is null ? who : $"{who} (origin id {OriginId})";
    }

    internal static PersonReference Of(CompanyUser user, long? position = null) =>
        new(user.Id, position, user.OriginId, user.Name ?? NameOf(user.FirstName, user.LastName), user.EmailAddress);

    internal static PersonReference Of(Person person, long position) =>
        new(null, position, FieldText.Clean(person.OriginId.Or(null)), NameOf(person.FirstName.Or(null), person.LastName.Or(null)), FieldText.Clean(person.EmailAddress.Or(null)));

    private static string? NameOf(string? firstName, string? lastName) => FieldText.Clean($"{firstName} {lastName}");
}
