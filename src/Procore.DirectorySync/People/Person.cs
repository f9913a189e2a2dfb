using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// Somebody as your own system wants them to be in the directory. Only what is set is compared and sent; null clears.
/// </summary>
/// <remarks>
/// White space around a text, the kind of its line breaks and the way in which an accent is composed make no difference, and
/// neither does blank text against null. Not thread-safe; leave it alone while it is planned with.
/// </remarks>
public sealed class Person
{
    /// <summary>
    /// Procore's id of the person, where you know it; null otherwise. Finds, and is never changed.
    /// </summary>
    public long? Id { get; set; }

    /// <summary>
    /// The person's id in your own system, which no two people share; null for none. Finds the person, and is given to
    /// somebody who is found by another key and has none yet.
    /// </summary>
    public string? OriginId { get; set; }

    /// <summary>
    /// Whether the person is to be active; true by default. Whoever isn't is deactivated, not created, and otherwise left alone.
    /// </summary>
    public bool IsActive { get; set; } = true;

    /// <summary>
    /// First name.
    /// </summary>
    public Optional<string?> FirstName { get; set; }

    /// <summary>
    /// Last name. Nobody can be without one.
    /// </summary>
    public Optional<string?> LastName { get; set; }

    /// <summary>
    /// E-mail address. Nobody can be without one, and nobody else in the company can have it. Sent only when somebody is created, unless <see cref="DirectorySyncOptions.FieldPolicies" /> says otherwise: a change can be refused, or change somebody's login.
    /// </summary>
    public Optional<string?> EmailAddress { get; set; }

    /// <summary>
    /// Initials; blank to leave them to Procore, which makes them from the name.
    /// </summary>
    public Optional<string?> Initials { get; set; }

    /// <summary>
    /// Job title.
    /// </summary>
    public Optional<string?> JobTitle { get; set; }

    /// <summary>
    /// The company's own number for an employee. Also a key, with <see cref="DirectorySyncOptions.MatchByEmployeeId" />.
    /// </summary>
    public Optional<string?> EmployeeId { get; set; }

    /// <summary>
    /// Business phone.
    /// </summary>
    public Optional<string?> BusinessPhone { get; set; }

    /// <summary>
    /// Mobile phone.
    /// </summary>
    public Optional<string?> MobilePhone { get; set; }

    /// <summary>
    /// Fax number.
    /// </summary>
    public Optional<string?> FaxNumber { get; set; }

    /// <summary>
    /// Street address.
    /// </summary>
    public Optional<string?> Address { get; set; }

    /// <summary>
    /// City.
    /// </summary>
    public Optional<string?> City { get; set; }

    /// <summary>
    /// ISO 3166 code of the state. Sent in upper case.
    /// </summary>
    public Optional<string?> StateCode { get; set; }

    /// <summary>
    /// Postal code.
    /// </summary>
    public Optional<string?> Zip { get; set; }

    /// <summary>
    /// ISO 3166 code of the country. Sent in upper case.
    /// </summary>
    public Optional<string?> CountryCode { get; set; }

    /// <summary>
    /// Text under the person's e-mails.
    /// </summary>
    public Optional<string?> EmailSignature { get; set; }

    /// <summary>
    /// Notes.
    /// </summary>
    public Optional<string?> Notes { get; set; }

    /// <summary>
    /// Data of your own system.
    /// </summary>
    public Optional<string?> OriginData { get; set; }

    /// <summary>
    /// Extension of the business phone.
    /// </summary>
    public Optional<long?> BusinessPhoneExtension { get; set; }

    /// <summary>
    /// Whether the person is an employee of the company.
    /// </summary>
    public Optional<bool?> IsEmployee { get; set; }

    /// <summary>
    /// Procore's id of the vendor for whom the person works.
    /// </summary>
    public Optional<long?> VendorId { get; set; }

    /// <summary>
    /// Procore's id of the permission template for new projects. Sent only when somebody is created, unless <see cref="DirectorySyncOptions.FieldPolicies" /> says otherwise.
    /// </summary>
    public Optional<long?> DefaultPermissionTemplateId { get; set; }

    /// <summary>
    /// Procore's id of the permission template for the company's own tools. Sent only when somebody is created, unless <see cref="DirectorySyncOptions.FieldPolicies" /> says otherwise.
    /// </summary>
    public Optional<long?> CompanyPermissionTemplateId { get; set; }

    /// <summary>
    /// Procore's id of the work classification.
    /// </summary>
    public Optional<long?> WorkClassificationId { get; set; }

    /// <summary>
    /// Whether the person is added to every new project. Set when the person is created, never compared: no listing tells it.
    /// </summary>
    public Optional<bool?> AddToNewProjects { get; set; }

    /// <summary>
    /// Whether the person is a contact for bids. Set when the person is created, never compared: no answer tells it.
    /// </summary>
    public Optional<bool?> BidContact { get; set; }
}
