using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Every field that can be planned, but for the origin id, which is a key.</summary>
internal static class Fields
{
    public static IReadOnlyList<Field> All { get; } =
    [
        Text(PersonField.FirstName, person => person.FirstName, user => user.FirstName),
        Text(PersonField.LastName, person => person.LastName, user => user.LastName),
        Text(PersonField.EmailAddress, person => person.EmailAddress, user => user.EmailAddress),
        Initials(person => person.Initials),
        Text(PersonField.JobTitle, person => person.JobTitle, user => user.JobTitle),
        Text(PersonField.EmployeeId, person => person.EmployeeId, user => user.EmployeeId),
        Text(PersonField.BusinessPhone, person => person.BusinessPhone, user => user.BusinessPhone),
        Text(PersonField.MobilePhone, person => person.MobilePhone, user => user.MobilePhone),
        Text(PersonField.FaxNumber, person => person.FaxNumber, user => user.FaxNumber),
        Text(PersonField.Address, person => person.Address, user => user.Address),
        Text(PersonField.City, person => person.City, user => user.City),
        Code(PersonField.StateCode, person => person.StateCode, user => user.StateCode),
        Text(PersonField.Zip, person => person.Zip, user => user.Zip),
        Code(PersonField.CountryCode, person => person.CountryCode, user => user.CountryCode),
        Text(PersonField.EmailSignature, person => person.EmailSignature, user => user.EmailSignature),
        Text(PersonField.Notes, person => person.Notes, user => user.Notes),
        Text(PersonField.OriginData, person => person.OriginData, user => user.OriginData),
        Number(PersonField.BusinessPhoneExtension, person => person.BusinessPhoneExtension, user => user.BusinessPhoneExtension),
        Flag(PersonField.IsEmployee, person => person.IsEmployee, user => user.IsEmployee),
        Number(PersonField.VendorId, person => person.VendorId, user => user.Vendor?.Id),
        Number(PersonField.DefaultPermissionTemplateId, person => person.DefaultPermissionTemplateId, user => user.DefaultPermissionTemplateId),
        Number(PersonField.CompanyPermissionTemplateId, person => person.CompanyPermissionTemplateId, user => user.CompanyPermissionTemplateId),
        Number(PersonField.WorkClassificationId, person => person.WorkClassificationId, user => user.WorkClassificationId),
        Flag(PersonField.AddToNewProjects, person => person.AddToNewProjects, user => user.AddToNewProjects),
        Flag(PersonField.BidContact, person => person.BidContact, _ => null),
    ];

    public static Field OriginId { get; } = Text(PersonField.OriginId, person => person.OriginId, user => user.OriginId);

    public static Field Of(PersonField name) => name == PersonField.OriginId ? OriginId : All.First(field => field.Name == name);

    public static Field? Find(string jsonName) => jsonName == OriginId.JsonName ? OriginId : All.FirstOrDefault(field => field.JsonName == jsonName);

    private static Field Text(PersonField name, Func<Person, Optional<string?>> wanted, Func<CompanyUser, string?> actual) =>
        new(name, person => Boxed(wanted(person)), actual, value => FieldText.Clean((string?)value));

    /// <summary>Procore takes ISO codes in upper case only.</summary>
    private static Field Code(PersonField name, Func<Person, Optional<string?>> wanted, Func<CompanyUser, string?> actual) =>
        new(name, person => Boxed(wanted(person)), actual, value => FieldText.Clean((string?)value)?.ToUpperInvariant());

    /// <summary>Where they are left to Procore, it makes them from the name.</summary>
    private static Field Initials(Func<Person, Optional<string?>> wanted) => new(
        PersonField.Initials,
        person => FieldText.Clean(wanted(person).Value) is { } initials ? new Optional<object?>(initials) : default,
        user => user.Initials,
        value => FieldText.Clean((string?)value));

    private static Field Number(PersonField name, Func<Person, Optional<long?>> wanted, Func<CompanyUser, long?> actual) =>
        new(name, person => Boxed(wanted(person)), user => actual(user), value => value);

    private static Field Flag(PersonField name, Func<Person, Optional<bool?>> wanted, Func<CompanyUser, bool?> actual) =>
        new(name, person => Boxed(wanted(person)), user => actual(user), value => value);

    private static Optional<object?> Boxed<T>(Optional<T> value) => value.IsSet ? new Optional<object?>(value.Value) : default;
}
